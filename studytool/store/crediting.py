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
from sqlalchemy import select

from studytool.course.items import apart
from studytool.memory.credit import DISCOUNT
from studytool.memory.rating import Rating
from studytool.memory.skills import NO_SKILLS, SkillGraph, read_graph
from studytool.store import notes, schedule
from studytool.store.counting import inferred
from studytool.store.events import LATEST_US
from studytool.store.laws import outcome
from studytool.store.reading import read
from studytool.store.rows import to_entry
from studytool.store.schedule import COLUMNS, Replay, Reviews
from studytool.store.tables import events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

    from studytool.store.laws import Entry, Outcome
    from studytool.store.reading import Reject
    from studytool.store.schedule import Model

    Histories = Mapping[str, list[Entry]]

KEY: Final = "skills"
"""The key of `meta` under which the graph stands that the caches were made with."""
NEVER: Final = LATEST_US

_DUE: Final = COLUMNS.index("due_us")


class Fraction(NamedTuple):
    """A review of a node, whole or a share of one; they sort by node, then by time and uuid."""

    node: str
    at_us: int
    uuid: str
    rating: int
    share: float
    inferred: int = 0


def graph(connection: Connection) -> SkillGraph:
    """Return the graph that the caches are made with."""
    found = notes.noted(connection, KEY)
    return NO_SKILLS if found is None else read_graph(found)


def note(connection: Connection, new: SkillGraph) -> None:
    """Note another graph; the caches are then to be rebuilt."""
    notes.note(connection, KEY, new.json)


def linked(made_with: SkillGraph) -> frozenset[str]:
    """Return the items that exercise one another."""
    return made_with.nodes | made_with.contains.keys()


def worked_out(
    connection: Connection, nodes: Collection[str], made_with: SkillGraph, model: Model, where: str, reject: Reject
) -> Replay:
    """Return what the memory of these nodes comes to, from the events of all items that matter to it."""
    return replayed(histories(connection, made_with.that_matter(nodes), where, reject), nodes, made_with, model)


def histories(connection: Connection, items: Iterable[str], where: str, reject: Reject) -> Histories:
    """Return the events of each of these items that has any."""
    found = defaultdict(list)
    query = select(events).where(events.c.item.in_(sorted(items))).order_by(events.c.item, events.c.at)
    for line in connection.execute(query):
        if event := read(line, where, reject):
            found[event.item].append(to_entry(event))
    return found


def replayed(log: Histories, nodes: Collection[str], made_with: SkillGraph, model: Model) -> Replay:
    """Return what the memory of these nodes comes to after these events."""
    came = {item: outcome(entries) for item, entries in log.items()}
    found = reviews(came, set(nodes), made_with)
    names = sorted({each.node for each in found})
    codes = {name: code for code, name in enumerate(names)}
    rows = [(codes[each.node], each.at_us, each.rating, each.inferred) for each in found]
    columns = Reviews(*np.array(rows, np.int64).reshape(-1, 4).T)
    end = schedule.replayed(names, columns, model, np.array([each.share for each in found]))
    due = _due({each.node: (each.at_us, each.uuid) for each in found}, came, made_with)
    return Replay([_with_due(row, due) for row in end.rows], end.counts)


def _with_due(row: tuple[Any, ...], due: Mapping[str, int]) -> tuple[Any, ...]:
    """Return the row, due at another time where there is one for its item."""
    return (*row[:_DUE], due.get(row[0], row[_DUE]), *row[_DUE + 1 :])


def reviews(came: Mapping[str, Outcome], wanted: set[str], made_with: SkillGraph) -> list[Fraction]:
    """Return the reviews that count of the wanted nodes, their own and the fractions, node by node and in order."""
    return _that_count(sorted(_reviews(came, wanted, made_with)), came, made_with)


def _reviews(came: Mapping[str, Outcome], wanted: set[str], made_with: SkillGraph) -> Iterable[Fraction]:
    """Yield the reviews of the wanted nodes, their own and the fractions."""
    for item, history in came.items():
        shares = {node: share for node, share in made_with.contains.get(item, {}).items() if node in wanted}
        for review in history.reviews:
            rating = review.rating or 0
            if item in wanted:
                own = inferred(item, rating, chosen=review.chosen)
                yield Fraction(item, review.at_us, review.uuid, rating, 1.0, own)
            if rating > Rating.AGAIN:
                for node, share in shares.items():
                    yield Fraction(node, review.at_us, review.uuid, Rating.GOOD, share * DISCOUNT)


def _that_count(reviews: Iterable[Fraction], came: Mapping[str, Outcome], made_with: SkillGraph) -> list[Fraction]:
    """Leave out what came before a node's reset, and before the first review of its own where it has questions."""
    kept, started = list[Fraction](), set(made_with.skills)
    for review in reviews:
        reset = came[review.node].reset if review.node in came else None
        if reset is not None and (review.at_us, review.uuid) < reset:
            continue
        if review.share == 1.0:
            started.add(review.node)
        if review.node in started:
            kept.append(review)
    return kept


def _due(last: Mapping[str, tuple[int, str]], came: Mapping[str, Outcome], made_with: SkillGraph) -> dict[str, int]:
    """Return when nodes are due that were sent for review after the last one, and elementary skills in any case."""
    sent: defaultdict[str, tuple[int, str]] = defaultdict(lambda: (-LATEST_US, ""))
    for item, history in came.items():
        for answer in history.mistaken:
            for node in made_with.at_fault(item, apart(answer.mistakes or "")):
                sent[node] = max(sent[node], (answer.at_us, answer.uuid))
    never = {node: NEVER for node in last if node in made_with.skills}
    return never | {node: at[0] for node, at in sent.items() if node in last and at > last[node]}
