"""Graph neural networks: reference functions, and beside them the kinds that ask for their numbers."""
