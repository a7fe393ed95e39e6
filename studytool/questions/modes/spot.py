"""Spot the error: somebody's worked solution with exactly one wrong line, from which the later ones follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Final

from studytool.course.modes import MODES
from studytool.formula.evaluate import OUTSIDE_DOMAIN, Value
from studytool.formula.printing import text as formula_text
from studytool.formula.slips import Slip
from studytool.kinds.derivation import Step, following, in_order, rerun
from studytool.kinds.draw import Draw
from studytool.kinds.misconceptions import Mistake
from studytool.questions.claims import own_numbers
from studytool.questions.modes.part import plain, type_of
from studytool.questions.modes.plausible import plausible
from studytool.questions.question import Option, Part, Question, Variant
from studytool.questions.worked import explained, needed
from studytool.text.language import Text

TASK: Final = Text(
    "Somebody has worked it out like this. Exactly one line is wrong; the lines after it follow from it. Which one?",
    "有人这样解答。恰有一行是错的，它之后的各行都由它推出。错的是哪一行？",
)
PROMPT: Final = Text("the wrong line", "错误的一行")
SOUND: Final = Text("Nothing is wrong with this line.", "这一行没有错。")
FOLLOWS: Final = Text(
    "This line follows rightly from a wrong one before it.", "这一行由前面的错误推出，它本身的做法没有错。"
)
MISTAKEN: Final = Text("{name}.", "{name}。")
"""The name alone: what a misconception says to whoever holds it is not true of the reader of somebody's solution."""
SLIPPED: Final = Text("Line {line} should use {right}, not {wrong}.", "{line} 行应当用 {right}，而不是 {wrong}。")
EQUALS: Final = " = "

Steps = tuple[Step, ...]
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A wrong line, the misconception or the slip behind it, and the values that follow."""

    step: Step
    origin: Mistake | Slip
    values: Values

    def because(self, line: str) -> Text:
        """What is wrong with it, for whoever reads it as this line."""
        if isinstance(self.origin, Mistake):
            name = self.origin.name
            return Text(MISTAKEN.en.format(name=name.en), MISTAKEN.zh.format(name=name.zh))
        return SLIPPED.format(line=line, right=formula_text(self.origin.right), wrong=formula_text(self.origin.wrong))


def ask(variant: Variant) -> Question | None:
    """The question with a line for every step; None where no line can be spoilt visibly."""
    found = next(_spoilt_lines(variant), None)
    if found is None:
        return None
    lines = _lines(variant, found.step)
    key = ascii_lowercase[lines.index(found.step)]
    because = found.because(key)
    options = tuple(
        Option(letter, place, _said(variant, step, found.values), note=_note(step, found.step, lines, because))
        for place, (letter, step) in enumerate(zip(ascii_lowercase, lines, strict=False), start=1)
    )
    part = Part("line", "choice", PROMPT, key, 0, options=options, because=because)
    return replace(plain(variant, "spot", (part,)), task=TASK)


def _lines(variant: Variant, wrong: Step) -> Steps:
    """The steps of the right solution in order, one of them replaced."""
    right = {step.name for step in needed(variant.derivation.steps, variant.kind.asked)}
    return tuple(step for step in in_order(variant.derivation.named | {wrong.name: wrong}) if step.name in right)


def _said(variant: Variant, step: Step, values: Values) -> Text:
    line = _printed(variant, step, values)
    return Text(line, line)


def _printed(variant: Variant, step: Step, values: Values) -> str:
    return explained(variant.kind, step, values).line


def _spoilt_lines(variant: Variant) -> Iterator[Spoilt]:
    """Each line that can be spoilt, spoilt in one way: each of them is as likely to come first.

    The place is drawn before the way, or else it would be told by where the kind's misconceptions are.
    """
    kind, derivation = variant.kind, variant.derivation
    stream = Draw(kind.id, kind.version, variant.seed, MODES.index("spot"))
    steps = needed(derivation.steps, kind.asked)
    mistaken = [(mistake, derivation.swapped(plan)) for mistake, plan in stream.shuffled(variant.plans)]
    for step in stream.shuffled(steps if len(steps) > 1 else ()):
        found = next(_ways(variant, step, steps, mistaken, stream), None)
        if found:
            yield found


def _ways(
    variant: Variant, step: Step, steps: Steps, mistaken: list[tuple[Mistake, Steps]], stream: Draw
) -> Iterator[Spoilt]:
    """The line spoilt by misconceptions, those first that spoil no other line, and then by slips."""
    for mistake, swapped in sorted(mistaken, key=lambda entry: len(entry[1]) > 1):
        for wrong in swapped:
            if wrong.name == step.name and (values := _mistaken(variant, wrong, steps)):
                yield Spoilt(wrong, mistake, values)
    for wrong, slip in stream.shuffled(step.slipped):
        if values := _slipped(variant, wrong, steps):
            yield Spoilt(wrong, slip, values)


def _mistaken(variant: Variant, wrong: Step, steps: Steps) -> Values | None:
    """The values when a misconception computes one step so; None if it has none, or cannot be told in this line."""
    if not wrong.needs <= variant.values.keys():
        return None
    try:
        values = rerun(variant.values, variant.derivation.after([wrong]))
    except (*OUTSIDE_DOMAIN, KeyError):
        return None
    sound = all(len(own_numbers([values[step.name]], "float")) for step in steps)
    return values if sound and _is_seen(variant, wrong, values) else None


def _slipped(variant: Variant, wrong: Step, steps: Steps) -> Values | None:
    """The values after a slip in one step; None if it cannot be told in this line, or nobody would write it.

    It may use nothing that is computed later, so that the lines stay in their order; and what leaves the answer right,
    as exchanged factors under a trace do, is no mistake.
    """
    place = next(place for place, step in enumerate(steps) if step.name == wrong.name)
    later = {step.name for step in steps[place:]}
    if wrong.needs & later or not wrong.needs <= variant.values.keys():
        return None
    values = dict(variant.values)
    try:
        for step in (wrong, *following(steps[place:], [wrong.name])):
            values[step.name] = step.run(values)
            if not plausible(values[step.name], variant.values[step.name]):
                return None
    except OUTSIDE_DOMAIN:
        return None
    if _same(variant, variant.kind.asked, values):
        return None
    return values if _is_seen(variant, wrong, values) else None


def _is_seen(variant: Variant, wrong: Step, values: Values) -> bool:
    """Whether the line's number is visibly another one, and its form is the right one's and does not tell it."""
    if _same(variant, wrong.name, values):
        return False
    right = _printed(variant, variant.derivation[wrong.name], variant.values)
    return _printed(variant, wrong, values).count(EQUALS) == right.count(EQUALS)


def _same(variant: Variant, name: str, values: Values) -> bool:
    """Whether nobody could tell these values from the right ones by this step's, or none could be written down."""
    kind, right = variant.kind, variant.values[name]
    type = kind.type if name == kind.asked and kind.type != "choice" else type_of(right)
    return 1 not in own_numbers([right, values[name]], type)


def _note(step: Step, wrong: Step, lines: Steps, because: Text) -> Text:
    """What to say to somebody who picks this line."""
    if step is wrong:
        return because
    return FOLLOWS if step in following(lines, [wrong.name]) else SOUND
