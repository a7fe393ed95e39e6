"""Somebody's own numbers: worked out where the kind's formula holds for them, refused in one line where it does not."""

from __future__ import annotations

import inspect
import re

import numpy as np
import pytest

from studytool.kinds.givens import Hidden
from studytool.questions import bank
from studytool.study.homework import worked
from studytool.text.language import UserError
from tests.effort import calls

MOST = 2_000_000
"""Calls that somebody's own numbers may take: about a second."""
SWEEPS = "rl.value-iteration-sweeps", "r_L=1,2", "P_L=1 0;0 1", "r_R=3,4", "P_R=0 1; 1 0", "v_0=0,0", "gamma=0.9"
FID = "mu_r=0,0,0", "Sigma_r=1 0 0;0 1 0;0 0 1", "mu_g=0,0,0", "Sigma_g=1 0 0;0 1 0;0 0 1"


@pytest.mark.parametrize(
    ("kind", "givens", "said"),
    [
        ("cnn.conv-output-size", "l=10^30 k=7 s=2 p=3 d=1", "l must not be above"),
        ("cnn.conv-output-size", "l=-5 k=7 s=2 p=3 d=1", "l must not be below 1"),
        ("cnn.conv-output-size", "l=5 k=70 s=2 p=3 d=1", "the step o = ⌊(l + 2·p − k_eff)/s⌋ + 1 gives −29"),
        ("gan.js-divergence", "p=0,1 q=0.5,0.5", "the step KL_p = sum(p·ln(p/m)) has no value"),
        ("generative.elbo-discrete", "K=3 p_z=0.5,0.5 p_x=0.3,0.4 q=0.2,0.8", "K is 3, but p_z has size 2"),
        ("gnn.spectrum", ("n=4", "w=1", "A=0 1 0;1 0 1;0 1 0"), "n is 4, but A has size 3"),
        ("cnn.conv-output-size", "l=5 l=6 k=7 s=2 p=3 d=1", "l is given twice"),
        ("cnn.conv-output-size", "L=5", "the nearest is l"),
        ("cnn.batch-norm-train", "x=1e308,-1e308 gamma=1 beta=0 eps=0.1", "the step v = mean((x − μ)²) has no value"),
        ("cnn.receptive-field", "k=3,3,3 s=1,2", "k has 3 entries but s has 2 entries"),
        ("cnn.transposed-conv-values", "s=10^17 p=0 x=1,2 w=1,2", "s must not be above 1,000,000"),
        ("cnn.transposed-conv-values", "s=2 p=-10^9 x=1,2 w=1,2", "p must not be below 0"),
        ("cnn.transposed-conv-values", "s=300 p=0 x=" + ",".join("1" * 100) + " w=1,2", "too much to print"),
        ("rnn.lstm-parameters", "d=10^200 h=10^200", "d must not be above"),
        ("gan.js-divergence", "p=5,5 q=1,2", "p: probabilities must sum to 1"),
        ("gan.js-divergence", "p=1 q=0.5,0.5", "p has 1 entry but q has 2 entries"),
        ("gan.value", "D_x=0,1 D_G=0.5,1", "do not fit"),
        ("gan.wasserstein-discrete", "x=2,1,0 p=0.5,0.25,0.25 q=0.5,0.5,0", "x must increase"),
        ("gan.fid-full", FID, "do not fit"),
        ("generative.mmd-rbf", "x=1,2,3 y=1,2 sigma=1", "do not fit"),
        ("generative.gaussian-kl", "mu=1,2 sigma=-1,2", "σ must be above 0"),
    ],
)
def test_numbers_that_mean_nothing_are_refused(kind, givens, said):
    """Sizes that differ, signs and sums that never occur, numbers for which formula and reference disagree."""
    refusals = []

    def ask():
        with pytest.raises(UserError) as refusal:
            worked(bank.find(kind), givens.split() if isinstance(givens, str) else givens)
        refusals.append(refusal.value.text.en)

    assert calls(ask) < MOST
    assert said in refusals[0]


def unneeded(kind):
    """The shown givens that neither a step nor the reference mentions: only a misconception, or nothing, uses them."""
    formulas = " ".join(" ".join([line.name, line.formula, *(line.loop or ())]) for line in kind.lines)
    used = {*re.findall(r"[A-Za-z]\w*", formulas), *inspect.signature(kind.reference).parameters}
    vectors = {name.rpartition("_")[0] for name in used}
    return {name for name, given in kind.givens.items() if not isinstance(given, Hidden)} - used - vectors


