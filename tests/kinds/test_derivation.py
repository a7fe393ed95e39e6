from __future__ import annotations

import numpy as np
import pytest

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
