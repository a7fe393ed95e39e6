from __future__ import annotations

import math

import pytest

from tests.topics.wrong_numbers import disagreements


def dot(a, b):
    return sum(one * other for one, other in zip(a, b, strict=True))


def double_dqn(Q, Q_minus, r, gamma):
    online, target = (values.index(max(values)) for values in (Q, Q_minus))
    powers = [math.exp(value) for value in Q]
    return {
        "target-network-chooses": r + gamma * Q_minus[target],
        "online-network-values": r + gamma * Q[online],
        "networks-exchanged": r + gamma * Q[target],
        "outputs-as-policy": r + gamma * dot(powers, Q_minus) / sum(powers),
        "discount-forgotten": r + Q_minus[online],
    }


def q_learning(Q_sa, Q_next, a_next, r, alpha, gamma):
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


def three_targets(Q_next, a_next, r, gamma, epsilon):
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


def lambda_return(R, V, gamma, lam):
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


def sarsa_lambda(Q, pair, reward, alpha, gamma, lam):
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


def value_iteration(r_L, P_L, r_R, P_R, v_0, gamma, k):
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


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [
        ("rl.double-dqn-target", double_dqn),
        ("rl.q-learning-update", q_learning),
        ("rl.three-targets", three_targets),
        ("rl.lambda-return", lambda_return),
        ("rl.sarsa-lambda-episode", sarsa_lambda),
        ("rl.value-iteration-sweeps", value_iteration),
    ],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
