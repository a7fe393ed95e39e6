from __future__ import annotations

from studytool.answer.judging.judge import UNKNOWN, UNKNOWN_YET, judge
from studytool.questions import bank, explain
from studytool.questions.modes import asking
from studytool.questions.modes.part import prompt
from studytool.text.language import Text


def test_parts_are_the_steps(conv_variant):
    """In parts, every step is asked in its order, and the last is the answer."""
    question = asking.ask(conv_variant, "parts")
    assert [part.name for part in question.parts] == ["k_eff", "o"]
    assert question.parts[-1].answer == asking.ask(conv_variant, "forward").parts[0].answer == 15
    assert "effective kernel size" in question.parts[0].prompt.en


def test_chosen_parts_are_asked():
    """A kind with a long derivation names the parts that are worth asking."""
    question = bank.generate(bank.find("rl.sarsa-lambda-episode"), 1, "parts")
    assert [part.name for part in question.parts] == ["delta_1", "e_2", "Q_2", "e_4", "Q_end"]


def test_following_through_changes_what_depends(conv_variant):
    """A learner's own k_eff moves the answer of the next part, and its mistakes with it."""
    question = asking.ask(conv_variant, "parts")
    followed = asking.follow(question, {"k_eff": 9})
    assert followed.parts[1].answer == 14
    assert question.parts[1].answer == 15
    assert followed.parts[1].prompt == question.parts[1].prompt


def test_an_own_value_that_leaves_nothing_to_compute_earns_nothing():
    """Who answers 0 for a step gets no marks where that makes the rest 0, 1 or a number that stands there already."""
    question = bank.generate(bank.find("cnn.conv-parameters"), 3, "parts")
    first, *_ = question.parts
    followed = asking.follow(question, {first.name: 0})
    trivial = next(part for part in followed.parts if part.trivial)
    asked = next(part for part in question.parts if part.name == trivial.name)
    feedback = judge(question, asked, str(trivial.answer), followed)
    assert (feedback.verdict, feedback.marks) == ("wrong", 0.0)
    assert "nothing to compute" in feedback.text.en
    assert not asking.follow(question, {first.name: first.answer + 2}).parts[-1].trivial


def test_hints_are_formulas_without_numbers(conv_variant):
    """A part's hints are the formulas from the part before it up to its own."""
    question = asking.ask(conv_variant, "parts")
    assert explain.hints(question, "k_eff") == ("k_eff = d·(k − 1) + 1",)
    assert explain.hints(question, "o") == ("o = ⌊(l + 2·p − k_eff)/s⌋ + 1",)
    assert len(explain.hints(asking.ask(conv_variant, "forward"), "o")) == 2


def test_a_solution_shows_formula_numbers_and_value(conv_variant):
    """Each line of the worked solution has the formula, the same with numbers, and the value."""
    assert [step.line for step in explain.solution(conv_variant)] == [
        "k_eff = d·(k − 1) + 1 = 3·(3 − 1) + 1 = 7",
        "o = ⌊(l + 2·p − k_eff)/s⌋ + 1 = ⌊(32 + 2·2 − 7)/2⌋ + 1 = 15",
    ]


def test_products_with_matrices_are_shown_as_results():
    """A matrix does not fit on a line: its product does."""
    reset, *_ = explain.solution(bank.variant(bank.find("rnn.gru-step"), 1))
    assert reset.formula == "σ(W_r x + U_r h + b_r)"
    assert reset.numbers.startswith("σ((")


def test_the_worked_solution_is_announced_where_it_is_not_yet_shown(conv_variant):
    """A wrong number of an earlier part is not to be compared with a solution that comes after the last part."""
    question = asking.ask(conv_variant, "parts")
    first, last = question.parts
    assert judge(question, first, "999").text == UNKNOWN_YET
    assert judge(question, last, "999").text == UNKNOWN


def test_a_prompt_does_not_say_a_word_twice():
    """A symbol that is a word stands in brackets behind what it means, or is left out where that has the word."""
    sizes = bank.generate(bank.find("cnn.input-sizes-of-output"), 1, "parts")
    assert sizes.parts[-1].prompt == Text("smallest and largest input side (range)", "最小和最大输入边长 range")
    beam = bank.find("rnn.beam-search")
    assert prompt(bank.variant(beam, 1), beam.asked) == Text("the best triple", "最好的三元组")
