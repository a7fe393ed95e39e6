"""Key bindings: each has an id, under which the table of texts says in both languages what it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from studytool.text.interface import KEYS

RATE: Final = Binding.Group("rate", compact=True)
"""The four ratings, one entry of the key bar; a group's description is the id of its text."""

_NAMES: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "up": "Up",
    "down": "Down",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def bound(
    id: str,
    keys: str,
    action: str,
    *,
    show: bool = False,
    priority: bool = False,
    group: Binding.Group | None = None,
    system: bool = False,
) -> Binding:
    """A binding whose id is its key in the table of texts; `show` puts it in the key bar.

    `system` keeps it out of the help: a key that at times does what another one always does.
    """
    return Binding(keys, action, KEYS[id].en, show=show, priority=priority, id=id, group=group, system=system)


def key_name(key: str) -> str:
    """How a key is written: `ctrl+q` is Ctrl+Q, `f1` is F1."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last, last.upper())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the help: the keys, and the id under which the text is."""

    keys: str
    id: str


def entries(bindings: Iterable[BindingType]) -> list[Entry]:
    """The bindings that have an id, in order; several keys for one thing stand together."""
    found: dict[str, Entry] = {}
    for binding in Binding.make_bindings(bindings):
        if binding.id in KEYS and not binding.system:
            before = found.get(binding.id)
            keys = f"{before.keys}, {key_name(binding.key)}" if before else key_name(binding.key)
            found[binding.id] = Entry(keys, binding.id)
    return list(found.values())
