from __future__ import annotations

import pytest

from studytool.answer.judging.judge import judge
from studytool.course.items import EITHER
from studytool.questions import bank
from studytool.questions.explain import hints
from studytool.questions.numbers import answer_text


@pytest.mark.kinds("fill")
def test_the_last_lines_wait_for_their_numbers(kind):
    """Worked lines come first, at least one; after the first blank no number is printed; the answer is asked last."""
    for seed in range(20):
        question = bank.generate(kind, seed, "fill")
        values = [line.value == "?" for line in question.worked]
        assert values == sorted(values)
        assert not values[0]
        asked = [part.name for part in question.parts]
        assert asked[-1] == kind.asked
        assert asked == [line.name for line in question.worked if line.value == "?" and line.name in asked]
        assert all(line.numbers == "" for line in question.worked if line.value == "?")
        assert 1 <= len(asked) <= 3


def test_formulas_are_printed_so_hints_are_none():
    """The lines say already what a hint would."""
    question = bank.generate(bank.find("cnn.conv-output-size"), 24, "fill")
    assert question.worked[-1].line == "o = ⌊(l + 2·p − k_eff)/s⌋ + 1 = ?"
    assert hints(question, "o") == ()


def test_different_seeds_leave_out_different_numbers_of_lines():
    """One, two or three lines are left out."""
    kind = bank.find("rnn.lstm-step")
    assert {len(bank.generate(kind, seed, "fill").parts) for seed in range(30)} >= {1, 2}


def test_filled_lines_are_judged_as_parts_are():
    """A right number is Correct, a misconception's is told by name."""
    question = bank.generate(bank.find("cnn.conv-output-size"), 24, "fill")
    (part,) = question.parts
    assert judge(question, part, answer_text(part.answer, part.type)).verdict == "correct"
    for claim in part.claims:
        assert claim.id in judge(question, part, str(claim.value)).claim.id.split(EITHER)