@pytest.mark.kinds
def test_only_what_the_answer_needs_is_asked_for(kind):
    """Each other given may be left out, alone or with the rest of them, and the answer is the same."""
    variant = bank.variant(kind, 1)
    spare = unneeded(kind)
    kept = [f"{name}={typed(value)}" for name, value in variant.givens.items() if name not in spare]
    assert np.allclose(worked(kind, kept).answer, variant.answer)
    for name in variant.givens.keys() - spare:
        with pytest.raises(UserError, match="also needs"):
            worked(kind, [text for text in kept if not text.startswith(f"{name}=")])


def test_whole_numbers_are_bounded():
    """A size may be a million, and no larger."""
    kind = bank.find("cnn.conv-output-size")
    same = ["k=7", "s=1", "p=3", "d=1"]
    assert worked(kind, ["l=1000000", *same]).answer == 1_000_000
    with pytest.raises(UserError, match="l must not be above 1,000,000"):
        worked(kind, ["l=1000001", *same])


@pytest.mark.parametrize(
    ("kind", "givens", "said"),
    [
        ("rl.q-learning-update", "Q_sa=1 Q_next=1,2 r=0 alpha=0.5 gamma=1.5", "γ must not be above 1"),
        ("rl.q-learning-update", "Q_sa=1 Q_next=1,2 r=0 alpha=-0.5 gamma=1", "α must not be below 0"),
        ("generative.mmd-rbf", "x=1,2 y=1,2 sigma=0", "σ must be above 0"),
        ("generative.rbm-energy", ("v=2,1", "h=1,0", "W=1 2;3 4", "b=1,2", "c=1,2"), "v must not be above 1"),
        ("gnn.gcn-layer", ("A=0 0.5;0.5 0", "H=1 2;3 4", "W=1 2;3 4"), "A must be whole numbers"),
    ],
)
def test_a_given_has_the_values_of_its_nature(kind, givens, said):
    """A discount is no more than 1, a deviation above 0, a unit 0 or 1, whatever the draws happen to be."""
    with pytest.raises(UserError) as refusal:
        worked(bank.find(kind), givens.split() if isinstance(givens, str) else givens)
    assert said in refusal.value.text.en


def test_rewards_and_samples_may_have_fractions():
    """They are drawn as whole numbers, for the pocket calculator's sake, and are none by nature."""
    found = worked(bank.find("rl.q-learning-update"), ["Q_sa=1", "Q_next=1,2", "r=0.25", "alpha=0.5", "gamma=1"])
    assert found.answer == pytest.approx(1.625)
    assert worked(bank.find("generative.mmd-rbf"), ["x=1.5,2", "y=0,1", "sigma=1"]).answer > 0


@pytest.mark.parametrize("sweeps", ["0", "-1", "10^9", "10^30", "1000001"])
def test_loops_are_counted_before_they_are_written_out(sweeps):
    """No number of sweeps is much work."""
    kind, *givens = SWEEPS

    def ask():
        with pytest.raises(UserError, match="k must not be"):
            worked(bank.find(kind), [*givens, f"k={sweeps}"])
        with pytest.raises(UserError, match="too much to print"):
            worked(bank.find(kind), [*givens, "k=1000000"])

    assert calls(ask) < MOST


def test_the_largest_loop_that_is_taken_is_quick():
    """So many sweeps that the values have settled, with what a second's work is at most."""
    kind, *givens = SWEEPS
    found = []
    assert calls(lambda: found.append(worked(bank.find(kind), [*givens, "k=300"]))) < MOST
    assert found[0].answer == pytest.approx([34.736842, 35.263158])


def test_names_may_be_typed_as_they_are_printed():
    """γ is gamma, v₀ is v_0."""
    kind, *givens = SWEEPS
    printed = [text.replace("gamma", "γ").replace("v_0", "v₀") for text in givens]
    one, other = worked(bank.find(kind), [*givens, "k=2"]), worked(bank.find(kind), [*printed, "k=2"])
    assert np.array_equal(one.answer, other.answer)


@pytest.mark.kinds
def test_what_is_drawn_is_never_refused(kind):
    """The rules that are learned from some draws hold for the variants of other seeds."""
    for seed in range(1000, 1010):
        variant = bank.variant(kind, seed)
        found = worked(kind, [f"{name}={typed(value)}" for name, value in variant.givens.items()])
        assert np.allclose(found.answer, variant.answer)


def typed(value):
    """A value as a learner would type it."""
    if np.ndim(value) == 2:
        return "; ".join(" ".join(map(repr, row)) for row in value.tolist())
    return ", ".join(map(repr, value.tolist())) if np.ndim(value) else repr(value)
