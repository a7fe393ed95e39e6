from __future__ import annotations

import math
from itertools import product

import pytest

from tests.topics.wrong_numbers import disagreements


def sigmoid(a):
    return [1 / (1 + math.exp(-one)) for one in a]


def tanh(a):
    return [math.tanh(one) for one in a]


def add(*vectors):
    return [sum(entries) for entries in zip(*vectors, strict=True)]


def times(a, b):
    return [one * other for one, other in zip(a, b, strict=True)]


def apply(M, v):
    return [sum(times(row, v)) for row in M]


def mixed(gate, one, other):
    """The gate's share of one, and the rest of the other."""
    return [z * a + (1 - z) * b for z, a, b in zip(gate, one, other, strict=True)]


def lstm_step(x, h, c, b_ih, b_hh, W_ih, W_hh):
    def h_new(order="ifgo", b_hh=b_hh, squashed=tanh, candidate=tanh, letting_in=times):
        a = add(apply(W_ih, x), b_ih, apply(W_hh, h), b_hh)
        rows = {gate: a[2 * order.index(gate) : 2 * order.index(gate) + 2] for gate in "ifgo"}
        i, f, o = (sigmoid(rows[gate]) for gate in "ifo")
        g = candidate(rows["g"])
        return times(o, squashed(add(times(f, c), letting_in(i, g))))

    return {
        "cell-not-squashed": h_new(squashed=list),
        "input-and-forget-exchanged": h_new("figo"),
        "rows-of-onnx": h_new("iofg"),
        "sigmoid-for-the-candidate": h_new(candidate=sigmoid),
        "input-gate-forgotten": h_new(letting_in=lambda _, g: g),
        "one-bias-forgotten": h_new(b_hh=[0] * 8),
    }


def lstm_parameters(d, h):
    return {
        "one-bias": 4 * h * (d + h + 1),
        "candidate-forgotten": 3 * h * (d + h + 2),
        "biases-forgotten": 4 * h * (d + h),
        "recurrent-weights-forgotten": 4 * h * (d + 2),
        "five-blocks": 5 * h * (d + h + 2),
        "bias-matrix": 4 * h * (d + h + 2 * h),
    }


def gru_step(x, h, W_r, U_r, b_r, W_z, U_z, b_z, W_n, U_n, b_n, c_n):
    r = sigmoid(add(apply(W_r, x), apply(U_r, h), b_r))
    z = sigmoid(add(apply(W_z, x), apply(U_z, h), b_z))

    def candidate(recurrent):
        return tanh(add(apply(W_n, x), b_n, recurrent))

    recurrent = add(apply(U_n, h), c_n)
    n = candidate(times(r, recurrent))
    return {
        "update-gate-of-chung": mixed(z, n, h),
        "reset-before-product": mixed(z, h, candidate(add(apply(U_n, times(r, h)), c_n))),
        "gates-exchanged": mixed(r, h, candidate(times(z, recurrent))),
        "recurrent-bias-outside": mixed(z, h, candidate(add(times(r, apply(U_n, h)), c_n))),
        "reset-forgotten": mixed(z, h, candidate(recurrent)),
    }


def gru_step_notes(x, h, W_r, U_r, W_z, U_z, W_h, U_h):
    r = sigmoid(add(apply(W_r, x), apply(U_r, h)))
    z = sigmoid(add(apply(W_z, x), apply(U_z, h)))

    def candidate(recurrent, squashed=tanh):
        return squashed(add(apply(W_h, x), recurrent))

    reset = apply(U_h, times(r, h))
    return {
        "update-gate-of-pytorch": mixed(z, h, candidate(reset)),
        "reset-after-product": mixed(z, candidate(times(r, apply(U_h, h))), h),
        "gates-exchanged": mixed(r, candidate(apply(U_h, times(z, h))), h),
        "sigmoid-for-tanh": mixed(z, candidate(reset, sigmoid), h),
        "reset-forgotten": mixed(z, candidate(apply(U_h, h)), h),
    }


def bptt(w, u, h_0, x, y):
    a, h = [], [h_0]
    for x_t in x:
        a.append(w * h[-1] + u * x_t)
        h.append(math.tanh(a[-1]))
    errors = [h_t - y_t for h_t, y_t in zip(h[1:], y, strict=True)]
    slopes = [1 - h_t**2 for h_t in h[1:]]

    def gradient(errors=errors, slopes=slopes, states=h, back=w, uses=(0, 1, 2)):
        """∂L/∂w as a sum over paths: from the error at each time back to each use of w."""
        return sum(
            errors[t] * math.prod(slopes[use : t + 1]) * back ** (t - use) * states[use]
            for t in range(3)
            for use in uses
            if use <= t
        )

    return {
        "own-loss-forgotten": gradient(errors=[0, 0, errors[2]]),
        "last-time-only": gradient(uses=(2,)),
        "truncated-after-one-step": gradient(back=0),
        "derivative-of-the-pre-activation": gradient(slopes=[1 - a_t**2 for a_t in a]),
        "derivative-forgotten": gradient(slopes=[1, 1, 1]),
        "own-state-for-the-one-before": gradient(states=h[1:]),
    }


def beam_search(p, P, R):
    def found(width, second, third):
        kept = best(width, {(a,): p[a] for a in range(3)})
        pairs = {(*word, b): kept[word] * second(*word, b) for word in kept for b in range(3)}
        kept = best(width, pairs)
        return next(iter(best(1, {(*word, c): kept[word] * third(*word, c) for word in kept for c in range(3)})))

    def best(width, words):
        return dict(sorted(words.items(), key=lambda item: -item[1])[:width])

    def row(a, b):
        return P[a][b]

    def last(_, b, c):
        return R[b][c]

    return {
        "greedy": found(1, row, last),
        "exhaustive": max(product(range(3), repeat=3), key=lambda word: p[word[0]] * row(*word[:2]) * last(*word)),
        "wrong-row": found(2, row, lambda a, _, c: R[a][c]),
        "columns-read": found(2, lambda a, b: P[b][a], lambda _, b, c: R[c][b]),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [
        ("rnn.lstm-step", lstm_step),
        ("rnn.lstm-parameters", lstm_parameters),
        ("rnn.gru-step", gru_step),
        ("rnn.gru-step-notes", gru_step_notes),
        ("rnn.bptt-weight-gradient", bptt),
        ("rnn.beam-search", beam_search),
    ],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
