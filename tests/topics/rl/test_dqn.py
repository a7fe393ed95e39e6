from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.rl.dqn import double_dqn_target, dqn_target
from tests.topics.nested_lists import dot
from tests.topics.wrong_numbers import disagreements

ONLINE, TARGET = np.array([1.0, 3.0, 2.0]), np.array([5.0, 0.5, 1.0])
values = st.lists(st.floats(-5, 5), min_size=3, max_size=3).map(np.array)


def test_double_dqn_values_the_online_choice_with_the_target_network() -> None:
    """The online network prefers action 1, which the target network values at 0.5; DQN would take 5."""
    assert double_dqn_target(ONLINE, TARGET, r=1, gamma=0.9) == pytest.approx(1.45)
    assert dqn_target(TARGET, r=1, gamma=0.9) == pytest.approx(5.5)


def test_nothing_follows_a_terminal_state() -> None:
    """With done the target is the reward alone."""
    assert double_dqn_target(ONLINE, TARGET, r=1, gamma=0.9, done=True) == 1
    assert dqn_target(TARGET, r=1, gamma=0.9, done=True) == 1


@given(values, values)
def test_double_dqn_never_exceeds_dqn(Q: np.ndarray, Q_minus: np.ndarray) -> None:
    """The target network's maximum is an upper bound of its value of any action."""
    assert double_dqn_target(Q, Q_minus, 0.0, 0.9) <= dqn_target(Q_minus, 0.0, 0.9)


@given(values)
def test_the_same_network_twice_is_dqn(Q: np.ndarray) -> None:
    """With equal networks both targets agree."""
    assert double_dqn_target(Q, Q, 1.0, 0.9) == dqn_target(Q, 1.0, 0.9)


def wrong_double_dqn(Q, Q_minus, r, gamma):
    online, target = (values.index(max(values)) for values in (Q, Q_minus))
    powers = [math.exp(value) for value in Q]
    return {
        "target-network-chooses": r + gamma * Q_minus[target],
        "online-network-values": r + gamma * Q[online],
        "networks-exchanged": r + gamma * Q[target],
        "outputs-as-policy": r + gamma * dot(powers, Q_minus) / sum(powers),
        "discount-forgotten": r + Q_minus[online],
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("rl.double-dqn-target", wrong_double_dqn)
