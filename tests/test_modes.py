from __future__ import annotations

from studytool import bank, explain, modes

CONV = bank.find("cnn.conv-output-size")


def test_parts_are_the_steps():
    """In parts, every step is asked in its order, and the last is the answer."""
    question = bank.generate(CONV, 24, "parts")
    assert [part.name for part in question.parts] == ["k_eff", "o"]
    assert question.parts[-1].answer == bank.generate(CONV, 24).parts[0].answer
    assert "effective kernel size" in question.parts[0].prompt.en


def test_chosen_parts_are_asked():
    """A kind with a long derivation names the parts that are worth asking."""
    question = bank.generate(bank.find("rl.sarsa-lambda-episode"), 1, "parts")
    assert [part.name for part in question.parts] == ["delta_1", "e_2", "Q_2", "e_4", "Q_end"]


def test_following_through_changes_what_depends():
    """A learner's own k_eff moves the answer of the next part, and its mistakes with it."""
    question = bank.generate(CONV, 24, "parts")
    followed = modes.follow(question, {"k_eff": 9})
    assert followed.parts[1].answer == 14
    assert question.parts[1].answer == 15


def test_hints_are_formulas_without_numbers():
    """A part's hints are the formulas from the part before it up to its own."""
    question = bank.generate(CONV, 24, "parts")
    assert explain.hints(question, "k_eff") == ("k_eff = d·(k − 1) + 1",)
    assert explain.hints(question, "o") == ("o = ⌊(l + 2·p − k_eff)/s⌋ + 1",)
    assert len(explain.hints(bank.generate(CONV, 24), "o")) == 2


def test_a_solution_shows_formula_numbers_and_value():
    """Each line of the worked solution has the formula, the same with numbers, and the value."""
    lines = [step.line for step in explain.solution(bank.variant(CONV, 24))]
    assert lines == [
        "k_eff = d·(k − 1) + 1 = 3·(3 − 1) + 1 = 7",
        "o = ⌊(l + 2·p − k_eff)/s⌋ + 1 = ⌊(32 + 2·2 − 7)/2⌋ + 1 = 15",
    ]


def test_products_with_matrices_are_shown_as_results():
    """A matrix does not fit on a line: its product does."""
    reset, *_ = explain.solution(bank.variant(bank.find("rnn.gru-step"), 1))
    assert reset.formula == "σ(W_r x + U_r h + b_r)"
    assert reset.numbers.startswith("σ((")
