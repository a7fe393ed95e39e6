"""Recurrent neural networks: the same numbers from PyTorch."""
