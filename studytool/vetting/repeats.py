"""How often two seeds of a kind are the same question, and how often that may be.

Two questions of a kind are alike with the probability 1/S, where S is how many different ones there are, each as
likely. A sitting of N then expects to repeat N/2S of them: of 200 questions 1 %, if S is 10,000. How many pairs are
alike in a sample of n is a matter of luck too: about Poisson with the mean n(n − 1)/2S. So a sample is held against a
kind only if it has more pairs alike than would come of S = 10,000 once in a thousand times.
"""

from __future__ import annotations

from collections import Counter
from math import exp, lgamma, log
from typing import Any, Final

from studytool.kinds.kind import Kind
from studytool.questions import bank

SITTING: Final = 200
MOST_REPEATED: Final = 0.01
"""Of the questions of a sitting, on average."""
DIFFERENT: Final = SITTING / (2 * MOST_REPEATED)
"""So many different questions, each as likely, repeat no more than that."""
IMPROBABLE: Final = 1e-3
TURNS: Final = 40
"""So many seeds for each variant of a kind of few find every one, unless it hardly ever comes."""


def different(kind: Kind, seeds: int) -> int:
    """How many variants with givens of their own the seeds 0 to `seeds` - 1 draw."""
    return len({bank.variant(kind, seed).stated for seed in range(seeds)})


def alike(counts: Counter[Any]) -> int:
    """How many pairs of a sample are the same question."""
    return sum(count * (count - 1) // 2 for count in counts.values())


def pairs(counts: Counter[Any]) -> int:
    """How many pairs there are in the sample."""
    drawn = counts.total()
    return drawn * (drawn - 1) // 2


def too_alike(counts: Counter[Any]) -> bool:
    """Whether so many pairs alike can hardly be luck."""
    return alike(counts) > 0 and poisson_tail(alike(counts), pairs(counts) / DIFFERENT) < IMPROBABLE


def poisson_tail(count: int, mean: float) -> float:
    """The probability of at least so many events where this many are expected."""
    fewer = sum(exp(event * log(mean) - mean - lgamma(event + 1)) for event in range(count))
    return max(0.0, 1.0 - fewer)
