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

import numpy as np

from studytool.questions.question import Variant

SITTING: Final = 200
MOST_REPEATED: Final = 0.01
"""Of the questions of a sitting, on average."""
DIFFERENT: Final = SITTING / (2 * MOST_REPEATED)
"""So many different questions, each as likely, repeat no more than that."""
IMPROBABLE: Final = 1e-3


def printed(variant: Variant) -> tuple[Any, ...]:
    """What two variants have in common if they are the same question: the shown givens."""
    values = variant.givens.values()
    return tuple([value.tobytes() if isinstance(value, np.ndarray) else value for value in values])


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
