"""Multiple choice: the answer stands among the numbers that misconceptions give."""

from __future__ import annotations

from typing import Final

import numpy as np

from studytool.course.modes import MODES
from studytool.kinds.draw import Draw
from studytool.questions.modes.part import plain, prompt
from studytool.questions.numbers import answer_text
from studytool.questions.question import Claim, Option, Part, Question, Variant

KEYS: Final = "abcdefgh"
DISTRACTORS: Final = 4


def ask(variant: Variant) -> Question:
    """The question with its options in an order that the seed decides."""
    kind = variant.kind
    stream = Draw(kind.id, kind.version, variant.seed, MODES.index("choice"))
    distractors = _distractors(variant, stream)
    entries = stream.shuffled([(variant.answer, None), *((claim.value, claim) for claim in distractors)])
    options = tuple(
        Option(key, value, answer_text(value, kind.type, kind.labels), claim)
        for key, (value, claim) in zip(KEYS, entries, strict=False)
    )
    right = next(option.key for option in options if option.claim is None)
    listed = tuple(option.claim for option in options if option.claim)
    part = Part(kind.asked, "choice", prompt(variant, kind.asked), right, 0, listed, options)
    return plain(variant, "choice", (part,))


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
