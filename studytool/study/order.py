"""In what order a sitting asks: of what is due what covers most, of what is new what is open.

Both are looked up anew for every question, so the answer just given counts. What is of kin to something just shown
waits for `APART` other items where there are so many, for its solution would be the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from studytool.course import syllabus
from studytool.course.index import entry_of
from studytool.course.items import is_card, is_kind
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
APART: Final = 5
"""So many other items are asked between two of kin."""
WHILE: Final = timedelta(minutes=10)
"""What was shown so long before a sitting is still in mind when it begins."""

Free = Callable[[str], bool]
"""Whether an item may be asked."""
Choice = Callable[[Free], str | None]
"""The best item that may be asked; None if there is none."""


def due_in_order(store: Log, now: datetime, suits: Free) -> Iterator[str]:
    """The suitable items that are due, and those that practise a skill that is; each once, the best one next."""
    asked = set[str]()
    shown = _just_shown(store, now)

    def choose(free: Free) -> str | None:
        return _next_due(store, now, lambda item: suits(item) and item not in asked and free(item))

    while item := apart(shown, choose):
        asked.add(item)
        shown.append(item)
        yield item


def new_in_order(items: Sequence[str], store: Log, now: datetime) -> Iterator[str]:
    """The items that were never asked, the first open one next; where none is open, the first.

    A kind is open when all that it needs is known. What follows a kind up to the next one waits with it.
    """
    heads, before = _heads(items), store.memory()
    waiting = [item for item in items if item not in before]
    shown = _just_shown(store, now)
    while waiting:
        opened = _opened(waiting, heads, store, now)
        item = apart(shown, opened) or apart(shown, _first_of(waiting)) or waiting[0]
        waiting.remove(item)
        shown.append(item)
        yield item


def _opened(waiting: Iterable[str], heads: Mapping[str, str], store: Log, now: datetime) -> Choice:
    """Finds the first of those waiting whose kind is open now."""
    memory, w = {**store.memory(), **store.skills()}, store.model().weights
    return lambda free: next((item for item in waiting if free(item) and is_open(heads[item], memory, now, w)), None)


def _first_of(waiting: Iterable[str]) -> Choice:
    return lambda free: next(filter(free, waiting), None)


def apart(shown: Sequence[str], choose: Choice) -> str | None:
    """What `choose` finds among the items of kin to none of the last `APART` shown, or else of the most that leave any.

    None if it finds nothing though every item is free.
    """
    for length in range(min(APART, len(shown)), -1, -1):
        item = choose(_kinless(shown[len(shown) - length :]))
        if item is not None:
            return item
    return None


def _kinless(near: Sequence[str]) -> Free:
    return lambda item: not any(are_kin(item, other) for other in near)


def are_kin(one: str, other: str) -> bool:
    """Whether both are of the same model, or one of a model that the other contains: its solution shows the answer."""
    mine, others = _model(one), _model(other)
    return mine == others or mine in _contained(other) or others in _contained(one)


def _model(item: str) -> str:
    """The catalogue id of the item's model; the item itself where it has none."""
    pieces = item.split("/")
    if is_card(item) and len(pieces) == 3:
        return pieces[1]
    kind = entry_of(item)
    return kind.model if kind else item


def _contained(item: str) -> frozenset[str]:
    """The models whose kinds are part of the item."""
    return frozenset(_model(part) for part in syllabus.graph().contains.get(item, ()) if is_kind(part))


def _just_shown(store: Log, now: datetime) -> list[str]:
    """What was shown lately, and in this sitting so far, each once, the last at the end."""
    shown = [event.item for event in store.asked(now - WHILE) if event.item]
    return list(dict.fromkeys(reversed(shown)))[::-1]


def _heads(items: Iterable[str]) -> dict[str, str]:
    """The kind that each item follows."""
    head, heads = "", dict[str, str]()
    for item in items:
        head = item if is_kind(item) else head
        heads[item] = head
    return heads


def is_open(item: str, memory: Mapping[str, Remembered], now: datetime, w: Weights) -> bool:
    """Whether all that the item needs will be recalled tomorrow with a probability of `KNOWN`."""
    needed = syllabus.needs().get(item, ())
    return all(node in memory and _is_known(memory[node], now, w) for node in needed)


def _is_known(remembered: Remembered, now: datetime, w: Weights) -> bool:
    elapsed = elapsed_days(microseconds(remembered.last), microseconds(now))
    return bool(retrievability(remembered.state, elapsed + AHEAD, w) >= KNOWN)


def _next_due(store: Log, now: datetime, suits: Free) -> str | None:
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
