"""What is asked for stands nowhere in what is shown: not in the stem, the convention, the task or the prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studytool.formula.printing import text as formula_text
from studytool.questions.numbers import answer_text
from studytool.questions.question import Part, Question
from studytool.text.language import LANGUAGES, Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

FORMULA: Final = Text(
    "seed {seed} asks for {name} = {formula}, which its {place} prints; leave it out there, or say in `without` why "
    "the mode is left out",
    "种子 {seed} 要求写出 {name} = {formula}，而{place}中已印出；应在那里删去，或在 `without` 中说明为何没有此模式",
)
NUMBER: Final = Text(
    "in every variant the answer, such as {answer} of seed {seed}, stands in its {place}; leave it out there",
    "每个变式的答案（如种子 {seed} 的 {answer}）都出现在{place}中；应在那里删去",
)
PLACES: Final = {
    "stem": Text("stem", "题干"),
    "convention": Text("convention", "约定"),
    "task": Text("task", "要求"),
    "prompt": Text("prompt", "提示语"),
}
DIGITS: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SHORTEST: Final = 3
"""A formula of fewer signs is a name, and stands anywhere."""
ENOUGH: Final = 5
"""So many variants in a row have their answer in the text by chance hardly ever."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each formula that is asked for and printed, and for an answer that always stands there."""
    yield from _formulas(subject)
    mode = subject.kind.modes[0]
    asked = [question for question in subject.questions if question.mode == mode]
    for place in PLACES if len(asked) >= ENOUGH else ():
        if all(_tells(question, place) for question in asked):
            answer = answer_text(asked[0].parts[0].answer, asked[0].parts[0].type)
            said = NUMBER.format(seed=asked[0].seed, answer=answer, place=PLACES[place])
            yield subject.finding(_field(place, mode), said)


def _formulas(subject: Subject) -> Iterator[Finding]:
    """All variants are asked for a formula: each asks for one of several."""
    told: set[str] = set()
    for variant in subject.variants if "write" in subject.kind.modes else ():
        question = subject.question(variant, "write")
        if not isinstance(question, Question):
            return
        (part,) = question.parts
        formula = formula_text(part.answer)
        place = _place_of(formula, question) if len(_bare(formula)) >= SHORTEST else None
        if place and part.name not in told:
            told.add(part.name)
            fields = {"seed": variant.seed, "name": part.name, "formula": formula, "place": PLACES[place]}
            yield subject.finding("modes.write", FORMULA.format(**fields))


def _place_of(formula: str, question: Question) -> str | None:
    """Which text prints the formula that is asked for."""
    texts = _texts(question, question.parts[0])
    return next((name for name, text in texts if _bare(formula) in _bare(text)), None)


def _tells(question: Question, place: str) -> bool:
    """Whether the answer stands in this text as a number of its own."""
    part = question.parts[0]
    if part.options or part.type in {"set", "formula"}:
        return False
    token = re.compile(rf"(?<![\w.]){re.escape(answer_text(part.answer, part.type))}(?![\w.])")
    return any(token.search(text) for name, text in _texts(question, part) if name == place)


def _texts(question: Question, part: Part) -> Iterator[tuple[str, str]]:
    found = {
        "stem": question.stem,
        "convention": question.kind.convention,
        "task": question.task,
        "prompt": part.prompt,
    }
    yield from ((name, text[language]) for name, text in found.items() if text for language in LANGUAGES)


def _bare(text: str) -> str:
    """The text as it is compared: without spaces and products' dots, indices as plain letters."""
    return re.sub(r"[\s·_{}]", "", text.translate(DIGITS))


def _field(place: str, mode: str) -> str:
    return place if place in {"stem", "convention"} else f"modes.{mode}"
