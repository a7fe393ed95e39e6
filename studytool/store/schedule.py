"""From reviews to the cached row of an item, one review or a whole log at a time, bit for bit alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from studytool.memory import fsrs
from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, first, interval
from studytool.memory.fuzz import all_fuzzed, fuzzed
from studytool.memory.rating import Rating
from studytool.memory.replay import MICROSECONDS_A_DAY, elapsed_days, replay
from studytool.memory.weights import are_weights
from studytool.store.counting import Chapters, of_repeat, of_repeats
from studytool.store.events import LATEST_US, WANTED, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from studytool.memory.replay import Replayed
    from studytool.store.counting import Counts
    from studytool.store.events import JSON

WANTED_RECALL: Final = 0.9

Row = dict[str, Any]
COLUMNS: Final = ("item", "slow", "fast", "difficulty", "last_us", "due_us", "reviews", "lapses", "inferred")


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
    """Reviews of many items, in order within each item, all of shape (reviews,).

    `code` numbers the items; `inferred` is the rating where it was inferred (`studytool.store.counting`), else 0.
    """

    code: NDArray[np.int64]
    at_us: NDArray[np.int64]
    rating: NDArray[np.int64]
    inferred: NDArray[np.int64]

    def where(self, chosen: NDArray[np.bool_]) -> Reviews:
        """Some of the reviews."""
        return Reviews(*(column[chosen] for column in self))


class Replay(NamedTuple):
    """What reviews come to: the items' rows, in the order of COLUMNS, and what those that follow others count for."""

    rows: list[tuple[Any, ...]]
    counts: Counts


def reviewed(
    item: str, before: Any | None, at_us: int, rating: int, inferred: int, model: Model = DEFAULT_MODEL
) -> tuple[Row, Counts]:
    """Return the row of `item` after one more review, and what that counts for; `before` is its row so far."""
    if before is None:
        return _row(item, first(rating, model.weights), at_us, (1, 0, inferred), model), Counter()
    state = State(before.slow, before.fast, before.difficulty)
    recall, state = fsrs.reviewed(state, elapsed_days(before.last_us, at_us), rating, model.weights)
    counts = before.reviews + 1, before.lapses + (rating == Rating.AGAIN), inferred
    return _row(item, state, at_us, counts, model), of_repeat(item, before.inferred, rating, float(recall))


def replayed(
    names: Sequence[str], reviews: Reviews, model: Model = DEFAULT_MODEL, shares: NDArray[np.float64] | None = None
) -> Replay:
    """Return what many reviews come to; `names[code]` is an item's name.

    With `shares`, shape (reviews,), those below 1 are fractions (`studytool.memory.replay`), which count for nothing.
    """
    if not reviews.code.size:
        return Replay([], Counter())
    end = replay(reviews.code, reviews.at_us, reviews.rating, model.weights, shares)
    whole = np.ones(reviews.code.size, bool) if shares is None else shares == 1.0
    own = reviews.where(whole)
    inferred = np.zeros(len(names), np.int64)
    inferred[own.code] = own.inferred
    items = [names[code] for code in end.items.tolist()]
    return Replay(_rows(items, end, inferred[end.items], model), repeats(names, own, end.recall[whole]))


def _rows(items: Sequence[str], end: Replayed, inferred: NDArray[np.int64], model: Model) -> list[tuple[Any, ...]]:
    """Return the rows of items whose replay has ended; `inferred` is aligned with them."""
    due = all_due_us(items, end, model)
    traces = (np.asarray(trace) for trace in (end.state.slow, end.state.fast, end.state.difficulty))
    columns = (*traces, end.last_us, due, end.reviews, end.lapses, inferred)
    return list(zip(items, *(column.tolist() for column in columns), strict=True))


def repeats(names: Sequence[str], reviews: Reviews, recall: NDArray[np.float64]) -> Counts:
    """Return what the reviews that follow another one of their item count for."""
    order = np.argsort(reviews.code, kind="stable")
    code = reviews.code[order]
    later = np.flatnonzero(code[1:] == code[:-1])
    now, before = order[later + 1], order[later]
    return of_repeats(Chapters.of(names), reviews.code[now], reviews.inferred[before], reviews.rating[now], recall[now])


def due_us(item: str, state: State, last_us: int, reviews: int, model: Model = DEFAULT_MODEL) -> int:
    """Return when recall will have fallen to the wanted one or a little before or after, in microseconds since 1970.

    Items that were learned together are spread (`studytool.memory.fuzz`), so that they do not stay together for ever.
    """
    days = fuzzed(float(interval(state, model.wanted, model.weights)), item, reviews)
    return min(last_us + round(days * MICROSECONDS_A_DAY), LATEST_US)


def all_due_us(items: Sequence[str], end: Replayed, model: Model) -> NDArray[np.int64]:
    """Return the same for all items whose replay has ended."""
    days = all_fuzzed(np.asarray(interval(end.state, model.wanted, model.weights)), items, end.reviews.tolist())
    wait = np.rint(days * MICROSECONDS_A_DAY).astype(np.int64)
    return np.asarray(np.minimum(end.last_us + wait, LATEST_US))


def _row(item: str, state: State, last_us: int, counts: tuple[int, int, int], model: Model) -> Row:
    traces = (float(state.slow), float(state.fast), float(state.difficulty))
    values = (item, *traces, last_us, due_us(item, state, last_us, counts[0], model), *counts)
    return dict(zip(COLUMNS, values, strict=True))
