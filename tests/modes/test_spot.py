from __future__ import annotations

import pytest

from studytool import bank
from studytool.answer.judging import judge
from studytool.explain import solution
from studytool.modes.spot import FOLLOWS, SOUND

SPOTTED = [kind for kind in bank.kinds() if "spot" in kind.modes]


def formulas(line):
    """The symbol and the formula of a printed line."""
    return line.split(" = ")[:2]


@pytest.mark.parametrize("kind", SPOTTED, ids=lambda kind: kind.id)
def test_exactly_one_line_is_wrong(kind):
    """One formula differs from the right solution's, it is the line asked for, and lines before it are untouched."""
    for seed in range(25):
        question = bank.generate(kind, seed, "spot")
        (part,) = question.parts
        right = {step.name: step.line for step in solution(question.variant)}
        by_symbol = {line.split(" = ")[0]: line for line in right.values()}
        different = [
            option for option in part.options if formulas(option.text) != formulas(by_symbol[formulas(option.text)[0]])
        ]
        assert different == [part.right]
        assert len(part.options) == len(right) > 1
        assert part.right.text.split(" = ")[-1] != by_symbol[formulas(part.right.text)[0]].split(" = ")[-1]


@pytest.mark.parametrize("kind", SPOTTED, ids=lambda kind: kind.id)
def test_later_lines_follow_from_the_wrong_one(kind):
    """Lines that do not depend on the wrong one are those of the right solution; the others say that they follow."""
    question = bank.generate(kind, 2, "spot")
    (part,) = question.parts
    right = {step.line for step in solution(question.variant)}
    for option in part.options:
        if option is part.right:
            continue
        feedback = judge(question, part, option.key)
        assert feedback.verdict == "wrong"
        assert feedback.text in {SOUND, FOLLOWS}
        assert option.text in right or feedback.text == FOLLOWS


def test_the_wrong_line_is_explained_by_the_misconception():
    """Who finds the line is told what went wrong in it, by name."""
    question = bank.generate(bank.find("cnn.conv-output-size"), 24, "spot")
    (part,) = question.parts
    feedback = judge(question, part, part.answer)
    names = {mistake.name.en for mistake in question.kind.mistakes}
    assert feedback.verdict == "correct"
    assert feedback.text.en.removesuffix(".") in names
    assert feedback.text == part.because


@pytest.mark.parametrize("kind", SPOTTED, ids=lambda kind: kind.id)
def test_somebody_elses_mistake_is_not_called_the_readers(kind):
    """What is said of the lines never speaks to the reader, who has not written them."""
    for seed in range(10):
        (part,) = bank.generate(kind, seed, "spot").parts
        for text in [part.because, *(option.note for option in part.options)]:
            assert "You" not in text.en
            assert "你" not in text.zh
