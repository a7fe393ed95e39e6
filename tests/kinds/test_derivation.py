from __future__ import annotations

import numpy as np
import pytest

from studytool.formula.grammar import parse
from studytool.kinds.derivation import Derivation, expand, read_lines, sizes, vector_entries

STEPS = """
    c = a + b  # sum | 和
    for t in 1..len(x)
        h_{t} = h_{t-1} + x_{t}  # state {t} | 状态 {t}
    d = c*h_{len(x)}  # product | 积
"""


def derivation(text, **givens):
    steps = tuple(expand(read_lines(text), givens))
    return Derivation(steps, vector_entries(steps, givens))


GIVENS = {"a": 1, "b": 2, "x": np.array([10, 20]), "h_0": 5}


def test_loops_and_braces_are_written_out():
    """A line under a loop stands for one step for each index, and `x_2` is the second entry of x."""
    made = derivation(STEPS, **GIVENS)
    values = made.run(made.entries(GIVENS))
    assert [step.name for step in made.steps] == ["c", "h_1", "h_2", "d"]
    assert values["h_2"] == 35
    assert values["d"] == 105
    assert made["h_2"].note.zh == "状态 2"


def test_order_is_read_off_the_formulas():
    """Steps may be written in any order."""
    made = derivation("z = y + 1\ny = x0*2", x0=3)
    assert [step.name for step in made.steps] == ["y", "z"]


def test_a_circle_is_refused():
    """Two steps that need each other have no order."""
    with pytest.raises(ValueError, match="needs itself"):
        derivation("y = z\nz = y")


def test_an_unknown_name_is_refused():
    """A name that is no given, no step and no entry of a vector is the author's mistake."""
    with pytest.raises(ValueError, match="no given and no step"):
        derivation("y = nothing + 1")


@pytest.mark.parametrize("line", ["y", "y == 3", "y = 1  # only English", "for t in 1", "2 = y"])
def test_a_line_that_is_no_step_is_refused(line):
    """A step is a name, a formula and perhaps a note in both languages."""
    with pytest.raises(ValueError, match="neither a step"):
        read_lines(line)


def test_only_what_depends_on_a_change_is_computed_again():
    """A changed step makes again those steps that need it, in order."""
    made = derivation(STEPS, **GIVENS)
    changed = tuple(expand(read_lines("h_1 = 0"), GIVENS))
    assert [step.name for step in made.after(changed)] == ["h_1", "h_2", "d"]


def test_another_value_of_a_given_is_computed_through():
    """What needs the given, or the entry of a given vector, is computed again beside the changed steps."""
    made = derivation(STEPS, **GIVENS)
    assert [step.name for step in made.after((), ("x_2",))] == ["h_2", "d"]
    changed = tuple(expand(read_lines("h_2 = h_1"), GIVENS))
    assert [step.name for step in made.after(changed, ("a",))] == ["c", "h_2", "d"]


def test_swapped_steps_are_those_with_another_formula():
    """Of what is computed again, a step that only follows, or is written as it was, is not swapped; a new one is."""
    made = derivation(STEPS, **GIVENS)
    wrong = "e = a*b\nc = a + b\nh_1 = h_0 + e"
    plan = made.after(expand(read_lines(wrong), GIVENS))
    assert {step.name for step in plan} == {"e", "c", "h_1", "h_2", "d"}
    assert [step.name for step in made.swapped(plan)] == ["e", "h_1"]


def test_own_values_are_followed_through():
    """A learner's value stands in place of a step, and what needs it is recomputed."""
    made = derivation(STEPS, **GIVENS)
    values = made.run(made.entries(GIVENS))
    followed = made.follow(values, {"h_1": 100})
    assert followed["h_2"] == 120
    assert followed["d"] == 360
    assert values["d"] == 105


def test_sizes_say_when_steps_are_the_same():
    """Vectors of one length share the written-out steps, of another length they do not."""
    size = sizes(read_lines(STEPS))
    one, other = ({**GIVENS, "x": np.zeros(length)} for length in (2, 3))
    assert [f(GIVENS) for f in size] == [f(one) for f in size] != [f(other) for f in size]


def test_sizes_see_what_stands_beside_the_index_in_braces():
    """A given in the braces of a loop line decides which steps there are, though the bounds are fixed."""
    size = sizes(read_lines("for t in 1..2\n    y_{t} = x_{t+n}"))
    assert [f({"n": 1}) for f in size] != [f({"n": 2}) for f in size]


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        ("e = [e_{j} for j in 1..3]", "[e_1, e_2, e_3]"),
        ("e = [h_{t-1}^2 for t in 2..len(x)+1]", "[h_1^2, h_2^2]"),
        ("e = sum([w_{j}*x_{j} for j in 1..3])/n", "sum([w_1*x_1, w_2*x_2, w_3*x_3])/n"),
        ("e = [M[i, {j}] for j in 0..1][0] + {n}", "[M[i, 0], M[i, 1]][0] + 4"),
        ("e = [[a_{i}_{j} for j in 1..i] for i in 1..2]", "[[a_1_1], [a_2_1, a_2_2]]"),
        ("e = concat([u_{j} for j in 1..2], [v_{j} for j in 1..1])", "concat([u_1, u_2], [v_1])"),
        ("e = [max(u_{j}, 0) for j in 1..2]", "[max(u_1, 0), max(u_2, 0)]"),
        ("e = [h_{len([1, 2]) + j} for j in 1..1]", "[h_3]"),
    ],
)
def test_a_loop_in_brackets_collects_into_a_vector(line, formula):
    """It means the vector of its values, alone, nested or inside a larger formula; bounds may be formulas."""
    (step,) = expand(read_lines(line), {"x": np.zeros(2), "n": 4})
    assert step.formula == parse(formula)


