"""What an event of an item that exercises others changes in the caches: a little, if nothing that matters is later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, or_, select

from studytool.memory.credit import DISCOUNT, begun, clock, credited
from studytool.memory.fsrs import State
from studytool.memory.rating import Rating
from studytool.memory.replay import elapsed_days
from studytool.store import caches
from studytool.store.crediting import NEVER, linked_rows, mistakes
from studytool.store.events import ASKED, RESET, microseconds
from studytool.store.schedule import due_us
from studytool.store.tables import events, memory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection

    from studytool.memory.skills import SkillGraph
    from studytool.store.events import Event
    from studytool.store.replaying import Reject
    from studytool.store.schedule import Model

_AFTER = (
    select(events.c.seq)
    .where(events.c.item.in_(bindparam("of_items", expanding=True)), events.c.kind.in_((*ASKED, RESET)))
    .where(events.c.at >= bindparam("of_at"))
    .where(or_(events.c.at > bindparam("of_at"), events.c.uuid > bindparam("of_uuid")))
    .limit(1)
)


def concerns(made_with: SkillGraph, event: Event) -> bool:
    """Whether the event changes the memory of an item that exercises others, or is exercised by them."""
    if event.item not in made_with.contains and event.item not in made_with.nodes:
        return False
    return event.kind not in caches.NEUTRAL or event.rating is not None or bool(mistakes(event))


def record(
    connection: Connection, event: Event, made_with: SkillGraph, model: Model, where: str, reject: Reject
) -> None:
    """Bring the caches up to date after an event that `concerns` them."""
    at_us = microseconds(event.at)
    if event.kind in ASKED and event.item not in made_with.skills and _is_last(connection, event, at_us, made_with):
        if event.rating is not None:
            caches.review(connection, event.item, at_us, event.rating, model)
        _follow(connection, event, at_us, made_with, model)
    else:
        caches.replay_item(connection, event.item, model, where, reject)
        _recredit(connection, event.item, made_with, model, where, reject)


def _is_last(connection: Connection, event: Event, at_us: int, made_with: SkillGraph) -> bool:
    """Whether nothing that matters to the item, or to a node that it contains, comes after the event."""
    nodes = {event.item, *made_with.contains.get(event.item, {})}
    others = {source for node in nodes for source in made_with.sources.get(node, ())} | nodes
    later = {"of_items": sorted(others), "of_at": at_us, "of_uuid": event.uuid}
    row = {"item": event.item, "uuid": event.uuid, "at": at_us}
    return caches.is_last(connection, row) and connection.execute(_AFTER, later).first() is None


def _follow(connection: Connection, event: Event, at_us: int, made_with: SkillGraph, model: Model) -> None:
    """Bring the nodes of an item up to date after an answer that is the last event of all."""
    recalled = event.rating is not None and event.rating > Rating.AGAIN
    shares = made_with.contains.get(event.item, {}) if recalled else {}
    at_fault = frozenset[str]() if recalled else made_with.at_fault(event.item, mistakes(event))
    before = _cached(connection, {*shares, *at_fault})
    after = [
        _credited(node, before.get(node), at_us, share, model)
        for node, share in shares.items()
        if node in before or node in made_with.skills
    ]
    after += [{**before[node]._asdict(), "due_us": at_us} for node in at_fault if node in before]
    _put(connection, {row["item"] for row in after}, after)


def _recredit(
    connection: Connection, item: str, made_with: SkillGraph, model: Model, where: str, reject: Reject
) -> None:
    """Work out anew what is cached of an item and of all that it contains, from the events of all items that matter."""
    nodes = {item, *made_with.contains.get(item, {})}
    found = linked_rows(connection, made_with, model, where, reject, nodes)
    names = memory.c.keys()
    _put(connection, nodes, [dict(zip(names, row, strict=True)) for row in found.values()])


def _credited(node: str, before: Any | None, at_us: int, share: float, model: Model) -> dict[str, Any]:
    """Return a node's row after one more fractional review."""
    part = share * DISCOUNT
    if before is None:
        state, last, counts = begun(part, model.weights), at_us, (0, 0)
    else:
        state = State(before.slow, before.fast, before.difficulty)
        state = credited(state, elapsed_days(before.last_us, at_us), part, model.weights)
        last, counts = int(clock(before.last_us, at_us, part)), (before.reviews, before.lapses)
    due = int(due_us(state, last, model)) if counts[0] else NEVER
    values = (node, float(state.slow), float(state.fast), float(state.difficulty), last, due, *counts)
    return dict(zip(memory.c.keys(), values, strict=True))


def _cached(connection: Connection, nodes: Iterable[str]) -> dict[str, Any]:
    names = sorted(nodes)
    return (
        {row.item: row for row in connection.execute(select(memory).where(memory.c.item.in_(names)))} if names else {}
    )


def _put(connection: Connection, nodes: Collection[str], found: list[dict[str, Any]]) -> None:
    """Put these rows in place of what is cached of the nodes."""
    if nodes:
        connection.execute(delete(memory).where(memory.c.item.in_(sorted(nodes))))
    caches.add(connection, memory, [tuple(row.values()) for row in found])
