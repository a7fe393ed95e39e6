"""From reviews to the cached row of an item, one review or a whole log at a time, bit for bit alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, after, first, interval
from studytool.memory.rating import Rating
from studytool.memory.replay import MICROSECONDS_A_DAY, elapsed_days, replay
from studytool.memory.weights import are_weights
from studytool.store.events import LATEST_US, WANTED, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from studytool.store.events import JSON

WANTED_RECALL: Final = 0.9

Row = dict[str, Any]
COLUMNS: Final = ("item", "slow", "fast", "difficulty", "last_us", "due_us", "reviews", "lapses")


@dataclass(frozen=True, slots=True)
class Model:
    """What a schedule is made with: the memory model's weights, and the recall at which an item falls due."""

    weights: Weights = DEFAULT_WEIGHTS
    wanted: float = WANTED_RECALL


DEFAULT_MODEL: Final = Model()


def model_of(settings: Mapping[str, JSON]) -> Model:
    """Return what a schedule is made with under these settings."""
    wanted, weights = settings.get(WANTED), settings.get(WEIGHTS)
    return Model(
        tuple(weights) if is_setting(WEIGHTS, weights) else DEFAULT_MODEL.weights,  # type: ignore[arg-type]
        wanted if is_setting(WANTED, wanted) else DEFAULT_MODEL.wanted,  # type: ignore[arg-type]
    )


def is_setting(key: JSON, value: JSON) -> bool:
    """Whether a setting may have this value; one that means nothing here may have any."""
    if key == WANTED:
        return isinstance(value, float) and 0.0 < value < 1.0
    return are_weights(value) if key == WEIGHTS else isinstance(key, str) and bool(key)


class Reviews(NamedTuple):
    """Reviews of many items, in order within each item: `code` numbers the items, all of shape (reviews,)."""

    code: NDArray[np.int64]
    at_us: NDArray[np.int64]
    rating: NDArray[np.int64]


def reviewed(item: str, before: Any | None, at_us: int, rating: int, model: Model = DEFAULT_MODEL) -> Row:
    """Return the row of `item` after one more review; `before` is its row so far, None for a new item."""
    if before is None:
        values = (first(rating, model.weights), at_us, 1, 0)
    else:
        state = State(before.slow, before.fast, before.difficulty)
        state = after(state, elapsed_days(before.last_us, at_us), rating, model.weights)
        values = (state, at_us, before.reviews + 1, before.lapses + (rating == Rating.AGAIN))
    return _row(item, *values, model=model)


def replayed(item: str, reviews: Sequence[tuple[int, int]], model: Model = DEFAULT_MODEL) -> Row | None:
    """Return the row of one item after all its reviews, (microseconds, rating) in order; None if it has none."""
    if not reviews:
        return None
    at_us, rating = np.array(reviews, np.int64).T
    (row,) = rows([item], Reviews(np.zeros(len(reviews), np.int64), at_us, rating), model)
    return dict(zip(COLUMNS, row, strict=True))


def rows(names: Sequence[str], reviews: Reviews, model: Model = DEFAULT_MODEL) -> list[tuple[Any, ...]]:
    """Return the rows, in the order of COLUMNS, of those items that have reviews; `names[code]` is an item's name."""
    if not reviews.code.size:
        return []
    end = replay(*reviews, model.weights)
    due = due_us(end.state, end.last_us, model)
    columns = (end.state.slow, end.state.fast, end.state.difficulty, end.last_us, due, end.reviews, end.lapses)
    values = (np.asarray(column).tolist() for column in columns)
    return list(zip([names[code] for code in end.items.tolist()], *values, strict=True))


def due_us(state: State, last_us: Any, model: Model = DEFAULT_MODEL) -> Any:
    """Return when recall will have fallen to the wanted one, in microseconds since 1970."""
    wait = np.rint(np.multiply(interval(state, model.wanted, model.weights), MICROSECONDS_A_DAY))
    return np.minimum(last_us + wait.astype(np.int64), LATEST_US)


def _row(item: str, state: State, last_us: int, reviews: int, lapses: int, *, model: Model) -> Row:
    traces = (float(state.slow), float(state.fast), float(state.difficulty))
    values = (item, *traces, last_us, int(due_us(state, last_us, model)), reviews, lapses)
    return dict(zip(COLUMNS, values, strict=True))
