from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.learner.calibration import Calibrated, calibration
from studytool.memory.fsrs import after, first, retrievability
from studytool.memory.rating import Rating
from studytool.store.events import Event
from studytool.store.open_store import open_store

START = datetime(2026, 1, 1, tzinfo=UTC)
NONE = {rating: Calibrated(rating, 0, None, None) for rating in Rating}


def review(number, day, rating, item="kind:cnn.a", kind="answer"):
    """One answer to a question, or the rating of a card."""
    return Event(f"u{number:03}", START + timedelta(days=day), kind, item, {"rating": rating})


def rows(*events):
    with open_store("sqlite://") as store:
        for event in events:
            store.append(event)
        return {row.rating: row for row in calibration(store.counts())}


def test_the_next_review_tells_what_a_rating_was_worth():
    """After two good ones, one item was remembered and one was not; the prediction is the mean just before."""
    found = rows(
        review(0, 0, 3), review(1, 4, 3), review(2, 0, 3, "kind:cnn.b"), review(3, 8, 1, "kind:cnn.b")
    )  # fmt: skip
    expected = (retrievability(first(3), 4.0) + retrievability(first(3), 8.0)) / 2
    assert found[Rating.GOOD] == Calibrated(Rating.GOOD, 2, 0.5, pytest.approx(expected, abs=1e-6))
    assert found[Rating.EASY] == NONE[Rating.EASY]


def test_each_review_is_predicted_from_all_before_it():
    """The second interval's prediction knows both reviews."""
    found = rows(review(0, 0, 2), review(1, 1, 4), review(2, 9, 3))
    state = after(first(2), 1.0, 4)
    assert found[Rating.HARD].predicted == pytest.approx(retrievability(first(2), 1.0), abs=1e-6)
    assert found[Rating.EASY].predicted == pytest.approx(retrievability(state, 8.0), abs=1e-6)


def test_a_rating_that_its_learner_chose_is_not_inferred():
    """Neither a card's nor one that was changed counts; the change still decides what was remembered."""
    rate = Event("u002", START + timedelta(days=4), "rate", "kind:cnn.a", {"of": "u001", "rating": 1})
    found = rows(review(0, 0, 3), review(1, 4, 3), rate, review(3, 5, 3), review(4, 9, 3))
    assert (found[Rating.GOOD].reviews, found[Rating.GOOD].remembered) == (2, 0.5)
    assert found[Rating.AGAIN].reviews == 0
    assert rows(review(0, 0, 3, "card:cnn/a"), review(1, 4, 3, "card:cnn/a")) == NONE


def test_a_reset_begins_anew():
    """What was before it predicts nothing after it."""
    reset = Event("u001", START + timedelta(days=2), "reset", "kind:cnn.a", {})
    assert rows(review(0, 0, 3), reset, review(2, 4, 3)) == NONE


def test_an_empty_log_has_four_empty_rows():
    """A share of nothing is None."""
    assert rows() == NONE


logs = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 4), st.sampled_from(["a", "b", "c"])), max_size=30)


@given(logs, st.randoms())
def test_every_repeat_is_counted_once_in_any_order(log, random):
    """The counts sum to the repeats, shares are shares, and the order in which events are read does not matter."""
    events = [review(number, day, rating, f"kind:{item}") for number, (day, rating, item) in enumerate(log)]
    found = rows(*events)
    assert sum(row.reviews for row in found.values()) == len(events) - len({event.item for event in events})
    assert all(0 <= share <= 1 for row in found.values() if row.reviews for share in (row.remembered, row.predicted))
    random.shuffle(events)
    assert rows(*events) == found
