"""Spot the error: somebody's worked solution with exactly one wrong line, from which the later ones follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import ascii_lowercase
from typing import Final

from studytool.claims import own_numbers
from studytool.derivation import Step, following, in_order, rerun
from studytool.draw import Draw
from studytool.formula import OUTSIDE_DOMAIN, Value
from studytool.kind import Mistake
from studytool.modes.part import plain, type_of
from studytool.names import MODES
from studytool.question import Option, Part, Question, Variant
from studytool.text.language import Text
from studytool.worked import explained, needed

TASK: Final = Text(
    "Somebody has worked it out like this. Exactly one line is wrong; the lines after it follow from it. Which one?",
    "有人这样解答。恰有一行是错的，它之后的各行都由它推出。错的是哪一行？",
)
PROMPT: Final = Text("the wrong line", "错误的一行")
SOUND: Final = Text("Nothing is wrong with this line.", "这一行没有错。")
FOLLOWS: Final = Text(
    "This line follows rightly from a wrong one before it.", "这一行由前面的错误推出，它本身的做法没有错。"
)
BECAUSE: Final = Text("{name}.", "{name}。")
"""The name alone: what a misconception says to whoever holds it is not true of the reader of somebody's solution."""

Wrong = tuple[Mistake, Step, Mapping[str, Value]]
"""A misconception, the one step that it got wrong, and the values that follow."""


def ask(variant: Variant) -> Question | None:
    """The question with a line for every step; None where no misconception spoils exactly one line visibly."""
    found = next(_wrong(variant), None)
    if found is None:
        return None
    mistake, wrong, values = found
    lines = _lines(variant, wrong)
    because = Text(BECAUSE.en.format(name=mistake.name.en), BECAUSE.zh.format(name=mistake.name.zh))
    options = tuple(
        Option(key, place, explained(variant.kind, step, values).line, note=_note(step, wrong, lines, because))
        for place, (key, step) in enumerate(zip(ascii_lowercase, lines, strict=False), start=1)
    )
    key = ascii_lowercase[lines.index(wrong)]
    part = Part("line", "choice", PROMPT, key, 0, options=options, because=because)
    return replace(plain(variant, "spot", (part,)), task=TASK)


def _lines(variant: Variant, wrong: Step) -> tuple[Step, ...]:
    """The steps of the right solution in order, one of them replaced."""
    right = {step.name for step in needed(variant.derivation.steps, variant.kind.asked)}
    return tuple(step for step in in_order(variant.derivation.named | {wrong.name: wrong}) if step.name in right)


def _wrong(variant: Variant) -> Iterator[Wrong]:
    """The lines that may be spoilt, in an order that the seed decides; first by misconceptions that spoil only one."""
    kind = variant.kind
    stream = Draw(kind.id, kind.version, variant.seed, MODES.index("spot"))
    steps = needed(variant.derivation.steps, kind.asked)
    lines = {step.name for step in steps}
    spoilt = [
        (mistake, [step for step in variant.derivation.swapped(plan) if step.name in lines])
        for mistake, plan in stream.shuffled(variant.plans)
    ]
    for mistake, swapped in sorted(spoilt, key=lambda pair: len(pair[1]) > 1):
        for step in stream.shuffled(swapped):
            values = _spoilt(variant, step)
            if values is not None and len(steps) > 1:
                yield mistake, step, values


def _spoilt(variant: Variant, wrong: Step) -> Mapping[str, Value] | None:
    """The values when one step is computed so; None if nobody could see the difference, or if there is no value."""
    if not wrong.needs <= variant.values.keys():
        return None
    try:
        values = rerun(variant.values, variant.derivation.after([wrong]))
    except (*OUTSIDE_DOMAIN, KeyError):
        return None
    kind = variant.kind
    type = kind.type if wrong.name == kind.asked and kind.type != "choice" else type_of(variant.values[wrong.name])
    visible = own_numbers([variant.values[wrong.name], values[wrong.name]], type)
    followed = [values[step.name] for step in needed(variant.derivation.steps, kind.asked)]
    return values if 1 in visible and all(len(own_numbers([value], "float")) for value in followed) else None


def _note(step: Step, wrong: Step, lines: tuple[Step, ...], because: Text) -> Text:
    """What to say to somebody who picks this line."""
    if step is wrong:
        return because
    return FOLLOWS if step in following(lines, [wrong.name]) else SOUND
