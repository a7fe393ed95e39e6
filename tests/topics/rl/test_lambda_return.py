from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.rl.lambda_return import lambda_return, n_step_return
from tests.topics.wrong_numbers import disagreements

R = np.array([1.0, -2.0, 3.0])
V = np.array([0.5, 1.5, 9.0])

episodes = st.lists(st.tuples(st.integers(-5, 5), st.floats(-4, 4)), min_size=1, max_size=6)
shares = st.floats(0, 1)


def test_n_step_returns_by_hand() -> None:
    """With γ = 0.5: 1 + 0.25, 1 − 1 + 0.375, and 0.75 to the end, whose V counts nothing."""
    assert [n_step_return(R, V, 0.5, n) for n in (1, 2, 3)] == pytest.approx([1.25, 0.375, 0.75])


def test_lambda_return_by_hand() -> None:
    """With λ = 0.4 the weights are 0.6, 0.24 and, for the full return, 0.16."""
    assert lambda_return(R, V, 0.5, 0.4) == pytest.approx(0.6 * 1.25 + 0.24 * 0.375 + 0.16 * 0.75)


@given(episodes, shares)
def test_lambda_zero_is_the_td_target(episode: list[tuple[int, float]], gamma: float) -> None:
    """λ = 0 keeps only the one-step return."""
    R, V = map(np.array, zip(*episode, strict=True))
    assert lambda_return(R, V, gamma, 0.0) == pytest.approx(n_step_return(R, V, gamma, 1))


@given(episodes, shares)
def test_lambda_one_is_monte_carlo(episode: list[tuple[int, float]], gamma: float) -> None:
    """λ = 1 keeps only the full return."""
    R, V = map(np.array, zip(*episode, strict=True))
    assert lambda_return(R, V, gamma, 1.0) == pytest.approx(sum(gamma**t * r for t, r in enumerate(R)))


@given(episodes, shares, shares)
def test_definition_equals_recursion(episode: list[tuple[int, float]], gamma: float, lam: float) -> None:
    """G ← r + γ((1 − λ) V(s') + λ G) from the end gives the same number."""
    R, V = map(np.array, zip(*episode, strict=True))
    G = 0.0
    for r, value in zip(R[::-1], [0.0, *V[-2::-1]], strict=True):
        G = r + gamma * ((1 - lam) * value + lam * G)
    assert lambda_return(R, V, gamma, lam) == pytest.approx(G, abs=1e-9)


@given(episodes, shares, shares, st.floats(-10, 10))
def test_the_terminal_estimate_does_not_matter(
    episode: list[tuple[int, float]], gamma: float, lam: float, estimate: float
) -> None:
    """The value of the terminal state is 0 whatever V says."""
    R, V = map(np.array, zip(*episode, strict=True))
    other = np.array([*V[:-1], estimate])
    assert lambda_return(R, V, gamma, lam) == lambda_return(R, other, gamma, lam)


def wrong_lambda_return(R, V, gamma, lam):
    T = len(R)

    def mixed(one_weight=1 - lam, fade=lam, last=lam ** (T - 1), bootstrap=gamma, ending=0.0):
        total = 0.0
        for n in range(1, T + 1):
            rewards = sum(gamma**i * reward for i, reward in enumerate(R[:n]))
            if n < T:
                value = bootstrap**n * V[n - 1]
                total += one_weight * fade ** (n - 1) * (rewards + value)
            else:
                total += last * (rewards + ending)
        return total

    return {
        "last-weight-too-small": mixed(last=(1 - lam) * lam ** (T - 1)),
        "lambda-exchanged": mixed(lam, 1 - lam, (1 - lam) ** (T - 1)),
        "bootstrapped-at-the-end": mixed(ending=gamma**T * V[-1]),
        "bootstrap-undiscounted": mixed(bootstrap=1),
        "weights-unnormalised": mixed(one_weight=1),
        "weights-discounted": mixed(fade=gamma * lam, last=(gamma * lam) ** (T - 1)),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("rl.lambda-return", wrong_lambda_return)
