"""Vectors and matrices as nested lists, for numbers that are worked out by hand."""

from __future__ import annotations

import math


def dot(a, b):
    """The sum of the products of entries."""
    return sum(one * other for one, other in zip(a, b, strict=True))


def times(a, b):
    """The products of entries."""
    return [one * other for one, other in zip(a, b, strict=True)]


def add(*vectors):
    """The sums of entries."""
    return [sum(entries) for entries in zip(*vectors, strict=True)]


def apply(M, v):
    """A matrix times a vector."""
    return [dot(row, v) for row in M]


def mean(values):
    """The mean of some numbers."""
    return sum(values) / len(values)


def divergence(p, q, log=math.log):
    """The Kullback-Leibler divergence of two distributions without zeros."""
    return sum(one * log(one / other) for one, other in zip(p, q, strict=True))


def places(length, span, s):
    """How many windows of the span fit, s apart."""
    return len(range(0, length - span + 1, s))


def relu(v):
    """The positive part of each entry."""
    return [max(one, 0) for one in v]


def sigmoids(a):
    """The sigmoid of each entry."""
    return [1 / (1 + math.exp(-one)) for one in a]


def tanh(a):
    """Tanh of each entry."""
    return [math.tanh(one) for one in a]
