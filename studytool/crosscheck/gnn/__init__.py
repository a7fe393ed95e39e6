"""Graph neural networks: the same numbers from PyTorch."""
