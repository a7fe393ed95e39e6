"""What one event changes in the caches: a little, if nothing that matters is later; else all of its item's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select

from studytool.memory.credit import DISCOUNT, begun, clock, credited
from studytool.memory.fsrs import State
from studytool.memory.rating import Rating
from studytool.memory.replay import elapsed_days
from studytool.store import caches, crediting, dangling
from studytool.store.counting import inferred, of_answer, of_answers
from studytool.store.crediting import NEVER
from studytool.store.direct import Direct
from studytool.store.events import ASKED, RESET, SKIP, microseconds, mistakes_in
from studytool.store.laws import outcome
from studytool.store.rows import to_entry
from studytool.store.schedule import COLUMNS, due_us, reviewed
from studytool.store.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from studytool.memory.skills import SkillGraph
    from studytool.store.counting import Counts
    from studytool.store.events import Event
    from studytool.store.laws import Entry
    from studytool.store.reading import Reject
    from studytool.store.schedule import Model, Row

# Built once: what varies is bound, so each is compiled once.
_LATER = (
    select(events.c.seq)
    .where(events.c.at >= bindparam("of_at"))
    .where(or_(events.c.at > bindparam("of_at"), events.c.uuid > bindparam("of_uuid")))
    .limit(1)
)
_ANY_LATER = Direct(_LATER)
_LATER_OF_ITEM = Direct(_LATER.where(events.c.item == bindparam("of_item")))
_LATER_REVIEW = _LATER.where(
    events.c.item.in_(bindparam("of_items", expanding=True)), events.c.kind.in_((*ASKED, RESET))
)


def record(
    connection: Connection, event: Event, made_with: SkillGraph, model: Model, where: str, reject: Reject
) -> None:
    """Bring the caches up to date after something that was done to an item, and stands in the log."""
    at_us = microseconds(event.at)
    if event.kind not in {*ASKED, SKIP} or dangling.may_name(connection, event.item):
        _replay(connection, event, made_with, model, where, reject)
    elif event.kind in ASKED and not _concerns_memory(event, made_with):
        caches.count(connection, _counted(event, at_us))
    elif event.kind in ASKED and event.item not in made_with.skills and _is_last(connection, event, at_us, made_with):
        _answer(connection, event, at_us, made_with, model)
    elif event.kind in ASKED:
        _replay(connection, event, made_with, model, where, reject)


def _concerns_memory(answer: Event, made_with: SkillGraph) -> bool:
    return answer.rating is not None or bool(made_with.at_fault(answer.item, mistakes_in(answer)))


def _counted(answer: Event, at_us: int) -> Counts:
    """Return what an answer counts for by itself."""
    entry = to_entry(answer)
    return of_answer(answer.item, at_us, entry.verdict, entry.mistakes, entry.rating)


def _is_last(connection: Connection, event: Event, at_us: int, made_with: SkillGraph) -> bool:
    """Whether nothing that matters to the item, or to a node that it contains, comes after the event."""
    after = {"of_at": at_us, "of_uuid": event.uuid}
    if _ANY_LATER.first(connection, after) is None:
        return True
    if _LATER_OF_ITEM.first(connection, {**after, "of_item": event.item}) is not None:
        return False
    nodes = {event.item, *made_with.contains.get(event.item, {})}
    others = {source for node in nodes for source in made_with.sources.get(node, ())} | nodes
    if others == {event.item}:
        return True
    return connection.execute(_LATER_REVIEW, {**after, "of_items": sorted(others)}).first() is None


def _answer(connection: Connection, event: Event, at_us: int, made_with: SkillGraph, model: Model) -> None:
    """Bring the caches up to date after an answer that is the last event of all that matter."""
    counts = _counted(event, at_us)
    if event.rating is not None:
        before = caches.cached(connection, event.item)
        own = inferred(event.item, event.rating, chosen=False)
        row, more = reviewed(event.item, before, at_us, event.rating, own, model)
        caches.put(connection, row, anew=before is None)
        counts.update(more)
    caches.count(connection, counts)
    _follow(connection, event, at_us, made_with, model)


def _follow(connection: Connection, event: Event, at_us: int, made_with: SkillGraph, model: Model) -> None:
    """Bring the nodes of its item up to date: credit for what was right, a review of what a mistake shows missing."""
    if event.rating is None or event.rating == Rating.AGAIN:
        for node in made_with.at_fault(event.item, mistakes_in(event)) - {event.item}:
            before = caches.cached(connection, node)
            if before is not None:
                caches.put(connection, {**before._asdict(), "due_us": at_us}, anew=False)
        return
    for node, share in made_with.contains.get(event.item, {}).items():
        before = caches.cached(connection, node)
        if before is not None or node in made_with.skills:
            row = _credited(node, before, at_us, share * DISCOUNT, model)
            caches.put(connection, row, anew=before is None)


def _credited(node: str, before: Any | None, at_us: int, part: float, model: Model) -> Row:
    """Return a node's row after one more fractional review."""
    if before is None:
        state, last, counts = begun(part, model.weights), at_us, (0, 0, 0)
    else:
        state = State(before.slow, before.fast, before.difficulty)
        state = credited(state, elapsed_days(before.last_us, at_us), part, model.weights)
        last, counts = int(clock(before.last_us, at_us, part)), (before.reviews, before.lapses, before.inferred)
    due = due_us(node, state, last, counts[0], model) if counts[0] else NEVER
    values = (node, float(state.slow), float(state.fast), float(state.difficulty), last, due, *counts)
    return dict(zip(COLUMNS, values, strict=True))


def _replay(
    connection: Connection, event: Event, made_with: SkillGraph, model: Model, where: str, reject: Reject
) -> None:
    """Work out anew what is cached of the item and of all that it contains, from all events that matter to them."""
    (own,) = crediting.histories(connection, [event.item], where, reject).values()
    came, before = outcome(own), outcome(_without(event, own))
    caches.keep(connection, event.item, came)
    nodes = {event.item, *made_with.contains.get(event.item, {})}
    log = crediting.histories(connection, made_with.that_matter(nodes), where, reject)
    earlier = {item: _without(event, entries) for item, entries in log.items()}
    now, then = (crediting.replayed(each, nodes, made_with, model) for each in (log, earlier))
    caches.replace(connection, nodes, now.rows)
    change = Counter(now.counts)
    change.update(of_answers(event.item, came.answers))
    change.subtract(then.counts)
    change.subtract(of_answers(event.item, before.answers))
    caches.count(connection, change)


def _without(event: Event, log: list[Entry]) -> list[Entry]:
    return [entry for entry in log if entry.uuid != event.uuid]
