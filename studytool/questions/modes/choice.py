"""Multiple choice: the answer stands among what misconceptions give, and a word among others of its pool."""

from __future__ import annotations

from typing import Final

import numpy as np

from studytool.course.modes import MODES
from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.questions.modes.part import plain, prompt
from studytool.questions.numbers import answered
from studytool.questions.question import Claim, Option, Part, Question, Variant
from studytool.text.language import Text

KEYS: Final = "abcdefgh"
DISTRACTORS: Final = 4
UNKNOWN_WORD: Final = Text(
    "No known mistake leads here: work it out again.", "没有已知误区会得到这个答案：应重新推一遍。"
)

Entry = tuple[Value, Claim | None, Text | None]
"""What may be chosen; the misconception that gives it, or what is to be said where none does and it is wrong."""


def ask(variant: Variant) -> Question:
    """The question with its options in an order that the seed decides."""
    kind = variant.kind
    stream = Draw(kind.id, kind.version, variant.seed, MODES.index("choice"))
    entries = _words(variant, stream) if kind.pool else _numbers(variant, stream)
    options = tuple(
        Option(key, value, answered(kind, value), claim, note)
        for key, (value, claim, note) in zip(KEYS, entries, strict=False)
    )
    right = next(option.key for option in options if option.claim is None and option.note is None)
    listed = tuple(option.claim for option in options if option.claim)
    part = Part(kind.asked, "choice", prompt(variant, kind.asked), right, 0, listed, options)
    return plain(variant, "choice", (part,))


def _numbers(variant: Variant, stream: Draw) -> list[Entry]:
    """The answer among the numbers of misconceptions."""
    wrong: list[Entry] = [(claim.value, claim, None) for claim in _distractors(variant, stream)]
    return stream.shuffled([(variant.answer, None, None), *wrong])


def _words(variant: Variant, stream: Draw) -> list[Entry]:
    """The right place of the pool, those that misconceptions give, and others while there is room."""
    kind, right, claims = variant.kind, int(variant.answer), stream.shuffled(variant.claims)[:DISTRACTORS]
    known = {right, *(claim.value for claim in claims)}
    others = stream.shuffled([place for place in range(len(kind.pool)) if place not in known])
    wrong: list[Entry] = [(claim.value, claim, None) for claim in claims]
    wrong += [(place, None, UNKNOWN_WORD) for place in others[: DISTRACTORS - len(claims)]]
    entries: list[Entry] = [(right, None, None), *wrong]
    return sorted(entries, key=lambda entry: entry[0]) if kind.keeps_order else stream.shuffled(entries)


def _distractors(variant: Variant, stream: Draw) -> list[Claim]:
    """Up to four misconceptions, so many of them below the answer that its rank among the options says little."""
    claims = stream.shuffled(variant.claims)
    count = min(DISTRACTORS, len(claims))
    if np.ndim(variant.answer) or variant.kind.type == "choice":
        return claims[:count]
    below = [claim for claim in claims if claim.value < variant.answer]
    above = [claim for claim in claims if claim.value > variant.answer]
    low = stream.integer(max(0, count - len(above)), min(count, len(below)))
    return below[:low] + above[: count - low]
