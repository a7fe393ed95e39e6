"""Misconceptions by their ids, for tables."""

from __future__ import annotations

from studytool.course.index import entries
from studytool.course.items import EITHER
from studytool.text.language import Text


def named(id: str) -> Text:
    """The misconception's name, or those that it may be; its id where it is no longer taught."""
    names = [_name(one) for one in id.split(EITHER)]
    return (
        Text(" or ".join(name.en for name in names), "或".join(f"“{name.zh}”" for name in names))
        if names[1:]
        else names[0]
    )


def _name(id: str) -> Text:
    return next((one.mistakes[id] for one in entries().values() if id in one.mistakes), Text(id, id))
