"""Misconceptions by their ids, for tables: each in one sentence."""

from __future__ import annotations

import re

from studytool import bank
from studytool.text.language import Text

SENTENCE_END = re.compile(r"(?<=[.:;]) |(?<=[。：；])")


def named(id: str) -> Text:
    """What somebody who holds the misconception did, in one sentence; its id where it is no longer taught."""
    for kind in bank.kinds():
        for mistake in kind.mistakes:
            if mistake.id == id:
                said = Text(_first(mistake.feedback.en), _first(mistake.feedback.zh))
                return Text(id, id) if "{" in said.en + said.zh else said
    return Text(id, id)


def _first(text: str) -> str:
    return SENTENCE_END.split(text, maxsplit=1)[0].rstrip(":：;；")
