from __future__ import annotations

import numpy as np
import pytest

from studytool.formula.grammar import parse
from studytool.kinds.derivation import Step
from studytool.questions import bank
from studytool.questions.worked import LONGEST, blank, explained, needed
from studytool.text.language import Text

CONV = bank.find("cnn.conv-output-size")


def step(name, formula, note=None):
    return Step(name, parse(formula), note)


def test_a_line_has_symbol_formula_numbers_and_value(conv_variant):
    """The step in words stands beside it, not in it."""
    line = explained(CONV, conv_variant.derivation["k_eff"], conv_variant.values)
    assert (line.name, line.formula, line.numbers, line.value) == ("k_eff", "d·(k − 1) + 1", "3·(3 − 1) + 1", "7")
    assert line.line == "k_eff = d·(k − 1) + 1 = 3·(3 − 1) + 1 = 7"
    assert line.note == Text("effective kernel size", "等效卷积核尺寸")


def test_what_is_the_same_is_printed_once():
    """A step that takes over a number is not explained three times."""
    assert explained(CONV, step("a", "b"), {"a": 5, "b": 5}).line == "a = b = 5"


def test_a_blank_line_has_no_number(conv_variant):
    """The formula stands there, the value is to be found."""
    line = blank(conv_variant.derivation["o"])
    assert (line.numbers, line.value) == ("", "?")
    assert line.line == "o = ⌊(l + 2·p − k_eff)/s⌋ + 1 = ?"


def test_matrices_leave_the_numbers_out():
    """Formulas that lay a matrix out have no line of numbers; a product with a vector is shown as its result."""
    values = {"A": np.array([[1.0, 2.0], [3.0, 4.0]]), "x": np.array([1.0, 0.5])}
    values |= {"y": values["A"] @ values["x"], "B": values["A"].T, "C": 2 * values["A"]}
    assert explained(CONV, step("B", "T(A)"), values).numbers == ""
    assert explained(CONV, step("C", "2*A"), values).numbers == ""
    assert explained(CONV, step("y", "A @ x + x"), values).numbers == "(2, 5) + (1, 0.5)"


def test_a_line_that_is_too_long_is_left_out():
    """More numbers than fit on a line explain nothing."""
    short, long = "+".join("a" * 8), "+".join("a" * 80)
    values = {"a": 1.25, "v": 10.0}
    assert explained(CONV, step("v", short), values).numbers == " + ".join(["1.25"] * 8)
    assert len(" + ".join(["1.25"] * 80)) > LONGEST
    assert explained(CONV, step("v", long), values).numbers == ""


@pytest.mark.parametrize(("value", "printed"), [(-0.0, "0"), (4e-17, "0"), (-4e-17, "0"), (4e-9, "4×10^−9")])
def test_a_blurred_zero_is_a_zero(value, printed):
    """What rounding has left of a 0 is printed as 0, and a small number as itself."""
    line = explained(CONV, step("v", "a"), {"a": value, "v": value})
    assert line.value == printed


def test_only_needed_steps_are_kept_in_their_order():
    """What the asked step does not need is left out, however early it stands."""
    row = [step("a", "x"), step("b", "x"), step("c", "a + 1"), step("d", "b + c"), step("e", "c")]
    assert [one.name for one in needed(row, "d")] == ["a", "b", "c", "d"]
    assert [one.name for one in needed(row, "e")] == ["a", "c", "e"]
    assert [one.name for one in needed(row, "b")] == ["b"]


@pytest.mark.kinds
def test_every_line_of_the_bank_can_be_computed_from_those_before(kind):
    """A needed step uses givens, entries of them, and needed steps before it."""
    variant = bank.variant(kind, 3)
    known = {*kind.givens, *variant.derivation.vectors}
    for one in needed(variant.derivation.steps, kind.asked):
        assert one.needs <= known
        known.add(one.name)
    assert one.name == kind.asked
