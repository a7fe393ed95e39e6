"""The learner's own events as a log of reviews, and of the fractions of reviews that they are of what items contain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from studytool.memory.replay import MICROSECONDS_A_DAY
from studytool.memory.review_log import DAY_START_US, ReviewLog
from studytool.memory.skills import NO_SKILLS, SkillGraph
from studytool.store.crediting import Fraction, reviews
from studytool.store.events import MICROSECOND, NO_ITEM
from studytool.store.laws import Entry, Outcome, outcome
from studytool.store.rows import to_entry

if TYPE_CHECKING:
    from studytool.store.events import Event

DAY_US: Final = int(MICROSECONDS_A_DAY)


def own_log(events: Iterable[Event], now: datetime, graph: SkillGraph = NO_SKILLS) -> ReviewLog:
    """Return the reviews that count, and their fractions by the graph, in the order of (time, uuid).

    Elementary skills are left out: they have no reviews of their own that could be predicted. A new day begins at four
    by the clock of the aware `now`. The log has shares only where it has fractions.
    """
    histories = _histories(events)
    counted = _counted(histories, graph)
    codes = {item: code for code, item in enumerate(histories)}
    rows = [(codes[each.node], each.at_us, each.rating) for each in counted]
    items, times, ratings = np.array(rows, np.int64).reshape(-1, 3).T
    shares = np.array([each.share for each in counted])
    parts = None if (shares == 1.0).all() else shares
    ahead = (now.utcoffset() or timedelta()) // MICROSECOND
    return ReviewLog(items, times, ratings, (DAY_START_US - ahead) % DAY_US, parts)


def _histories(events: Iterable[Event]) -> dict[str, Outcome]:
    """Return what the events of each item come to."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    for event in events:
        if event.item != NO_ITEM:
            entries[event.item].append(to_entry(event))
    return {item: outcome(log) for item, log in entries.items()}


def _counted(histories: Mapping[str, Outcome], graph: SkillGraph) -> list[Fraction]:
    """Return what moves the memory of the items, an answer before the fractions that it gives."""
    asked = histories.keys() - graph.skills
    return sorted(reviews(histories, asked, graph), key=lambda each: (each.at_us, each.uuid, each.share < 1.0))
