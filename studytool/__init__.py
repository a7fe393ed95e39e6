"""Learn deep learning by computing it."""

__version__ = "0.1.0"
