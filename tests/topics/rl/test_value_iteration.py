from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.rl.value_iteration import two_action_sweeps, value_iteration
from tests.topics.nested_lists import dot
from tests.topics.wrong_numbers import disagreements

LAKE = "SFFFFHFHFFFHHFFG"
MOVES = ((0, -1), (1, 0), (0, 1), (-1, 0))


def frozen_lake() -> tuple[np.ndarray, np.ndarray]:
    """Rewards (4, 16) and transitions (4, 16, 16) of the slippery 4×4 lake: a move goes astray to either side."""
    P, r = np.zeros((4, 16, 16)), np.zeros((4, 16))
    for state in range(16):
        for action in range(4):
            for actual in (action - 1, action, action + 1):
                after = state if LAKE[state] in "HG" else _moved(state, MOVES[actual % 4])
                P[action, state, after] += 1 / 3
                r[action, state] += (LAKE[after] == "G" and LAKE[state] != "G") / 3
    return r, P


def _moved(state: int, move: tuple[int, int]) -> int:
    row, column = state // 4 + move[0], state % 4 + move[1]
    return row * 4 + column if 0 <= row < 4 and 0 <= column < 4 else state


def corridor(length: int) -> tuple[np.ndarray, np.ndarray]:
    """Each step costs 1 and goes one cell towards the end, state 0, which is terminal."""
    P = np.eye(length, k=-1)[None]
    P[0, 0, 0] = 1
    return np.array([[0.0, *[-1.0] * (length - 1)]]), P


def test_corridor_values() -> None:
    """With γ = 0.9 the cells before the end are worth −1, −1.9, −2.71, −3.439."""
    r, P = corridor(5)
    assert value_iteration(r, P, np.zeros(5), 0.9, 10) == pytest.approx([0, -1, -1.9, -2.71, -3.439])


def test_frozen_lake() -> None:
    """The slippery 4×4 FrozenLake of gymnasium has v*(start) = 0.542026 for γ = 0.99."""
    assert value_iteration(*frozen_lake(), np.zeros(16), 0.99, 2000)[0] == pytest.approx(0.542026, abs=1e-6)


def test_the_first_sweep_from_zero_is_the_best_reward() -> None:
    """From v = 0 the future is worth nothing yet."""
    P = np.array([[0.4, 0.6], [0.5, 0.5]])
    v = two_action_sweeps(np.array([1, -2]), P, np.array([0, 3]), P, np.zeros(2), 0.9, 1)
    assert v == pytest.approx([1, 3])


def test_two_sweeps_by_hand() -> None:
    """Both sweeps worked out on paper: the better action differs between the states."""
    P_L, P_R = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    v = two_action_sweeps(np.array([1, 0]), P_L, np.array([0, 2]), P_R, np.array([0, 4]), 0.5, 2)
    assert v == pytest.approx([max(1 + 0.5 * 2, 0.5 * 2), max(0.5 * 2, 2 + 0.5 * 2)])


@given(seed=st.integers(0, 500), k=st.integers(0, 6), gamma=st.sampled_from([0.5, 0.8, 0.9]))
def test_each_sweep_contracts_towards_the_optimum(seed: int, k: int, gamma: float) -> None:
    """‖v_k − v*‖∞ ≤ γ^k ‖v_0 − v*‖∞."""
    rng = np.random.default_rng(seed)
    r, P, v_0 = rng.normal(size=(2, 3)), rng.dirichlet(np.ones(3), size=(2, 3)), rng.normal(size=3)
    optimum = value_iteration(r, P, v_0, gamma, 400)
    error = np.abs(value_iteration(r, P, v_0, gamma, k) - optimum).max()
    assert error <= gamma**k * np.abs(v_0 - optimum).max() + 1e-9


def wrong_value_iteration(r_L, P_L, r_R, P_R, v_0, gamma, k):
    def swept(rule, sweeps=k):
        v = v_0
        for _ in range(sweeps):
            v = rule(v)
        return v

    def backed_up(v, state, gamma=gamma):
        return [r[state] + gamma * dot(P[state], v) for r, P in ((r_L, P_L), (r_R, P_R))]

    def in_place(v):
        first = max(backed_up(v, 0))
        return [first, max(backed_up([first, v[1]], 1))]

    def separately(v, state):
        return max(r_L[state], r_R[state]) + gamma * max(dot(P_L[state], v), dot(P_R[state], v))

    def by_reward(v, state):
        return backed_up(v, state)[r_R[state] > r_L[state]]

    return {
        "in-place": swept(in_place),
        "random-policy": swept(lambda v: [sum(backed_up(v, state)) / 2 for state in (0, 1)]),
        "maxima-separate": swept(lambda v: [separately(v, state) for state in (0, 1)]),
        "greedy-on-reward": swept(lambda v: [by_reward(v, state) for state in (0, 1)]),
        "discount-forgotten": swept(lambda v: [max(backed_up(v, state, gamma=1)) for state in (0, 1)]),
        "one-sweep-short": swept(lambda v: [max(backed_up(v, state)) for state in (0, 1)], k - 1),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("rl.value-iteration-sweeps", wrong_value_iteration)