def test_a_collection_in_a_loop_sees_its_index():
    """Attention over all earlier states: each step has a vector of its own length, which is computed and printed."""
    givens = {"x": np.array([1.0, 2.0, 4.0])}
    made = derivation("for t in 1..len(x)\n    c_{t} = sum([x_{j} for j in 1..t])  # to {t} | 到 {t}", **givens)
    values = made.run(made.entries(givens))
    assert [values[f"c_{t}"] for t in (1, 2, 3)] == [1, 3, 7]
    assert made["c_2"].text == "sum((x₁, x₂))"
    assert made["c_2"].note.en == "to 2"


def test_sizes_know_the_bounds_of_collections():
    """Two collections of different lengths are not the same steps."""
    size = sizes(read_lines("e = [x_{j} for j in 1..len(x)]"))
    one, same, other = ({"x": np.full(length, value)} for length, value in ((2, 0), (2, 1), (3, 0)))
    assert [f(one) for f in size] == [f(same) for f in size] != [f(other) for f in size]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("F = 9*(c_i*co", "unclosed ( at position 7 in 'F = 9*(c_i*co'"),
        ("F = c_{t-}*co", "a value is expected here: the end at position 3 in 't-', on the line 'F = c_{t-}*co'"),
        ("e = x[0", "unclosed [ at position 6 in 'e = x[0'"),
        ("e = 2 $ 3", "unknown character '$' at position 7 in 'e = 2 $ 3'"),
        ("e = softmax(n, n)", "softmax takes 1 argument, not 2 at position 5 in 'e = softmax(n, n)'"),
        ("h_{m} = n", "no given is called 'm', as in 'm', on the line 'h_{m} = n'"),
        (
            "e = [h_{j} for j in x]",
            "no bounds such as 1..3 behind 'in' in '[h_{j} for j in x]', on the line 'e = [h_{j} for j in x]'",
        ),
        (
            "e = [h_{j} for j in 1..0]",
            "a vector of no entries: j in 1..0, on the line 'e = [h_{j} for j in 1..0]'",
        ),
        (
            "e = [{j} for j in 1..10^9]",
            "a loop runs 1000 times at most, and 1..10^9 are 1000000000, on the line 'e = [{j} for j in 1..10^9]'",
        ),
        (
            "e = [{j} + 100 for j in 1..999]",
            "a collection of over 500 characters when it is written out, on the line 'e = [{j} + 100 for j in 1..999]'",
        ),
        (
            "e = [{j} for j in 1..n/3]",
            "'n/3' is 1.3333333333333333, but a loop needs a whole number, on the line 'e = [{j} for j in 1..n/3]'",
        ),
        (
            "e = [n, {j} for j in 1..1]",
            "something else is expected here: ',' at position 8 in 'e = [(n, 1)]'",
        ),
        (
            "e = h_{j} for j in 1..3",
            "no given is called 'j', as in 'j', on the line 'e = h_{j} for j in 1..3'",
        ),
    ],
)
def test_an_error_says_what_and_where(line, error):
    """The author sees one line: what is wrong, at which place, in which text."""
    with pytest.raises(ValueError) as raised:  # noqa: PT011  the whole line is compared
        list(expand(read_lines(line), {"x": np.zeros(2), "n": 4}))
    assert str(raised.value) == error


def test_a_loop_with_a_fault_says_its_line():
    """Bounds that are none name the line that they stand over, when sizes are asked for as well."""
    lines = read_lines("for t in 1..len(x\n    h_{t} = t")
    for read in (lambda: list(expand(lines, {"x": np.zeros(2)})), lambda: sizes(lines)):
        with pytest.raises(ValueError, match=r"unclosed \( at position 4 in 'len\(x', on the line 'h_\{t\} = t'"):
            read()


@pytest.mark.parametrize(
    ("note", "english"),
    [
        ("posterior p(x|z) | 后验 p(x|z)", "posterior p(x|z)"),
        ("|x| and |y| | |x| 与 |y|", "|x| and |y|"),
        ("a | | 状态", None),
        ("state | 状态", "state"),
        ("state\u3000|\u3000状态", "state"),
        ("state|状态", None),
        ("a | b | 状态", None),
        ("only English", None),
        ("| 状态", None),
    ],
)
def test_one_bar_with_white_space_separates_the_languages(note, english):
    """A bar without white space on both sides belongs to the words; none or several that separate are refused."""
    if english is None:
        with pytest.raises(ValueError, match=r"one bar with white space on both sides .* here are [02]"):
            read_lines(f"y = 1  # {note}")
    else:
        (line,) = read_lines(f"y = 1  # {note}")
        assert line.note.en == english
