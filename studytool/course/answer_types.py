"""The answer types: what a learner types."""

from __future__ import annotations

from typing import Literal

AnswerType = Literal["int", "float", "vector", "integers", "matrix", "shape", "choice", "set", "formula"]
"""What is typed: `integers` is a vector compared exactly, `shape` likewise, written 3×224×224; a `set` has no order."""
