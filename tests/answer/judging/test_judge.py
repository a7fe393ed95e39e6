from __future__ import annotations

import numpy as np
import pytest

from studytool.answer.judging.judge import UNKNOWN, WORDS, judge, read_part
from studytool.answer.reading.read import Reading, Unreadable
from studytool.course.items import EITHER
from studytool.questions import bank
from studytool.questions.modes import asking
from studytool.questions.numbers import fill
from studytool.questions.question import Claim, Option, Part
from studytool.questions.tolerance import tolerance
from studytool.text.language import LANGUAGES, Text

CONV = bank.find("cnn.conv-output-size")
GRU = bank.find("rnn.gru-step")
WIDE = ord("ａ") - ord("a")


def judged(variant, typed, mode="forward"):
    question = asking.ask(variant, mode)
    return judge(question, question.parts[-1], typed)


@pytest.fixture(scope="module")
def gru_variant():
    """A GRU step, whose answer has two entries."""
    return bank.variant(GRU, 24)


def test_a_right_answer_is_correct(conv_variant):
    """The verdict is correct with full marks, and the reading says what was understood."""
    feedback = judged(conv_variant, "15")
    assert (feedback.verdict, feedback.marks) == ("correct", 1.0)
    assert feedback.reading.value == 15


def test_a_known_mistake_is_named_with_its_numbers(conv_variant):
    """The feedback names the misconception, with this variant's numbers in it."""
    feedback = judged(conv_variant, "17")
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
def test_what_cannot_be_read_is_no_attempt(conv_variant, typed):
    """Unreadable, with a reason in both languages."""
    feedback = judged(conv_variant, typed)
    assert feedback.verdict == "unreadable"
    assert feedback.reading is None
    assert all(feedback.text[language] for language in LANGUAGES)


def test_too_few_numbers_are_unreadable(gru_variant):
    """One number where two are asked for is no attempt, and the line says how many are."""
    feedback = judged(gru_variant, "0.5")
    assert feedback.verdict == "unreadable"
    assert feedback.text.en == "2 numbers are asked for, you gave 1: write them as 1, 2"
    assert feedback.text.zh.endswith("写成 1, 2 的形式")


def test_an_unknown_wrong_number_is_just_wrong(conv_variant):
    """No misconception is named where none gives the number, and there are no marks."""
    feedback = judged(conv_variant, "999")
    assert (feedback.verdict, feedback.claim, feedback.marks) == ("wrong", None, 0.0)
    assert feedback.text == UNKNOWN


def test_entries_that_are_right_are_told(gru_variant):
    """A vector with one right entry of two says which, and has half the marks."""
    feedback = judged(gru_variant, f"{float(gru_variant.answer[0])!r}, 7")
    assert (feedback.verdict, feedback.marks) == ("wrong", 0.5)
    assert "place 1" in feedback.text.en


def test_rounding_too_early_is_told():
    """A number near the tolerance is called close."""
    kind = next(kind for kind in bank.kinds() if kind.type == "float")
    variant = bank.variant(kind, 0)
    feedback = judged(variant, repr(variant.answer + 4 * tolerance(variant.answer, "float")))
    assert feedback.verdict == "wrong"
    assert "Close" in feedback.text.en


def test_own_earlier_values_keep_their_marks(conv_variant):
    """A part that is right for the learner's own earlier value is correct, and said to be so."""
    question = asking.ask(conv_variant, "parts")
    followed = asking.follow(question, {"k_eff": 9})
    feedback = judge(question, question.parts[1], "14", followed)
    assert (feedback.verdict, feedback.own, feedback.marks) == ("correct", True, 1.0)


def test_a_mistake_after_an_own_value_is_told_as_either_too(conv_variant):
    """With a kernel of 20 pixels, 8 is what comes of padding once and of leaving out the + 1, and 7 of one mistake."""
    question = asking.ask(conv_variant, "parts")
    followed = asking.follow(question, {"k_eff": 20})
    either, one = (judge(question, question.parts[1], typed, followed) for typed in ("8", "7"))
    assert (either.verdict, either.claim.id, either.own) == ("wrong", "padded-once|no-plus-one", False)
    assert (one.verdict, one.claim.id) == ("wrong", "padding-ignored")


