from __future__ import annotations

from collections import Counter

import pytest

from studytool.questions import bank
from studytool.vetting.evenness import uniform


@pytest.mark.kinds("choice")
def test_the_right_option_stands_anywhere(kind):
    """Chi-square over 300 seeds does not tell the right option's place from a fair draw (p above 1 in 10,000)."""
    places: Counter[tuple[int, int]] = Counter()
    for seed in range(300):
        (part,) = bank.generate(kind, seed, "choice").parts
        places[len(part.options), part.options.index(part.right)] += 1
    chance = None if kind.keeps_order else uniform(places)
    assert chance is None or chance > 1e-4


def test_options_lie_on_both_sides_where_misconceptions_do():
    """The answer's rank by size is drawn among those that its misconceptions allow."""
    kind = bank.find("rl.q-learning-update")
    ranks = Counter()
    for seed in range(300):
        (part,) = bank.generate(kind, seed, "choice").parts
        ranks[sorted(option.value for option in part.options).index(part.right.value)] += 1
    assert max(ranks.values()) < 0.5 * sum(ranks.values())
