"""The kind that an argument names."""

from __future__ import annotations

from studytool import bank
from studytool.kind import Kind
from studytool.syllabus import catalogue_ids


def kind_named(name: str) -> Kind:
    """The kind of this id or catalogue number (C-03.Q1), in any case; UserError naming the nearest one."""
    wanted = name.casefold()
    for id, number in catalogue_ids().items():
        if wanted in {id.casefold(), number.casefold()}:
            return bank.find(id)
    return bank.find(name)
