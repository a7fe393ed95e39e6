"""The learner's own events as a log of reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from studytool.memory.replay import MICROSECONDS_A_DAY
from studytool.memory.review_log import DAY_START_US, ReviewLog
from studytool.store.events import MICROSECOND, NO_ITEM, microseconds
from studytool.store.laws import Entry, outcome

if TYPE_CHECKING:
    from studytool.store.events import Event

DAY_US: Final = int(MICROSECONDS_A_DAY)


def own_log(events: Iterable[Event], now: datetime) -> ReviewLog:
    """Return the reviews that count in the order of time; a new day begins at four by the clock of the aware `now`."""
    by_item: dict[str, list[Entry]] = defaultdict(list)
    for event in events:
        if event.item != NO_ITEM:
            by_item[event.item].append(_entry(event))
    reviews = sorted(
        (at_us, code, rating)
        for code, entries in enumerate(by_item.values())
        for at_us, rating in outcome(entries).reviews
    )
    times, items, ratings = np.array(reviews, np.int64).reshape(-1, 3).T
    ahead = (now.utcoffset() or timedelta()) // MICROSECOND
    return ReviewLog(items, times, ratings, (DAY_START_US - ahead) % DAY_US)


def _entry(event: Event) -> Entry:
    of = event.data.get("of")
    again = event.rerates
    rating = again[1] if again else event.rating
    return Entry(microseconds(event.at), event.uuid, event.kind, rating, of if isinstance(of, str) else None)
