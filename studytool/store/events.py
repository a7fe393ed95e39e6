"""One thing that happened to an item: the row that everything else is worked out from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from studytool.course.items import apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"

ANSWER, REVEAL, SKIP, RATE = "answer", "reveal", "skip", "rate"
SUSPEND, UNSUSPEND, BURY, RESET = "suspend", "unsuspend", "bury", "reset"
UNDO, REDO, SETTING = "undo", "redo", "setting"

ASKED: Final = (ANSWER, REVEAL)  # show the item's question and may carry a rating
UNDOABLE: Final = (ANSWER, REVEAL, SKIP, RATE, SUSPEND, UNSUSPEND, BURY, RESET)
FAILED: Final = frozenset({"wrong", "other-convention", "revealed"})
"""The verdicts on what was not known."""
REFERRING: Final = (RATE, UNDO, REDO)  # name an earlier event in data["of"]
KINDS: Final = frozenset({*UNDOABLE, UNDO, REDO, SETTING})
NO_ITEM: Final = ""  # the item of a setting

WANTED: Final = "wanted-recall"
"""The setting at which recall an item falls due, within (0, 1)."""
WEIGHTS: Final = "weights"
"""The setting of the memory model's 34 weights, each within its bounds."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to `item` at the aware time `at`; `data` holds what its kind asks for.

    - answer, reveal: `rating` 1 to 4, or none; with one it is a review of the item
    - skip, suspend, unsuspend, reset: nothing
    - rate: `of`, the uuid of an answer or reveal, and its new `rating`
    - bury: `until`, in microseconds since 1970
    - undo, redo: `of`, the uuid of the event that is taken back, or put in force again
    - setting (its item is ""): `key` and `value`

    What a log of them comes to is said in `studytool.store.laws`. Raises ValueError for a time without a zone.
    """

    uuid: str
    at: datetime
    kind: str
    item: str
    data: Mapping[str, JSON] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("an event's time must be aware, for instance datetime.now(UTC)")

    @property
    def rating(self) -> int | None:
        """The rating this event itself gives its item, 1 to 4; None when it gives none."""
        return grade(self.data.get("rating")) if self.kind in ASKED else None

    @property
    def rerates(self) -> tuple[str, int] | None:
        """The uuid whose rating this event replaces, and the new rating; None when it replaces none."""
        of, rating = self.data.get("of"), grade(self.data.get("rating"))
        if self.kind == RATE and isinstance(of, str) and rating is not None:
            return of, rating
        return None


def grade(value: JSON) -> int | None:
    """Return a rating from 1 to 4; None for anything else."""
    return value if type(value) is int and 1 <= value <= 4 else None


def reviews_of(events: Iterable[Event]) -> dict[str, int]:
    """Return how many of the events are reviews of each item; those that rate anew are none of their own."""
    return dict(Counter(event.item for event in events if event.rating is not None))


def failed_of(events: Iterable[Event]) -> list[str]:
    """Return the items that the events answer wrongly or reveal, each once, the one that did so last first."""
    wrong = (event for event in events if event.kind in ASKED and event.data.get("verdict") in FAILED)
    ordered = sorted(wrong, key=lambda event: (microseconds(event.at), event.uuid), reverse=True)
    return list(dict.fromkeys(event.item for event in ordered))


def mistakes_in(event: Event) -> tuple[str, ...]:
    """Return the ids of the misconceptions that were diagnosed in an answer."""
    ids = event.data.get("misconception") if event.kind in ASKED else None
    return apart(ids) if isinstance(ids, str) else ()


def microseconds(at: datetime) -> int:
    """Return the whole microseconds since 1970 in UTC."""
    return (at - EPOCH) // MICROSECOND


def moment(at_us: int) -> datetime:
    """Return the UTC time of that many microseconds since 1970; the inverse of `microseconds`."""
    return EPOCH + at_us * MICROSECOND


EARLIEST_US: Final = microseconds(datetime.min.replace(tzinfo=UTC))
LATEST_US: Final = microseconds(datetime.max.replace(tzinfo=UTC))
