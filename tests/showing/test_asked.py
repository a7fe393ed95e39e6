"""A part as every form shows it: the answer is right, and each mistake is one that checking tells."""

from __future__ import annotations

import numpy as np
import pytest

from studytool.answer.judging.judge import judge
from studytool.course.modes import MODES
from studytool.formula.printing import text
from studytool.questions import bank
from studytool.questions.numbers import answer_text
from studytool.showing.asked import Asked
from studytool.text.language import LANGUAGES, Text

TYPED = tuple(mode for mode in MODES if mode not in {"choice", "spot"})


@pytest.mark.kinds
def test_a_printed_mistake_is_answered_with_what_is_printed(kind):
    """Whoever types what is listed is wrong and hears the words beside it; whoever types the answer is right.

    In the list nobody may find what counts as right: a formula that differs only in what is 0 or 1 there.
    """
    for mode in (mode for mode in kind.modes if mode in TYPED):
        for seed in (3, 24):
            question = bank.generate(kind, seed, mode)
            for part in filter(finite, question.parts):
                assert judge(question, part, typed(part, part.answer)).verdict == "correct"
                listed = Asked(question, part).mistakes
                told = [judge(question, part, typed(part, mistake.value)) for mistake in listed]
                assert all(own.verdict in {"wrong", "other-convention"} for own in told)
                for mistake, own in zip(listed, told, strict=True):
                    assert all(mistake.listed[language].startswith(own.text[language]) for language in LANGUAGES)


def finite(part):
    """Whether the answer can be typed; −∞ cannot."""
    return part.type in {"formula", "set"} or np.isfinite(np.asarray(part.answer, float)).all()


def typed(part, value):
    """A value as somebody types it."""
    return text(value) if part.type == "formula" else answer_text(value, part.type, digits=12).strip("()")


def test_a_formula_that_counts_as_right_is_no_mistake():
    """The first layer's jump is j₀·s₁, and j₀ is 1: s₁ is right there, and left out; what is wrong stays."""
    verdicts = set()
    for seed in range(20):
        question = bank.generate(bank.find("cnn.receptive-field"), seed, "write")
        (part,) = question.parts
        for claim in part.claims:
            verdict = judge(question, part, text(claim.value)).verdict
            listed = [mistake.claim for mistake in Asked(question, part).mistakes]
            assert (claim in listed) == (verdict != "correct")
            verdicts.add((part.name, verdict))
    assert {("j_1", "correct"), ("j_1", "wrong")} <= verdicts


def test_the_right_option_stands_behind_its_letter():
    """A choice's key gives letter and text."""
    question = bank.generate(bank.find("cnn.conv-output-size"), 2, "choice")
    (part,) = question.parts
    assert Asked(question, part).right == Text(*(f"({part.right.key}) {part.right.text[at]}" for at in LANGUAGES))
