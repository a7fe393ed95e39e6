from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds.draw import Draw
from studytool.topics.rl.targets import epsilon_greedy, exploring_action, q_learning_update, three_targets
from tests.topics.wrong_numbers import disagreements

values = st.lists(st.floats(-5, 5), min_size=2, max_size=5).map(np.array)

Q_NEXT = np.array([2.0, 4.0])


def test_q_learning_update() -> None:
    """Q = 1, r = −1, α = 0.5, γ = 0.9, Q(s′) = (2, 4) becomes 1.8."""
    assert q_learning_update(1.0, Q_NEXT, r=-1, alpha=0.5, gamma=0.9) == pytest.approx(1.8)


@pytest.mark.parametrize(("place", "updated"), [(0, 0.9), (1, 1.71), (2, 1.8)])
def test_three_targets_for_the_same_transition(place: int, updated: float) -> None:
    """From Q = 1, half the way to the targets: Sarsa 0.9, expected Sarsa (ε = 0.2) 1.71, Q-learning 1.8."""
    targets = three_targets(Q_NEXT, a_next=0, r=-1, gamma=0.9, epsilon=0.2)
    assert 1 + 0.5 * (targets[place] - 1) == pytest.approx(updated)


def test_epsilon_greedy_gives_the_greedy_action_its_share_of_epsilon() -> None:
    """With ε = 0.3 and three actions: 0.8, and 0.1 for each other."""
    assert epsilon_greedy(np.array([1.0, 7.0, 2.0]), 0.3) == pytest.approx([0.1, 0.8, 0.1])


@given(values, st.floats(0, 1))
def test_epsilon_greedy_is_a_distribution(Q: np.ndarray, epsilon: float) -> None:
    """The probabilities sum to 1."""
    assert epsilon_greedy(Q, epsilon).sum() == pytest.approx(1)


@given(values, st.floats(0, 1), st.data())
def test_q_learning_has_the_largest_target(Q: np.ndarray, epsilon: float, data: st.DataObject) -> None:
    """The maximum is never below the action taken or the expectation."""
    a_next = data.draw(st.integers(0, len(Q) - 1))
    sarsa, expected, q_learning = three_targets(Q, a_next, 1.0, 0.9, epsilon)
    assert q_learning >= max(sarsa, expected) - 1e-9


@given(values, st.data())
def test_without_exploration_expected_sarsa_is_q_learning(Q: np.ndarray, data: st.DataObject) -> None:
    """For ε = 0 the policy is greedy."""
    a_next = data.draw(st.integers(0, len(Q) - 1))
    _, expected, q_learning = three_targets(Q, a_next, 1.0, 0.9, 0.0)
    assert expected == pytest.approx(q_learning)


@given(values, st.floats(-5, 5))
def test_the_update_stays_where_there_is_no_error(Q: np.ndarray, r: float) -> None:
    """A value that equals its target is not moved."""
    target = r + 0.9 * Q.max()
    assert q_learning_update(target, Q, r, 0.5, 0.9) == pytest.approx(target, abs=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_the_drawn_action_explores(seed: int) -> None:
    """The action taken in s' is another than the greedy one."""
    action = exploring_action(Draw("action", seed), {"Q_next": np.array([1.0, 3.0, 2.0])})
    assert action in {0, 2}


def wrong_q_learning(Q_sa, Q_next, a_next, r, alpha, gamma):
    def update(target, alpha=alpha):
        return (1 - alpha) * Q_sa + alpha * target

    best = max(Q_next)
    return {
        "action-taken": update(r + gamma * Q_next[a_next]),
        "expectation": update(r + gamma * sum(Q_next) / 3),
        "old-value-not-subtracted": Q_sa + alpha * (r + gamma * best),
        "alpha-on-reward-only": alpha * r + gamma * best,
        "discount-forgotten": update(r + best),
        "step-size-forgotten": update(r + gamma * best, alpha=1),
    }


def wrong_three_targets(Q_next, a_next, r, gamma, epsilon):
    best, taken = max(Q_next), Q_next[a_next]
    others = sum(Q_next) - best

    def targets(sarsa=taken, best_share=1 - epsilon * 2 / 3, other_share=epsilon / 3, q_learning=best, gamma=gamma):
        return [r + gamma * value for value in (sarsa, best_share * best + other_share * others, q_learning)]

    return {
        "greedy-excluded": targets(best_share=1 - epsilon, other_share=epsilon / 2),
        "probabilities-unnormalised": targets(best_share=1 - epsilon),
        "uniform-policy": targets(best_share=1 / 3, other_share=1 / 3),
        "sarsa-maximised": targets(sarsa=best),
        "q-learning-by-action-taken": targets(q_learning=taken),
        "discount-forgotten": targets(gamma=1),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("rl.q-learning-update", wrong_q_learning), ("rl.three-targets", wrong_three_targets)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
