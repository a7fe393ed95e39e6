"""Generative models: the same numbers from PyTorch."""
