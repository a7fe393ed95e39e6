"""Whatever a learner's own value for a part is, the parts after it can still be asked and judged."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from time import thread_time
from typing import Final

import numpy as np

from studytool.answer.judging.judge import judge
from studytool.questions.modes import asking
from studytool.questions.numbers import answer_text
from studytool.questions.question import Part, Question
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

HOSTILE: Final = (0, -1, 7, 0.5, -1000.0, 10**9, -(10**9), 10**30, 10**200, 1e300)
SLOWEST: Final = 1.0
BREAKS: Final = Text(
    "with {number} for {part} the last part {why}; guard the steps after it",
    "{part} 答成 {number} 时，最后一问{why}；其后的步骤应能应对",
)
WRONG: Final = Text("is judged {verdict} for the right answer", "的正确答案被判为 {verdict}")
RAISES: Final = Text("raises {error}", "出现 {error}")
SLOW: Final = Text("takes {seconds} s", "耗时 {seconds} 秒")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first own value after which the last part cannot be answered."""
    if "parts" not in subject.kind.modes:
        return
    variant = next((one for one in subject.variants if one.seed == 4), subject.variants[0])
    question = subject.question(variant, "parts")
    if not isinstance(question, Question):
        return
    for part, number in product(question.parts[:-1], HOSTILE):
        why = _broken(question, part, number)
        if why:
            yield subject.finding("modes.parts", BREAKS.format(number=f"{number:g}", part=part.name, why=why))
            return


def _broken(question: Question, part: Part, number: float) -> Text | None:
    own = number if np.ndim(part.answer) == 0 else np.full(np.shape(part.answer), float(number))
    start = thread_time()
    try:
        followed = asking.follow(question, {part.name: own})
        last = question.parts[-1]
        verdict = judge(question, last, answer_text(last.answer, last.type, digits=10), followed).verdict
    except Exception as error:  # noqa: BLE001  whatever is raised is the finding
        return RAISES.format(error=f"{type(error).__name__}: {error}")
    if verdict != "correct":
        return WRONG.format(verdict=verdict)
    seconds = thread_time() - start
    return SLOW.format(seconds=f"{seconds:.1f}") if seconds > SLOWEST else None
