"""Reinforcement learning: the same numbers from PyTorch."""
