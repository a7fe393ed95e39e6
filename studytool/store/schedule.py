"""From reviews to the cached row of an item, one review or a whole log at a time, bit for bit alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from studytool.memory.fsrs import State, after, first, interval
from studytool.memory.rating import Rating
from studytool.memory.replay import MICROSECONDS_A_DAY, elapsed_days, replay
from studytool.store.events import ASKED, Event, microseconds

if TYPE_CHECKING:
    from collections.abc import Iterable

WANTED_RECALL = 0.9
_LATEST_US = microseconds(datetime.max.replace(tzinfo=UTC))

Row = dict[str, Any]


def reviewed(item: str, before: Any | None, at_us: int, rating: int) -> Row:
    """Return the row of `item` after one more review; `before` is its row so far, None for a new item."""
    if before is None:
        return _row(item, first(rating), at_us, reviews=1, lapses=0)
    state = State(before.slow, before.fast, before.difficulty)
    state = after(state, elapsed_days(before.last_us, at_us), rating)
    lapses = before.lapses + (rating == Rating.AGAIN)
    return _row(item, state, at_us, reviews=before.reviews + 1, lapses=lapses)


def replayed(events: Iterable[Event]) -> list[Row]:
    """Return the rows of every item reviewed in the events, which are taken in the log's order."""
    reviews = effective_reviews(events)
    if not reviews:
        return []
    names = list(dict.fromkeys(item for item, _, _ in reviews))
    code = {name: number for number, name in enumerate(names)}
    items = np.fromiter((code[item] for item, _, _ in reviews), np.int64, len(reviews))
    times = np.fromiter((at for _, at, _ in reviews), np.int64, len(reviews))
    end = replay(items, times, np.fromiter((rating for _, _, rating in reviews), np.int64, len(reviews)))
    traces = (end.state.slow, end.state.fast, end.state.difficulty)
    columns = (*traces, end.last_us, due_us(end.state, end.last_us), end.reviews, end.lapses)
    values = zip(names, *(np.asarray(column).tolist() for column in columns), strict=True)
    keys = ("item", "slow", "fast", "difficulty", "last_us", "due_us", "reviews", "lapses")
    return [dict(zip(keys, row, strict=True)) for row in values]


def effective_reviews(events: Iterable[Event]) -> list[tuple[str, int, int]]:
    """Return (item, microseconds, rating) of every review in the log's order, later ratings put in place."""
    asked: dict[str, Event] = {}
    ratings: dict[str, int | None] = {}
    for event in events:
        again = event.rerates
        if again is not None and again[0] in asked:
            ratings[again[0]] = again[1]
        elif event.kind in ASKED:
            asked[event.uuid], ratings[event.uuid] = event, event.rating
    rated = ((asked[uuid], rating) for uuid, rating in ratings.items())
    return [(event.item, microseconds(event.at), rating) for event, rating in rated if rating is not None]


def due_us(state: State, last_us: Any) -> Any:
    """Return when recall will have fallen to the wanted one, in microseconds since 1970."""
    wait = np.rint(np.multiply(interval(state, WANTED_RECALL), MICROSECONDS_A_DAY))
    return np.minimum(last_us + wait.astype(np.int64), _LATEST_US)


def _row(item: str, state: State, last_us: int, *, reviews: int, lapses: int) -> Row:
    return {
        "item": item,
        "slow": float(state.slow),
        "fast": float(state.fast),
        "difficulty": float(state.difficulty),
        "last_us": last_us,
        "due_us": int(due_us(state, last_us)),
        "reviews": reviews,
        "lapses": lapses,
    }
