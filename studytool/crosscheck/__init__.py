"""The same numbers from PyTorch: each file mirrors one of `topics` and maps kinds to functions of the givens.

Only `studytool verify` and the tests import this package. Arrays arrive as float64 or int64 tensors.
"""
