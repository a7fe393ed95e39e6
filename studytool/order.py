"""In what order a sitting asks: of what is due what covers most, of what is new what is open.

Both are looked up anew for every question, so the answer just given counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from studytool import syllabus
from studytool.memory.covering import Waiting, first_to_ask
from studytool.memory.fsrs import Weights, retrievability
from studytool.memory.replay import MICROSECONDS_A_DAY, elapsed_days
from studytool.store.events import microseconds
from studytool.store.log import Log
from studytool.store.remembered import Remembered

KNOWN: Final = 0.8
"""Less than the wanted recall: what has just fallen due keeps nothing closed, what is as good as forgotten does."""
WEIGHED: Final = 1000
"""Of more due items than that only so many, the longest overdue, are weighed against one another."""
AHEAD: Final = 1.0
"""Days: what was answered a moment ago is recalled now in any case, so tomorrow is looked at."""


def due_in_order(store: Log, now: datetime, suits: Callable[[str], bool]) -> Iterator[str]:
    """The suitable items that are due, and those that practise a skill that is; each once, the best one next."""
    asked = set[str]()
    while item := _next_due(store, now, lambda item: suits(item) and item not in asked):
        asked.add(item)
        yield item


def new_in_order(items: Sequence[str], store: Log, now: datetime) -> Iterator[str]:
    """The items that were never asked, the first open one next; where none is open, the first.

    A kind is open when all that it needs is known. What follows a kind up to the next one waits with it.
    """
    head, heads = "", dict[str, str]()
    for item in items:
        head = item if item.startswith("kind:") else head
        heads[item] = head
    before = store.memory()
    waiting = [item for item in items if item not in before]
    while waiting:
        memory = {**store.memory(), **store.skills()}
        w = store.model().weights
        item = next((item for item in waiting if is_open(heads[item], memory, now, w)), waiting[0])
        waiting.remove(item)
        yield item


def is_open(item: str, memory: Mapping[str, Remembered], now: datetime, w: Weights) -> bool:
    """Whether all that the item needs will be recalled tomorrow with a probability of `KNOWN`."""
    needed = syllabus.needs().get(item, ())
    return all(node in memory and _is_known(memory[node], now, w) for node in needed)


def _is_known(remembered: Remembered, now: datetime, w: Weights) -> bool:
    elapsed = elapsed_days(microseconds(remembered.last), microseconds(now))
    return bool(retrievability(remembered.state, elapsed + AHEAD, w) >= KNOWN)


def _next_due(store: Log, now: datetime, suits: Callable[[str], bool]) -> str | None:
    graph = syllabus.graph()
    due = list(islice(filter(suits, store.due(now)), WEIGHED))
    sent = {skill: found for skill, found in store.skills().items() if found.due <= now and skill in graph.skills}
    if not sent and not any(item in graph.contains for item in due[1:]):
        return due[0] if due else None
    practising = [item for skill in sent for item in graph.sources[skill] if suits(item)]
    memory = store.memory({*due, *practising})
    waiting = dict(_waiting({**{item: memory[item] for item in due if item in memory}, **sent}, now))
    model = store.model()
    return first_to_ask(waiting, memory.keys() & practising, graph, model.wanted, model.weights)


def _waiting(due: Mapping[str, Remembered], now: datetime) -> Iterable[tuple[str, Waiting]]:
    now_us = microseconds(now)
    for item, found in due.items():
        overdue = (now_us - microseconds(found.due)) / MICROSECONDS_A_DAY
        yield item, Waiting(found.state, float(elapsed_days(microseconds(found.last), now_us)), overdue)
