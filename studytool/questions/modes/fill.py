"""Fill in: the worked solution is printed with its formulas, and its last lines wait for their numbers.

Examples whose last steps are left out are the bridge between studying worked examples and solving problems (Renkl &
Atkinson 2003, Structuring the transition from example study to problem solving).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from studytool.course.modes import MODES
from studytool.kinds.draw import Draw
from studytool.questions.modes.part import asked_for, plain
from studytool.questions.modes.parts import asked_steps
from studytool.questions.question import Question, Variant
from studytool.questions.worked import blank, explained, needed
from studytool.text.language import Text

BLANKS: Final = 3
TASK: Final = Text(
    "The solution is worked out to here; complete the lines that end in “?”.",
    "下面的解答写到一半：补全以“?”结尾的各行。",
)


def ask(variant: Variant) -> Question | None:
    """The question that leaves out the last one to three steps; None if that would leave no line."""
    kind = variant.kind
    steps = needed(variant.derivation.steps, kind.asked)
    order = [step.name for step in steps]
    wanted = [name for name in asked_steps(variant) if name in order and order.index(name) > 0]
    if not wanted:
        return None
    stream = Draw(kind.id, kind.version, variant.seed, MODES.index("fill"))
    missing = wanted[-stream.integer(1, min(BLANKS, len(wanted))) :]
    first = order.index(missing[0])
    lines = [explained(kind, step, variant.values) for step in steps[:first]] + [blank(step) for step in steps[first:]]
    parts = tuple(asked_for(variant, name, variant.values) for name in missing)
    return replace(plain(variant, "fill", parts), task=TASK, worked=tuple(lines))
