from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

torch = pytest.importorskip("torch", exc_type=ImportError)

from studytool.fitting import model
from studytool.memory.review_log import ReviewLog, predicted_recall
from studytool.memory.weights import BOUNDS, DEFAULT_WEIGHTS

reviews = st.tuples(st.integers(0, 4), st.integers(0, 10**13), st.integers(1, 4))
shares = st.lists(st.floats(0.05, 0.95), min_size=34, max_size=34)
weights = shares.map(lambda s: tuple(lo + x * (hi - lo) for x, (lo, hi) in zip(s, BOUNDS, strict=True)))
logs = st.lists(reviews, min_size=6, max_size=40).map(
    lambda rows: ReviewLog(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))
)
parts = st.one_of(st.just(1.0), st.floats(0.0, 0.99))


@st.composite
def credited_logs(draw):
    """Draw a log some of whose reviews are fractions."""
    log = draw(logs)
    shares = np.array(draw(st.lists(parts, min_size=len(log), max_size=len(log))))
    found = ReviewLog(log.items, log.times_us, np.where(shares == 1.0, log.ratings, 3), shares=shares)
    assume(found.repeats.size)
    return found


@given(logs, st.one_of(st.just(DEFAULT_WEIGHTS), weights))
def test_the_recalls_are_those_of_the_numpy_model(log, w):
    """The same formulas written twice agree for any weights within their bounds."""
    found = model.predicted_recall(model.batch(log), torch.tensor(w, dtype=torch.float64)).numpy()
    order = log.turns.order[log.turns.starts[1] :]
    assert found == pytest.approx(predicted_recall(log, w)[order], rel=1e-6, abs=1e-9)


@given(credited_logs(), st.one_of(st.just(DEFAULT_WEIGHTS), weights))
def test_fractions_move_the_states_as_in_numpy(log, w):
    """Written twice, the recalls of the whole repeats agree, in the order of the outcomes; none is of a fraction."""
    data, w = model.batch(log), torch.tensor(w, dtype=torch.float64)
    found = model.predicted_recall(data, w).numpy()
    order = log.turns.order[log.previous[log.turns.order] >= 0]
    assert found == pytest.approx(predicted_recall(log, tuple(w.tolist()))[order], rel=0.0, abs=1e-9)
    assert data.recalled.tolist() == log.recalled[order].tolist()


@given(credited_logs(), st.one_of(st.just(DEFAULT_WEIGHTS), weights))
def test_the_gradient_through_fractions_is_finite(log, w):
    """For any log and any weights within their bounds."""
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(torch.log(model.predicted_recall(model.batch(log), w)).sum(), w)
    assert bool(torch.isfinite(gradient).all())


@given(logs, weights)
def test_shares_that_are_all_whole_change_nothing(log, w):
    """To the last bit the recalls of a log without shares."""
    w, ones = torch.tensor(w, dtype=torch.float64), np.ones(len(log))
    same = ReviewLog(log.items, log.times_us, log.ratings, shares=ones)
    assert model.predicted_recall(model.batch(same), w).equal(model.predicted_recall(model.batch(log), w))


@pytest.mark.parametrize("made", ["learner_log", "credited_log"])
def test_the_gradient_is_that_of_finite_differences(made, request):
    """Autograd and a central difference agree in every weight that is off its bounds."""
    data = model.batch(request.getfixturevalue(made)(DEFAULT_WEIGHTS, 30, 6))
    w = torch.tensor([min(max(x, lo + 1e-3), hi - 1e-3) for x, (lo, hi) in zip(DEFAULT_WEIGHTS, BOUNDS, strict=True)])
    w = w.to(torch.float64).requires_grad_()
    (gradient,) = torch.autograd.grad(model.predicted_recall(data, w).sum(), w)
    for k in range(34):
        step = torch.zeros(34, dtype=torch.float64)
        step[k] = 1e-6
        up, down = (model.predicted_recall(data, w.detach() + sign * step).sum() for sign in (1, -1))
        assert float(gradient[k]) == pytest.approx(float(up - down) / 2e-6, rel=1e-3, abs=1e-4)


def test_the_longest_histories_are_cut():
    """One item of 400 reviews beside many of 3 does not cost 400 steps, and at most a hundred are ever taken."""
    many = np.repeat(np.arange(50_000), 3)
    items = np.concatenate((many, np.full(400, -1)))
    log = ReviewLog(items, np.arange(items.size) * 10**9, np.full(items.size, 3))
    assert len(model.batch(log).turns) == 3
    alone = ReviewLog(*(column[-400:] for column in (log.items, log.times_us, log.ratings)))
    assert len(model.batch(alone).turns) == 100
    assert model.batch(alone).recalled.shape == (99,)


def test_fractions_lengthen_a_history_and_hide_no_repeat():
    """Twenty repeats with ten fractions before each are all fitted, in the turns that they take."""
    shares = np.tile([1.0] + [0.3] * 10, 21)
    log = ReviewLog(np.zeros(231, int), np.arange(231) * 10**11, np.full(231, 3), shares=shares)
    data = model.batch(log)
    assert data.recalled.shape == (20,)
    assert len(data.turns) == 221
    assert model.predicted_recall(data, torch.tensor(DEFAULT_WEIGHTS, dtype=torch.float64)).shape == (20,)
