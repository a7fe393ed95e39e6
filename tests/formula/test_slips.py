"""What one slip of the pen makes of a formula."""

from __future__ import annotations

import pytest

from studytool.formula.grammar import parse
from studytool.formula.printing import text
from studytool.formula.slips import slips
from studytool.formula.tree import names
from studytool.questions import bank


def formulas(kinds):
    """The formula of every step of these kinds, once."""
    return list(dict.fromkeys(step.formula for kind in kinds for step in bank.variant(kind, 1).derivation.steps))


def slipped(formula):
    """The formulas, as they are printed, that one slip makes of this one."""
    return {text(slip.formula) for slip in slips(parse(formula))}


@pytest.mark.parametrize(
    ("formula", "wrong"),
    [
        ("d*(k - 1) + 1", {"d·(k − 1)", "d·k + 1", "d·(k + 1) + 1", "d + 1", "k − 1 + 1", "d·(k − 1) − 1"}),
        ("a/b", {"a·b", "b/a", "a"}),
        ("-a", {"a"}),
        ("floor(a/b)", {"⌈a/b⌉", "a/b", "a·b", "⌊b/a⌋", "a"}),
        ("1 - z", {"1 + z", "z − 1", "z"}),
        ("max(q)", {"min(q)"}),
        ("x^2", {"x", "2·x"}),
        ("g^3", {"g", "g⁴", "g²"}),
        ("Q[0]", {"Q[1]"}),
        ("Q[s, a]", {"Q[a, s]", "Q[s + 1, a]", "Q[s, a + 1]"}),
        ("tanh(h_1)", {"σ(h₁)", "h₁", "tanh(h₀)", "tanh(h₂)"}),
        ("T(W) @ x", {"x Wᵀ", "W x", "Wᵀ xᵀ"}),
        ("[a, b]", {"(b, a)"}),
        ("m >= d", {"m > d", "m ≤ d"}),
        ("outer(a, b)", {"outer(b, a)"}),
        ("1", set()),
    ],
)
def test_one_slip_at_one_place(formula, wrong):
    """Signs, terms, factors, functions, operands, indices: each is got wrong alone, and nothing else is."""
    assert slipped(formula) == wrong


@pytest.mark.kinds
def test_a_slip_is_another_formula_of_the_same_names(kinds):
    """Each differs from the formula by one piece, says which, and takes in at most a neighbour of its names."""
    made = [(formula, slip) for formula in formulas(kinds) for slip in slips(formula)]
    assert made
    for formula, slip in made:
        assert slip.formula != formula
        assert slip.right != slip.wrong
        assert text(slip.right) != text(slip.wrong)
        new = names(slip.formula) - names(formula)
        assert {name.rpartition("_")[0] for name in new} <= {name.rpartition("_")[0] for name in names(formula)}


@pytest.mark.kinds
def test_the_slips_come_in_one_order(kinds):
    """The same formula has the same slips in the same order."""
    for formula in formulas(kinds):
        assert list(slips(formula)) == list(slips(formula))
