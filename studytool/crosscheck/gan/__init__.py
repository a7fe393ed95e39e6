"""Generative adversarial networks: the same numbers from PyTorch."""
