"""The memory of items that exercise one another: implicit credit, and skills that mistakes send for review.

What the events of such items come to, in the order of (time, uuid) over all of them:

- A review that counts, rated better than again, is a fractional review of every node that its item contains; one rated
  again is none. A node's reviews before its last reset do not count.
- An elementary skill has no reviews of its own, whatever the log says.
- The first review of an item that has questions of its own is its own: fractions before it have no effect.
- A misconception in an answer in force that was not rated better than again sends the nodes that it belongs to for
  review: they are due from then on until their next review, whole or a fraction. An elementary skill falls due in no
  other way, for it is asked only through the items that contain it.

Which item contains what is no part of the log: the database notes the graph that its caches were made with.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from sqlalchemy import delete, insert, select

from studytool.memory.credit import DISCOUNT
from studytool.memory.rating import Rating
from studytool.memory.replay import replay
from studytool.memory.skills import NO_SKILLS, SkillGraph, read_graph
from studytool.names import EITHER, TOGETHER
from studytool.store.events import ASKED, LATEST_US
from studytool.store.laws import outcome
from studytool.store.replaying import read
from studytool.store.rows import to_entry
from studytool.store.schedule import due_us
from studytool.store.tables import events, meta

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

    from studytool.store.events import Event
    from studytool.store.laws import Outcome
    from studytool.store.replaying import Reject
    from studytool.store.schedule import Model

    Row = tuple[Any, ...]

KEY: Final = "skills"
"""The key of `meta` under which the graph stands that the caches were made with."""
NEVER: Final = LATEST_US

_GRAPH = select(meta.c.value).where(meta.c.key == KEY)


class Fraction(NamedTuple):
    """A review of a node, whole or a share of one; they sort by node, then by time and uuid."""

    node: str
    at_us: int
    uuid: str
    rating: int
    share: float


def graph(connection: Connection) -> SkillGraph:
    """Return the graph that the caches are made with."""
    text = connection.execute(_GRAPH).scalar()
    return NO_SKILLS if text is None else read_graph(text)


def note(connection: Connection, new: SkillGraph) -> None:
    """Note another graph; the caches are then to be rebuilt."""
    connection.execute(delete(meta).where(meta.c.key == KEY))
    connection.execute(insert(meta), {"key": KEY, "value": new.json})


def mistakes(event: Event) -> tuple[str, ...]:
    """Return the ids of the misconceptions that were diagnosed in an answer."""
    ids = event.data.get("misconception") if event.kind in ASKED else None
    return named(ids) if isinstance(ids, str) else ()


def named(ids: str) -> tuple[str, ...]:
    """Return the ids of misconceptions that were joined into one text."""
    return tuple(ids.replace(EITHER, TOGETHER).split(TOGETHER))


def linked_rows(
    connection: Connection,
    made_with: SkillGraph,
    model: Model,
    where: str,
    reject: Reject,
    nodes: Collection[str] | None = None,
) -> dict[str, Row]:
    """Return the rows of `memory` of these nodes, by default of all items that exercise one another."""
    wanted = set(nodes) if nodes is not None else {*made_with.contains, *made_with.nodes}
    sources = {source for node in wanted for source in made_with.sources.get(node, ())} | (wanted - made_with.skills)
    histories = _histories(connection, sources, where, reject)
    return rows(histories, wanted, made_with, model) if histories else {}


def rows(histories: Mapping[str, Outcome], wanted: set[str], made_with: SkillGraph, model: Model) -> dict[str, Row]:
    """Return the rows of these nodes after the events of all items that matter to them."""
    reviews = _that_count(sorted(_reviews(histories, wanted, made_with)), histories, made_with)
    if not reviews:
        return {}
    items, at_us, _, ratings, shares = zip(*reviews, strict=True)
    end = replay(np.array(items), np.array(at_us), np.array(ratings), model.weights, np.array(shares))
    columns = (end.state.slow, end.state.fast, end.state.difficulty, end.last_us, due_us(end.state, end.last_us, model))
    values = zip(*(np.asarray(column).tolist() for column in (*columns, end.reviews, end.lapses)), strict=True)
    due = _due({node: (at, uuid) for node, at, uuid, _, _ in reviews}, histories, made_with)
    found = zip(end.items.tolist(), values, strict=True)
    return {node: (node, *row[:4], due.get(node, row[4]), *row[5:]) for node, row in found}


def _reviews(histories: Mapping[str, Outcome], wanted: set[str], made_with: SkillGraph) -> Iterable[Fraction]:
    """Yield the reviews of the wanted nodes, their own and the fractions."""
    for item, came in histories.items():
        shares = {node: share for node, share in made_with.contains.get(item, {}).items() if node in wanted}
        for (at_us, rating), uuid in zip(came.reviews, came.uuids, strict=True):
            if item in wanted:
                yield Fraction(item, at_us, uuid, rating, 1.0)
            if rating > Rating.AGAIN:
                for node, share in shares.items():
                    yield Fraction(node, at_us, uuid, Rating.GOOD, share * DISCOUNT)


def _that_count(reviews: Iterable[Fraction], histories: Mapping[str, Outcome], made_with: SkillGraph) -> list[Fraction]:
    """Leave out what came before a node's reset, and before the first review of its own where it has questions."""
    kept, started = list[Fraction](), set(made_with.skills)
    for review in reviews:
        reset = histories[review.node].reset if review.node in histories else None
        if reset is not None and (review.at_us, review.uuid) < reset:
            continue
        if review.share == 1.0:
            started.add(review.node)
        if review.node in started:
            kept.append(review)
    return kept


def _due(
    last: Mapping[str, tuple[int, str]], histories: Mapping[str, Outcome], made_with: SkillGraph
) -> dict[str, int]:
    """Return when nodes are due that were sent for review after the last one, and elementary skills in any case."""
    sent: defaultdict[str, tuple[int, str]] = defaultdict(lambda: (-LATEST_US, ""))
    for item, came in histories.items():
        for at_us, uuid, ids in came.mistaken:
            for node in made_with.at_fault(item, named(ids)):
                sent[node] = max(sent[node], (at_us, uuid))
    never = {node: NEVER for node in last if node in made_with.skills}
    return never | {node: at[0] for node, at in sent.items() if node in last and at > last[node]}


def _histories(connection: Connection, items: Iterable[str], where: str, reject: Reject) -> dict[str, Outcome]:
    """Return what the events of each of these items come to, of those that have any."""
    query = select(events).where(events.c.item.in_(sorted(items))).order_by(events.c.item, events.c.at)
    entries = defaultdict(list)
    for line in connection.execute(query):
        if event := read(line, where, reject):
            entries[event.item].append(to_entry(event))
    return {item: outcome(log) for item, log in entries.items()}
