from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.rating import FEWEST, Rating, inferred

USUAL = [8000.0, 10_000.0, 9000.0, 30_000.0, 10_000.0]
times = st.lists(st.floats(0, 1e7), max_size=60)


@pytest.mark.parametrize(
    ("ms", "rating"),
    [(4999, Rating.EASY), (5000, Rating.GOOD), (20_000, Rating.GOOD), (20_001, Rating.HARD), (None, Rating.GOOD)],
)
def test_ones_own_median_decides(ms, rating):
    """Below half of it is easy, above twice hard, and either bound itself still good; one slow answer moves nothing."""
    assert inferred(right=True, helped=False, ms=ms, earlier_ms=USUAL) is rating


@given(st.floats(0, 1e7), st.lists(st.floats(0, 1e7), max_size=FEWEST - 1))
def test_too_few_earlier_answers_say_nothing(ms, earlier):
    """With fewer than five, every right answer is good."""
    assert inferred(right=True, helped=False, ms=ms, earlier_ms=earlier) is Rating.GOOD


@given(st.booleans(), st.floats(0, 1e7))
def test_wrong_is_again_and_help_is_hard_at_any_speed(helped, ms):
    """Time counts only for an answer that is right without help; the earlier ones are not even asked for."""

    def unwanted():
        raise AssertionError("asked for in vain")
        yield

    assert inferred(right=False, helped=helped, ms=ms, earlier_ms=unwanted()) is Rating.AGAIN
    assert inferred(right=True, helped=True, ms=ms, earlier_ms=unwanted()) is Rating.HARD


@given(times, st.floats(0, 1e7), st.floats(0, 1e7))
def test_quicker_is_never_rated_worse(earlier, one, other):
    """The rating falls, or stays, as the time grows."""
    quick, slow = sorted((one, other))
    ratings = [inferred(right=True, helped=False, ms=ms, earlier_ms=earlier) for ms in (quick, slow)]
    assert ratings[0] >= ratings[1]
