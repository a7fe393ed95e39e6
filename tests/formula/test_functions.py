"""A function is its record: everything that the language does with it is read there."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from studytool.formula.evaluate import evaluator, formula
from studytool.formula.functions.form import called, operator
from studytool.formula.functions.function import Function, Slips
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.grammar import FormulaError, parse
from studytool.formula.printing import latex, text
from studytool.formula.slips import slips
from studytool.formula.tree import names
from tests.formula.certifying import FUNCTIONS as SYMPY

TABLE = FUNCTIONS | {
    "elu": Function(
        "elu",
        lambda x, alpha=1.0: np.where(x > 0, x, alpha * (np.exp(x) - 1)),
        arguments=("x", "alpha"),
        optional=1,
        text=called("ELU"),
        latex=operator("ELU"),
        slips=Slips(taken_for=("relu",), forgotten=True, wrong=("elu(-x)",)),
    )
}
RECORDS = [pytest.param(record, id=name) for name, record in FUNCTIONS.items()]


def test_a_new_function_is_one_record():
    """With its record in the table alone, a function is parsed, evaluated, printed, typeset and got wrong."""
    with pytest.raises(FormulaError, match="unknown function"):
        parse("elu(a)")
    tree = parse("2*elu(a + b, 0.5)", TABLE)
    assert evaluator(tree, TABLE)({"a": -1.0, "b": 1.0}) == 0
    assert evaluator(tree, TABLE)({"a": -1.0, "b": 0.0}) == pytest.approx(np.exp(-1) - 1)
    assert text(tree, functions=TABLE) == "2·ELU(a + b, 0.5)"
    assert latex(tree, TABLE) == r"2 \cdot \operatorname{ELU}\left(a + b, 0.5\right)"
    slipped = {text(slip.formula, functions=TABLE) for slip in slips(parse("elu(a)", TABLE), TABLE)}
    assert slipped == {"ReLU(a)", "a", "ELU(−a)"}
    with pytest.raises(FormulaError, match="elu takes 1 to 2 arguments, not 3"):
        parse("elu(a, b, c)", TABLE)


@pytest.mark.parametrize(
    ("written", "line", "position"),
    [
        ("softmax(x, y)", "softmax takes 1 argument, not 2 at position 1 in 'softmax(x, y)'", 0),
        ("1 + top(x)", "top takes 2 arguments, not 1 at position 5 in '1 + top(x)'", 4),
        ("leaky_relu(x, 1, 2)", "leaky_relu takes 1 to 2 arguments, not 3 at position 1 in 'leaky_relu(x, 1, 2)'", 0),
    ],
)
def test_a_call_has_as_many_arguments_as_the_function(written, line, position):
    """A call with too few or too many is refused in one line that says how many belong there."""
    with pytest.raises(FormulaError) as error:
        parse(written)
    assert (str(error.value), error.value.position) == (line, position)


def test_what_may_be_repeated_says_how_many_it_needs():
    """A repeated argument has a least number and no most."""
    pair = Function("pair", max, arguments=("x", "y"), repeated=True)
    assert [pair.takes(count) for count in (1, 2, 9)] == [False, True, True]
    assert pair.wanted == "at least 2 arguments"
    assert FUNCTIONS["max"].wanted == "at least 1 argument"


@pytest.mark.parametrize("x", [-3.0, 2.0, np.array([-3.0, 2.0, 0.0])])
def test_the_slope_of_leaky_relu_is_an_argument(x):
    """It is 0.2 unless it is given, and it is printed where it is given."""
    plain, steep = formula("leaky_relu(x)"), formula("leaky_relu(x, 0.01)")
    assert np.array_equal(plain({"x": x}), np.where(x > 0, x, 0.2 * x))
    assert np.array_equal(steep({"x": x}), np.where(x > 0, x, 0.01 * x))
    assert text(parse("leaky_relu(x)")) == "LeakyReLU(x)"
    assert text(parse("leaky_relu(x, 0.01)")) == "LeakyReLU(x, 0.01)"
    assert latex(parse("leaky_relu(x, a)")) == r"\operatorname{LeakyReLU}\left(x, a\right)"


@pytest.mark.parametrize("record", RECORDS)
def test_a_slip_leads_to_a_formula_of_the_language(record):
    """It is taken for functions of as many arguments, and goes wrong in the arguments that it always has."""
    for name in record.slips.taken_for:
        other = FUNCTIONS[name]
        assert (other.least, other.most) == (record.least, record.most)
    for wrong in record.slips.wrong:
        assert names(parse(wrong)) <= {*record.arguments[: record.least]}


def test_no_name_and_no_bracket_means_two_functions():
    """What learners may type names one function; so do brackets."""
    typed = [name for record in FUNCTIONS.values() for name in {record.name.casefold(), *record.typed}]
    opening = [record.brackets[0] for record in FUNCTIONS.values() if record.brackets]
    assert len(typed) == len(set(typed))
    assert len(opening) == len(set(opening))


def test_every_entrywise_function_is_certified():
    """SymPy has a counterpart of each, so that no law about it goes unproved."""
    assert {*SYMPY} == {record.name for record in FUNCTIONS.values() if record.entrywise}


@pytest.mark.parametrize("name", sorted(SYMPY))
@pytest.mark.parametrize("number", ["7/3", "1/5", "-7/4"])
def test_numbers_are_those_of_sympy(name, number):
    """An entrywise function of numbers is a number, the one that SymPy has."""
    if number[0] == "-" and name in {"log", "log2", "sqrt"}:
        number = number[1:]
    record, exact = FUNCTIONS[name], sp.Rational(number)
    for count in range(record.least, len(record.arguments) + 1 + record.repeated):
        if name in {"max", "min"} and count == 1:
            continue
        arguments = [exact, sp.Rational(1, 3)][:count]
        value = record.run(*map(float, arguments))
        assert isinstance(value, int | float)
        assert value == pytest.approx(float(SYMPY[name](*arguments)), rel=1e-14)
