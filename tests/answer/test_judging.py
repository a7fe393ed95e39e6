from __future__ import annotations

import pytest

from studytool import bank, modes
from studytool.answer.judging import WORDS, judge
from studytool.text.language import LANGUAGES
from studytool.tolerance import tolerance

CONV = bank.find("cnn.conv-output-size")
GRU = bank.find("rnn.gru-step")


def judged(kind, typed, seed=24, mode=None):
    question = bank.generate(kind, seed, mode)
    return judge(question, question.parts[-1], typed)


def test_a_right_answer_is_correct():
    """The verdict is correct, and the reading says what was understood."""
    feedback = judged(CONV, "15")
    assert feedback.verdict == "correct"
    assert feedback.reading.value == 15


def test_a_known_mistake_is_named_with_its_numbers():
    """The feedback names the misconception, with this variant's numbers in it."""
    feedback = judged(CONV, "17")
    assert (feedback.verdict, feedback.claim.id) == ("wrong", "dilation-ignored")
    assert "dilation 3" in feedback.text.en
    assert "空洞率 3" in feedback.text.zh


def test_another_convention_is_told_by_name():
    """An answer right under another convention is told so, and scored as the question stands."""
    question = bank.generate(GRU, 1)
    claim = next(claim for claim in question.parts[0].claims if claim.id == "update-gate-of-chung")
    feedback = judge(question, question.parts[0], ", ".join(map(repr, claim.value.tolist())))
    assert feedback.verdict == "other-convention"
    assert WORDS[feedback.verdict].en == "Wrong"


@pytest.mark.parametrize("typed", ["", "fourteen", "15 px", "1,2", "15; 16", "(1, 2)", "__import__('os')"])
def test_what_cannot_be_read_is_no_attempt(typed):
    """Unreadable, with a reason in both languages."""
    feedback = judged(CONV, typed)
    assert feedback.verdict == "unreadable"
    assert feedback.reading is None
    assert all(feedback.text[language] for language in LANGUAGES)


def test_too_few_numbers_are_unreadable():
    """One number where two are asked for is no attempt, and the line says how many are."""
    feedback = judged(GRU, "0.5")
    assert feedback.verdict == "unreadable"
    assert "2 numbers" in feedback.text.en


def test_an_unknown_wrong_number_is_just_wrong():
    """No misconception is named where none gives the number."""
    feedback = judged(CONV, "999")
    assert (feedback.verdict, feedback.claim) == ("wrong", None)
    assert feedback.text.en


def test_entries_that_are_right_are_told():
    """A vector with one right entry says which."""
    answer = bank.variant(GRU, 24).answer.tolist()
    feedback = judged(GRU, f"{answer[0]!r}, 7")
    assert feedback.verdict == "wrong"
    assert "place 1" in feedback.text.en


def test_rounding_too_early_is_told():
    """A number near the tolerance is called close."""
    kind = next(kind for kind in bank.kinds() if kind.type == "float")
    variant = bank.variant(kind, 0)
    feedback = judged(kind, repr(variant.answer + 4 * tolerance(variant.answer, "float")), seed=0)
    assert feedback.verdict == "wrong"
    assert "Close" in feedback.text.en


def test_own_earlier_values_keep_their_marks():
    """A part that is right for the learner's own earlier value is correct, and said to be so."""
    question = bank.generate(CONV, 24, "parts")
    followed = modes.follow(question, {"k_eff": 9})
    feedback = judge(question, question.parts[1], "14", followed.parts[1])
    assert (feedback.verdict, feedback.own) == ("correct", True)


@pytest.mark.parametrize("key", ["D", "d)", "（ｄ）", " d "])
def test_choices_are_picked_by_letter(key):
    """A letter in any spelling picks its option."""
    assert judged(CONV, key, mode="choice").verdict == "correct"


def test_a_wrong_option_has_its_feedback():
    """Each distractor is a named misconception."""
    feedback = judged(CONV, "a", mode="choice")
    assert feedback.claim.id == "dilation-ignored"


def test_the_size_may_be_part_of_the_question():
    """Where a known mistake gives another number of entries, an answer of any size is an attempt, and is told so."""
    kind = bank.find("cnn.transposed-conv-values")
    question = next(
        question for question in (bank.generate(kind, seed) for seed in range(50)) if question.parts[0].size_is_asked
    )
    feedback = judge(question, question.parts[0], ", ".join(["99"] * 15))
    assert feedback.verdict == "wrong"
    assert "another number of entries" in feedback.text.en
