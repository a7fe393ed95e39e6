"""Misconceptions as an author writes them: blocks of text, in the notation that steps have.

    dilation-ignored @dilation  Dilation left out | 忽略膨胀率
        k_eff = k
        You left out the dilation. A kernel of {k} with dilation {d} spans d·(k − 1) + 1 pixels.
        你忽略了膨胀率。尺寸 {k}、膨胀率 {d} 的卷积核覆盖 d·(k − 1) + 1 个像素。

The head has the id, behind `@` the skill that the misconception is about if there is one (a kind where it has a dot),
and two spaces further its name in both languages. `=` in front says that the steps are right under another convention
than the question states. Under the head stand the steps that it gets wrong, then what to tell who holds it, in English
and then in Chinese; either may go over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from textwrap import dedent
from typing import Final

from studytool.kinds.derivation import ASSIGNMENT, LOOP, NOTE, Line, read_lines
from studytool.text.language import Text

HEAD: Final = re.compile(r"(?P<convention>=\s+)?(?P<id>[a-z0-9-]+)(?:\s+@(?P<skill>[a-z0-9.-]+))?\s{2,}(?P<name>\S.*)")
HAN: Final = re.compile(r"[\u4e00-\u9fff]")
FORM: Final = "[= ]id [@skill]  English name | Chinese name"


@dataclass(frozen=True)
class Mistake:
    """A misconception: its name, the steps that it gets wrong, and what to tell who holds it.

    With `convention`, the steps are right under another convention than the one that the question states. `skill` is
    the elementary skill, or the id of the kind, that it is a misconception about.
    """

    id: str
    name: Text
    steps: str
    feedback: Text
    convention: bool = False
    skill: str | None = None
    lines: tuple[Line, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", read_lines(self.steps))


def read_misconceptions(text: str) -> tuple[Mistake, ...]:
    """Read blocks; ValueError that names the line for one that is not as the notation wants it."""
    return tuple(_mistake(head, body) for head, body in _blocks(text))


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each head with the lines that are indented under it."""
    head, body = "", list[str]()
    for line in dedent(text).splitlines():
        if not line.strip():
            continue
        if line[0].isspace():
            body.append(line)
            continue
        if head:
            yield head, body
        head, body = line, []
    if body and not head:
        raise ValueError(f"no head ({FORM}) stands above {body[0].strip()!r}")
    if head:
        yield head, body


def _mistake(head: str, body: list[str]) -> Mistake:
    found = HEAD.fullmatch(head.rstrip())
    name = NOTE.fullmatch(found["name"]) if found else None
    if found is None or name is None:
        raise ValueError(f"no head of a misconception ({FORM}): {head!r}")
    steps = list(takewhile(_is_step, body))
    said = [line.strip() for line in body[len(steps) :]]
    if not steps:
        raise ValueError(f"misconception {found['id']!r} has no step (name = formula) under its head")
    names = Text(name["en"].strip(), name["zh"].strip())
    return Mistake(
        found["id"], names, "\n".join(steps), _feedback(found["id"], said), bool(found["convention"]), found["skill"]
    )


def _is_step(line: str) -> bool:
    stripped = line.strip()
    return bool(LOOP.fullmatch(stripped) or ASSIGNMENT.fullmatch(stripped.partition("#")[0].strip()))


def _feedback(id: str, said: list[str]) -> Text:
    """English first, then Chinese, which begins with the first line that has a Chinese character."""
    english = list(takewhile(lambda line: not HAN.search(line), said))
    chinese = said[len(english) :]
    if not english or not chinese:
        raise ValueError(f"misconception {id!r} needs what to tell in English and then in Chinese, behind its steps")
    return Text(" ".join(english), "".join(chinese))