def test_own_values_that_leave_nothing_to_compute_have_no_marks(conv_variant):
    """A kernel as wide as the padded input leaves an output of 1, which nobody needs to compute."""
    question = asking.ask(conv_variant, "parts")
    followed = asking.follow(question, {"k_eff": 36})
    feedback = judge(question, question.parts[1], "1", followed)
    assert (feedback.verdict, feedback.own, feedback.marks) == ("wrong", False, 0.0)
    assert "left nothing to compute" in feedback.text.en
    assert "无需计算" in feedback.text.zh


@pytest.mark.parametrize("spelling", ["{0}", "{1})", "（{2}）", " {1} "])
def test_choices_are_picked_by_letter(conv_variant, spelling):
    """A letter in any spelling picks its option."""
    (part,) = asking.ask(conv_variant, "choice").parts
    key = part.answer
    typed = spelling.format(key.upper(), key, chr(ord(key) + WIDE))
    assert judged(conv_variant, typed, "choice").verdict == "correct"


def test_a_wrong_option_has_its_feedback(conv_variant):
    """A distractor that only one misconception gives is explained as that one, with this variant's numbers."""
    (part,) = asking.ask(conv_variant, "choice").parts
    options = {option.claim.id: option for option in part.options if option.claim}
    for id, value in {"dilation-ignored": 17, "padding-ignored": 13}.items():
        feedback = judged(conv_variant, options[id].key, "choice")
        assert (feedback.verdict, feedback.claim.id, feedback.marks) == ("wrong", id, 0.0)
        assert feedback.claim.value == value
        assert feedback.text == fill(options[id].claim.feedback, conv_variant.givens)


@pytest.mark.parametrize("mode", ["forward", "choice"])
def test_a_number_of_several_mistakes_is_told_as_either(shared_variant, mode):
    """Where several known mistakes give the number, all are named and none is preferred; typed or chosen."""
    (part,) = asking.ask(shared_variant, mode).parts
    keys = [option.key for option in part.options if option.value == 3]
    feedback = judged(shared_variant, keys[0] if keys else "3", mode)
    assert feedback.verdict == "wrong"
    assert feedback.claim.id == "padded-once|no-plus-one"
    names = {one.id: one.name for one in CONV.mistakes}
    for language in LANGUAGES:
        assert all(names[id][language] in feedback.text[language] for id in feedback.claim.id.split(EITHER))


def test_a_number_of_one_mistake_is_told_as_that_one(shared_variant):
    """On the same variant a number that only one mistake gives has its explanation."""
    assert judged(shared_variant, "5").claim.id == "rounded-up"


def test_a_line_that_is_not_the_wrong_one_says_why(conv_variant):
    """Each line of a spoilt solution has its note; the wrong one is explained, and there is no part of a mark."""
    question = asking.ask(conv_variant, "spot")
    (part,) = question.parts
    for option in part.options:
        feedback = judge(question, part, option.key)
        right = option.key == part.answer
        assert (feedback.verdict, feedback.marks) == (("correct", 1.0) if right else ("wrong", 0.0))
        assert feedback.text == option.note
        assert feedback.claim is None


@pytest.fixture(scope="module")
def hidden_side(conv_of):
    """The convolution with its side hidden: 15 come out of 31 and of 32 pixels."""
    questions = (asking.ask(conv_of(32, 3, 2, 2, 3, seed), "inverse") for seed in range(100))
    return next(question for question in questions if question.parts[0].name == "l")


@pytest.mark.parametrize(
    ("typed", "verdict", "marks", "said"),
    [
        ("31, 32", "correct", 1.0, ""),
        ("{32, 31}", "correct", 1.0, ""),
        ("31", "wrong", 0.5, "31 is right, but that is not all."),
        ("31, 32, 99", "wrong", 0.5, "31, 32 is right, 99 is not."),
        ("31, 99", "wrong", 0.0, "31 is right, 99 is not."),
        ("99, 100", "wrong", 0.0, UNKNOWN.en),
    ],
)
def test_a_set_is_judged_number_by_number(hidden_side, typed, verdict, marks, said):
    """Order does not count; each right number earns its share, and a wrong one takes it back."""
    feedback = judge(hidden_side, hidden_side.parts[0], typed)
    assert (feedback.verdict, feedback.marks, feedback.text.en) == (verdict, marks, said)
    assert feedback.claim is None


