"""One thing that happened in a sitting: the row that everything else is worked out from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"

ANSWER, REVEAL, SKIP, RATE = "answer", "reveal", "skip", "rate"
ASKED = (ANSWER, REVEAL)  # the kinds that show the item's question and may carry a rating

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to `item` at the aware time `at`; `data` holds what its kind asks for.

    An answer or reveal with a rating is a review of the item. A rate event replaces the rating of the earlier
    event whose uuid is `data["of"]`; the last one wins. Raises ValueError for a time without a zone.
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
        return _grade(self.data.get("rating")) if self.kind in ASKED else None

    @property
    def rerates(self) -> tuple[str, int] | None:
        """The uuid whose rating this event replaces, and the new rating; None when it replaces none."""
        of, rating = self.data.get("of"), _grade(self.data.get("rating"))
        if self.kind == RATE and isinstance(of, str) and rating is not None:
            return of, rating
        return None


def _grade(value: JSON) -> int | None:
    """Return a rating from 1 to 4; None for anything else."""
    return value if isinstance(value, int) and 1 <= value <= 4 else None


def microseconds(at: datetime) -> int:
    """Return the whole microseconds since 1970 in UTC."""
    return (at - EPOCH) // MICROSECOND


def moment(at_us: int) -> datetime:
    """Return the UTC time of that many microseconds since 1970; the inverse of `microseconds`."""
    return EPOCH + at_us * MICROSECOND
