from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds.draw import Draw
from studytool.topics.rl.traces import revisiting_path, sarsa_lambda
from tests.topics.wrong_numbers import disagreements

EPISODE = {
    "Q": np.array([1.0, -1.0, 2.0]),
    "pair": np.array([0, 1, 0, 2]),
    "reward": np.array([1, 0, -2, 3]),
}


def test_matches_a_calculation_by_hand() -> None:
    """Two steps, worked out on paper: the first pair keeps a trace of γλ."""
    Q = sarsa_lambda(np.array([1.0, 2.0]), np.array([0, 1]), np.array([1, 4]), alpha=0.5, gamma=0.8, lam=0.5)
    first_error, second_error = 1 + 0.8 * 2 - 1, 4 - 2
    expected = [1 + 0.5 * first_error + 0.5 * second_error * 0.4, 2 + 0.5 * second_error]
    assert pytest.approx(expected) == Q


def test_lambda_zero_is_sarsa() -> None:
    """Without traces each step moves only the pair just visited towards r + γ Q of the next pair."""
    Q = EPISODE["Q"].copy()
    for t, now in enumerate(EPISODE["pair"]):
        after = Q[EPISODE["pair"][t + 1]] if t < 3 else 0.0
        Q[now] += 0.2 * (EPISODE["reward"][t] + 0.9 * after - Q[now])
    assert sarsa_lambda(**EPISODE, alpha=0.2, gamma=0.9, lam=0.0) == pytest.approx(Q)


def test_a_revisited_pair_accumulates_its_trace() -> None:
    """With a single pair visited twice its trace at the second step is 1 + γλ."""
    Q = sarsa_lambda(np.array([0.0]), np.array([0, 0]), np.array([0, 1]), alpha=0.1, gamma=0.8, lam=0.5)
    assert pytest.approx([0.1 * 1.4]) == Q


def test_leaves_the_table_it_was_given() -> None:
    """The Q passed in keeps its values."""
    before = EPISODE["Q"].copy()
    sarsa_lambda(**EPISODE, alpha=0.5, gamma=0.9, lam=0.8)
    assert EPISODE["Q"].tolist() == before.tolist()


@given(
    pair=st.lists(st.integers(0, 2), min_size=1, max_size=5),
    lam=st.sampled_from([0.0, 0.3, 0.8, 1.0]),
    gamma=st.sampled_from([0.5, 0.9]),
)
def test_a_table_that_predicts_the_rewards_stays(pair: list[int], lam: float, gamma: float) -> None:
    """Rewards with no TD error change nothing, whatever the traces."""
    Q = np.array([1.5, -2.0, 0.5])
    following = [*(Q[after] for after in pair[1:]), 0.0]
    reward = np.array([Q[now] - gamma * after for now, after in zip(pair, following, strict=True)])
    assert sarsa_lambda(Q, np.array(pair), reward, 0.5, gamma, lam) == pytest.approx(Q)


@pytest.mark.parametrize("seed", range(20))
def test_the_drawn_path_comes_back_to_its_first_pair(seed: int) -> None:
    """Four steps over three pairs, and the first pair twice."""
    path = revisiting_path(Draw("path", seed), {}).tolist()
    assert len(path) == 4
    assert set(path) == {0, 1, 2}
    assert path.count(path[0]) == 2


def wrong_sarsa_lambda(Q, pair, reward, alpha, gamma, lam):
    def episode(fade=gamma * lam, visit=lambda trace: trace + 1, use=1, after=None):
        values, traces = list(Q), [0.0, 0.0, 0.0]
        for now, then, r in zip(pair, [*pair[1:], after], reward, strict=True):
            error = r + (0 if then is None else gamma * values[then]) - values[now]
            traces = [fade * trace for trace in traces]
            traces[now] = visit(traces[now])
            values = [value + alpha * error * use * trace for value, trace in zip(values, traces, strict=True)]
        return values

    return {
        "replacing-traces": episode(visit=lambda _: 1),
        "decayed-by-gamma-only": episode(fade=gamma),
        "decayed-before-use": episode(use=gamma * lam),
        "no-traces": episode(fade=0),
        "bootstrapped-at-the-end": episode(after=pair[0]),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("rl.sarsa-lambda-episode", wrong_sarsa_lambda)
