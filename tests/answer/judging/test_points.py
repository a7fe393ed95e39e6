from __future__ import annotations

import numpy as np
import pytest

from studytool.answer.judging.equivalence import equal
from studytool.answer.judging.points import points
from studytool.answer.reading.formulas import read_formula
from studytool.questions import bank
from studytool.questions.vocabulary import known_names


def accepted(kind, name, typed, seed=1):
    """Whether a typed formula of a step is right."""
    variant = bank.variant(bank.find(kind), seed)
    step = variant.derivation[name]
    return equal(read_formula(typed, known_names(variant, name)), step.formula, points(variant, name))


@pytest.mark.kinds
def test_points_are_draws_of_the_same_sizes(kind):
    """Every point has the shapes of the variant, fulfils the conditions on givens, and has a finite value a step."""
    variant = bank.variant(kind, 3)
    at = points(variant, kind.asked)
    assert len(at.few) == len(at) == 32
    assert len(at.more) == 200
    for point in at:
        assert all(condition(point) for condition in variant.kind.conditions[0])
        assert all(np.shape(point[name]) == np.shape(variant.values[name]) for name in variant.kind.givens)
        assert all(np.all(np.isfinite(point[step.name])) for step in variant.derivation.steps)


def test_points_are_drawn_once():
    """Variants of the same sizes share their points."""
    kind = bank.find("cnn.conv-output-size")
    assert points(bank.variant(kind, 1), "o") is points(bank.variant(kind, 2), "o")


def test_entries_may_be_counted():
    """Who writes the number of entries that the question shows is right."""
    variant = bank.variant(bank.find("cnn.batch-norm-train"), 1)
    count = len(variant.values["x"])
    assert accepted("cnn.batch-norm-train", "mu", f"sum(x)/{count}")
    assert not accepted("cnn.batch-norm-train", "mu", f"sum(x)/{count + 1}")


@pytest.mark.parametrize(
    ("kind", "name", "typed"),
    [
        ("cnn.conv-parameters", "N", "W + B + 1"),
        ("cnn.conv-macs", "M", "o^2*c_o*K + 1"),
        ("cnn.conv-output-size", "o", "(l + 2p − k_eff)/s + 1"),
        ("cnn.conv-output-size", "o", "⌊(l + 2p − k_eff − 1)/s⌋ + 2 − 1/(p·s)"),
        ("cnn.batch-norm-train", "x_hat", "(x − μ)/√v"),
        ("cnn.batch-norm-train", "mu", "x"),
        ("gan.spectral-norm-power-step", "sigma", "[u_newᵀ b]"),
        ("rnn.gru-step", "h_new", "(1 − z) ⊙ h + z ⊙ n"),
    ],
)
def test_what_is_nearly_right_is_wrong(kind, name, typed):
    """One more in a large number, no floor, a tiny ε left out, another shape or no value somewhere: all are wrong."""
    assert not accepted(kind, name, typed)


@pytest.mark.parametrize(
    ("kind", "name", "typed"),
    [
        ("cnn.conv-output-size", "o", "floor((l + 2p - d(k - 1) - 1)/s + 1)"),
        ("cnn.conv-output-size", "o", "⌈(l + 2p − k_eff − s + 1)/s⌉ + 1"),
        ("cnn.conv-output-size", "o", "(l+2p-k_eff-(l+2p-k_eff)%s)/s+1"),
        ("rnn.gru-step", "r", "1/(1 + e^(−(x W_rᵀ + h U_rᵀ + b_r)))"),
        ("gan.js-divergence", "JS", "(KL_p + KL_q)/2"),
        ("generative.mmd-rbf", "MMD2", "k_x + k_y - mean(S)"),
        ("gnn.gcn-layer", "S", "A_loop/√(outer(d, d))"),
        ("rl.q-learning-update", "Q_new", "(1 − α)Q_sa + α(r + γ max(Q_next))"),
    ],
)
def test_other_roads_are_right(kind, name, typed):
    """What equals the formula is right, however it is written and whichever steps it goes through."""
    assert accepted(kind, name, typed)
