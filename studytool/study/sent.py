"""What mistakes send for review, and which questions practise it: what a learner is told of both.

A mistake sends the node that it belongs to (`studytool.store.crediting`). The memory has the last word: a node that was
never reviewed is not sent, one that was reviewed since waits no longer, and a better rating takes the sending back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from studytool.course import syllabus
from studytool.course.index import entry_of
from studytool.store.events import Event, microseconds, mistakes_in
from studytool.store.log import Log
from studytool.store.remembered import Remembered
from studytool.text.language import Text

if TYPE_CHECKING:
    from studytool.store.schedule import Model


def sent_by(answers: Iterable[Event], store: Log) -> tuple[str, ...]:
    """The nodes that mistakes in these answers sent for review and that still wait for it, each once, in order.

    What the learner has suspended is none of them.
    """
    sent = dict[str, set[datetime]]()
    for event in answers:
        for node in sorted(syllabus.graph().at_fault(event.item, mistakes_in(event))):
            sent.setdefault(node, set()).add(event.at)
    if not sent:
        return ()
    memory, held = store.memory(sent), store.held()
    waiting = [node for node, times in sent.items() if node in memory and memory[node].due in times]
    return tuple(node for node in waiting if node not in held or not held[node].suspended)


def practised_by(item: str, store: Log, now: datetime) -> tuple[str, ...]:
    """The nodes that were sent for review, wait for it now, and are practised by asking this item of the memory.

    First the item itself, then what it contains; none for an item that was never asked, which is asked as new.
    """
    graph = syllabus.graph()
    if item not in graph.contains and item not in graph.nodes:
        return ()
    memory, model = store.memory((item, *graph.contains.get(item, ()))), store.model()
    known = {**memory, **store.skills()} if item in memory else {}
    nodes = [node for node in (item, *graph.contains.get(item, ())) if node in known and known[node].due <= now]
    return tuple(node for node in nodes if node in graph.skills or _was_sent(node, known[node], model))


def names(nodes: Iterable[str]) -> tuple[Text, ...]:
    """What these nodes are called: a skill by its name, a kind by its title; what is no longer taught is left out."""
    skills = syllabus.skills()
    kinds = {node: entry_of(node) for node in nodes}
    found = (skills.get(node) or (kind.title if kind else None) for node, kind in kinds.items())
    return tuple(name for name in found if name)


def listed(named: Iterable[Text]) -> Text:
    """Some names in one line; a name may have commas of its own."""
    every = tuple(named)
    return Text("; ".join(name.en for name in every), "；".join(name.zh for name in every))


def _was_sent(node: str, found: Remembered, model: Model) -> bool:
    """Whether an item with questions of its own is due at another time than its last review alone would give."""
    from studytool.store.schedule import due_us

    last = microseconds(found.last)
    return microseconds(found.due) != due_us(node, found.state, last, found.reviews, model)