@pytest.mark.parametrize(("typed", "id"), [("27, 28", "dilation-ignored"), ("35, 36", "padding-ignored")])
def test_a_set_is_diagnosed_by_putting_in(hidden_side, typed, id):
    """Sides from which a misconception computes the printed 15 are told as that misconception."""
    feedback = judge(hidden_side, hidden_side.parts[0], typed)
    assert (feedback.verdict, feedback.claim.id, feedback.marks) == ("wrong", id, 0.0)


@pytest.fixture(scope="module")
def written_size(conv_of):
    """The convolution with the formula of its output side asked for."""
    questions = (asking.ask(conv_of(32, 3, 2, 2, 3, seed), "write") for seed in range(100))
    return next(question for question in questions if question.parts[0].name == "o")


@pytest.mark.parametrize(
    ("typed", "verdict", "id"),
    [
        ("floor((l + 2p - k_eff)/s) + 1", "correct", None),
        ("ceil((l + 2p - k_eff)/s) + 1", "wrong", "rounded-up"),
        ("floor((l + 2p - k_eff)/s)", "wrong", "no-plus-one"),
        ("1 + floor((p + l - k_eff)/s)", "wrong", "padded-once"),
        ("floor((l + 2p - k_eff)/s) + 2", "wrong", None),
        ("o", "unreadable", None),
    ],
)
def test_a_formula_is_judged_as_a_function(written_size, typed, verdict, id):
    """An equal formula is right, a misconception's is told by its name, another one has no marks."""
    feedback = judge(written_size, written_size.parts[0], typed)
    assert (feedback.verdict, feedback.claim and feedback.claim.id) == (verdict, id)
    assert feedback.marks == (verdict == "correct")
    assert feedback.text[LANGUAGES[0]] or verdict == "correct"


def test_the_size_may_be_part_of_the_question():
    """Where a known mistake gives another number of entries, an answer of any size is an attempt, and is told so."""
    kind = bank.find("cnn.transposed-conv-values")
    question = next(
        question for question in (bank.generate(kind, seed) for seed in range(50)) if question.parts[0].size_is_asked
    )
    feedback = judge(question, question.parts[0], ", ".join(["99"] * 15))
    assert feedback.verdict == "wrong"
    assert "another number of entries" in feedback.text.en


PAIR, TRIPLE = np.array([0.25, 0.5]), np.array([0.25, 0.5, 2.0])


def vector_part(*wrong, options=()):
    """A part that asks for two numbers, with misconceptions that give these values."""
    claims = tuple(Claim(f"wrong-{place}", value, Text("", ""), convention=False) for place, value in enumerate(wrong))
    return Part("y", "vector", Text("y", "y"), PAIR, tolerance(PAIR, "vector"), claims, options)


def test_the_size_is_asked_where_a_misconception_gives_another():
    """Not where all give the answer's size, nor where none is known, nor of an option."""
    assert not vector_part().size_is_asked
    assert not vector_part(2 * PAIR).size_is_asked
    assert vector_part(TRIPLE).size_is_asked
    assert vector_part(2 * PAIR, TRIPLE).size_is_asked
    assert not vector_part(TRIPLE, options=(Option("a", PAIR, "a"),)).size_is_asked


@pytest.mark.parametrize("typed", ["1, 2, 3", "5", "1, 2, 3, 4"])
def test_another_number_of_entries_is_an_attempt_only_where_the_size_is_asked(typed):
    """Elsewhere how many numbers there are is said, and is no mistake."""
    refused = read_part(vector_part(2 * PAIR), typed)
    assert isinstance(refused, Unreadable)
    assert "2 numbers are asked for" in refused.reason.en
    assert isinstance(read_part(vector_part(TRIPLE), typed), Reading)
    assert isinstance(read_part(vector_part(2 * PAIR), "1, 2"), Reading)
