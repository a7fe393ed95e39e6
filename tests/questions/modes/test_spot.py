from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from studytool.answer.judging.judge import judge
from studytool.questions import bank
from studytool.questions.explain import solution
from studytool.questions.modes.plausible import plausible
from studytool.questions.modes.spot import FOLLOWS, SOUND
from studytool.vetting.evenness import MOST_ON_ONE_LINE, best_guess

SLIP = {
    "en": re.compile(r"Line (.) should use (.+), not (.+)\."),
    "zh": re.compile(r"(.) 行应当用 (.+)，而不是 (.+)。"),
}


def formulas(line):
    """The symbol and the formula of a printed line."""
    return line.split(" = ")[:2]


@pytest.mark.kinds("spot")
def test_exactly_one_line_is_wrong(kind):
    """One formula differs from the right solution's, it is the line asked for, and lines before it are untouched."""
    for seed in range(25):
        question = bank.generate(kind, seed, "spot")
        (part,) = question.parts
        right = {step.name: step.line for step in solution(question.variant)}
        by_symbol = {line.split(" = ")[0]: line for line in right.values()}
        different = [
            option
            for option in part.options
            if formulas(option.text.en) != formulas(by_symbol[formulas(option.text.en)[0]])
        ]
        assert different == [part.right]
        assert len(part.options) == len(right) > 1
        assert part.right.text.en.split(" = ")[-1] != by_symbol[formulas(part.right.text.en)[0]].split(" = ")[-1]


@pytest.mark.kinds("spot")
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
        assert option.text.en in right or feedback.text == FOLLOWS


def test_the_wrong_line_is_explained_by_the_misconception():
    """Who finds the line is told what went wrong in it, by name."""
    kind = bank.find("cnn.conv-output-size")
    names = {mistake.name.en for mistake in kind.mistakes}
    told = set()
    for seed in range(40):
        question = bank.generate(kind, seed, "spot")
        (part,) = question.parts
        feedback = judge(question, part, part.answer)
        assert feedback.verdict == "correct"
        assert feedback.text == part.because
        told.add(feedback.text.en.removesuffix("."))
    assert told & names


@pytest.mark.kinds("spot")
def test_a_slip_is_explained_by_what_the_line_should_use(kind):
    """The piece that the text names stands in the right line, and what stands there by mistake in the wrong one."""
    names = {mistake.name.en for mistake in kind.mistakes}
    for seed in range(40):
        question = bank.generate(kind, seed, "spot")
        (part,) = question.parts
        if part.because.en.removesuffix(".") in names:
            continue
        key, right, wrong = SLIP["en"].fullmatch(part.because.en).groups()
        assert SLIP["zh"].fullmatch(part.because.zh).groups() == (key, right, wrong)
        lines = {step.line.split(" = ")[0]: step.line for step in solution(question.variant)}
        assert key == part.answer
        assert wrong in part.right.text.en
        assert right in lines[part.right.text.en.split(" = ")[0]]


@pytest.mark.kinds("spot")
def test_no_letter_is_the_wrong_line_most_of_the_time(kind):
    """Nobody finds more than six wrong lines of ten by always naming the same one, whatever the number of lines."""
    lines = Counter()
    for seed in range(200):
        (part,) = bank.generate(kind, seed, "spot").parts
        lines[len(part.options), part.options.index(part.right)] += 1
    assert best_guess(lines) <= MOST_ON_ONE_LINE


@pytest.mark.kinds("spot")
def test_the_form_of_a_line_does_not_tell(kind):
    """The wrong line shows as much as the right one would: its formula, the numbers put in, its value."""
    for seed in range(60):
        question = bank.generate(kind, seed, "spot")
        (part,) = question.parts
        right = {step.line.split(" = ")[0]: step.line for step in solution(question.variant)}
        for option in part.options:
            name = option.text.en.split(" = ")[0]
            if option is part.right:
                assert option.text.en.count(" = ") == right[name].count(" = "), (seed, option.text.en, right[name])


@pytest.mark.kinds("spot")
def test_a_slip_spoils_the_answer(kind):
    """What a slip changes reaches the last line: a right answer by another way has no wrong line."""
    names = {mistake.name.en for mistake in kind.mistakes}
    for seed in range(40):
        question = bank.generate(kind, seed, "spot")
        (part,) = question.parts
        if part.because.en.removesuffix(".") not in names:
            last = solution(question.variant)[-1]
            assert part.options[-1].text.en.split(" = ")[-1] != last.line.split(" = ")[-1], seed


def test_values_that_give_themselves_away_are_not_shown():
    """A wrong value has the right one's shape and type, no count below 0, and at most a thousand times its size."""
    assert plausible(4, 5)
    assert not plausible(4.5, 5)
    assert not plausible(0, 5)
    assert plausible(0, 0)
    assert not plausible(-1, 0)
    assert plausible(-1, -2)
    assert plausible(-0.3, 0.2)
    assert not plausible(float("inf"), 0.2)
    assert plausible(900.0, 0.5)
    assert not plausible(1100.0, 0.5)
    assert not plausible(np.array([1.0, 2.0]), np.array([1.0, 2.0, 3.0]))
    assert not plausible(np.array([1.0, 2.0]), 1.0)


@pytest.mark.kinds("spot")
def test_somebody_elses_mistake_is_not_called_the_readers(kind):
    """What is said of the lines never speaks to the reader, who has not written them."""
    for seed in range(10):
        (part,) = bank.generate(kind, seed, "spot").parts
        for text in [part.because, *(option.note for option in part.options)]:
            assert "You" not in text.en
            assert "你" not in text.zh
