from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.fuzz import all_fuzzed, fuzz_range, fuzzed

intervals = st.floats(0.0, 36500.0)
names = st.text(max_size=20)
counts = st.integers(1, 10**6)


@given(intervals, names, counts)
def test_a_draw_never_leaves_its_range_nor_the_bound(interval, item, reviews):
    """It lies between the two ends, which lie around the interval and at most 36500 days away."""
    low, high = fuzz_range(interval)
    assert 0.0 <= low <= fuzzed(interval, item, reviews) <= high <= 36500.0
    assert low <= interval <= high


@given(st.floats(0.0, 2.5, exclude_max=True), names, counts)
def test_a_short_interval_is_left_alone(interval, item, reviews):
    """Below two and a half days nothing is drawn."""
    assert fuzzed(interval, item, reviews) == interval


@pytest.mark.parametrize(
    ("interval", "reach"), [(2.5, 1.0), (7.0, 1.675), (17.0, 2.675), (20.0, 2.975), (37.0, 3.825), (1000.0, 51.975)]
)
def test_the_ranges_are_the_published_ones(interval, reach):
    """A day, 15 % of the days from 2.5 to 7, 10 % of those to 20 and 5 % of the others, to either side."""
    assert fuzz_range(interval) == (pytest.approx(interval - reach), pytest.approx(interval + reach))


@given(st.floats(2.5, 36500.0), st.floats(2.5, 36500.0))
def test_a_longer_interval_has_no_earlier_range(one, other):
    """Both ends of the range grow with the interval."""
    shorter, longer = (fuzz_range(interval) for interval in sorted((one, other)))
    assert shorter[0] <= longer[0]
    assert shorter[1] <= longer[1]


@given(st.lists(st.tuples(intervals, names, counts), max_size=30))
def test_many_at_once_give_what_each_gives_alone(rows):
    """The same number to the last bit."""
    found = all_fuzzed(np.array([row[0] for row in rows]), [row[1] for row in rows], [row[2] for row in rows])
    assert found.tolist() == [fuzzed(*row) for row in rows]


def test_draws_are_the_same_on_every_machine():
    """The digest of the item and its count fixes them."""
    assert fuzzed(10.0, "rnn.lstm-step", 4) == 8.902741679316902


@pytest.mark.parametrize("interval", [3.0, 12.0, 400.0])
def test_items_are_spread_evenly(interval):
    """Over 10,000 items, twenty equal parts of the range are hit alike: chi-square below its 99.9 % point."""
    items = [f"kind.{number}" for number in range(10_000)]
    drawn = all_fuzzed(np.full(10_000, interval), items, [3] * 10_000)
    hits, _ = np.histogram(drawn, bins=20, range=fuzz_range(interval))
    assert ((hits - 500) ** 2 / 500).sum() < 43.82


def test_each_review_of_an_item_draws_anew():
    """Over 10,000 counts of one item the draws are as even as over items."""
    drawn = all_fuzzed(np.full(10_000, 30.0), ["item"] * 10_000, range(1, 10_001))
    hits, _ = np.histogram(drawn, bins=20, range=fuzz_range(30.0))
    assert ((hits - 500) ** 2 / 500).sum() < 43.82
