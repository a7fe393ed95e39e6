from __future__ import annotations

import math

import numpy as np
import pytest

from tests.topics.wrong_numbers import disagreements


def dot(a, b):
    return sum(one * other for one, other in zip(a, b, strict=True))


def apply(M, v):
    return [dot(row, v) for row in M]


def product(M, N):
    return [[dot(row, column) for column in zip(*N, strict=True)] for row in M]


def relu(v):
    return [max(one, 0) for one in v]


def with_loops(A):
    return [[entry + (i == j) for j, entry in enumerate(row)] for i, row in enumerate(A)]


def gat_attention(A, i, H, W, a):
    features = [apply(W, h) for h in H]
    everyone = range(len(A))

    def exponential(centre, node, a=a, slope=0.2):
        e = dot(a, features[centre] + features[node])
        return math.exp(e if e > 0 else slope * e)

    def shares(nodes, **rule):
        taking_part = {j: exponential(i, j, **rule) for j in nodes}
        return [taking_part.get(j, 0) / sum(taking_part.values()) for j in everyone]

    near = [j for j in everyone if A[i][j] or j == i]
    over_centres = [sum(exponential(c, j) for c in everyone if A[j][c] or c == j) for j in everyone]
    return {
        "no-self-loop": shares([j for j in near if j != i]),
        "slope-of-a-hundredth": shares(near, slope=0.01),
        "leaky-relu-too-late": shares(near, slope=1),
        "not-masked": shares(everyone),
        "halves-exchanged": shares(near, a=a[2:] + a[:2]),
        "normalised-over-centres": [exponential(i, j) / over_centres[j] * (j in near) for j in everyone],
    }


def gcn_layer(A, H, W):
    def layer(weight, activation=relu):
        S = [[weight(i, j) for j in range(len(A))] for i in range(len(A))]
        return [activation(row) for row in product(product(S, H), W)]

    looped = with_loops(A)
    bare, d = [sum(row) for row in A], [sum(row) for row in looped]
    return {
        "degrees-without-self-loops": layer(lambda i, j: looped[i][j] / math.sqrt(bare[i] * bare[j])),
        "row-normalised": layer(lambda i, j: looped[i][j] / d[i]),
        "no-self-loops": layer(lambda i, j: A[i][j] / math.sqrt(bare[i] * bare[j])),
        "identity-added-afterwards": layer(lambda i, j: (i == j) + A[i][j] / math.sqrt(bare[i] * bare[j])),
        "laplacian": layer(lambda i, j: bare[i] if i == j else -A[i][j]),
        "relu-forgotten": layer(lambda i, j: looped[i][j] / math.sqrt(d[i] * d[j]), list),
    }


def sage_layer(A, i, H, W):
    def added(nodes):
        return [sum(H[j][column] for j in nodes) for column in range(2)]

    def divided(v, by):
        return [one / by for one in v]

    near = [j for j in range(len(A)) if A[i][j]]
    mean = divided(added(near), len(near))
    h_new = relu(apply(W, H[i] + mean))
    return {
        "self-in-mean": relu(apply(W, H[i] + divided(added([*near, i]), len(near) + 1))),
        "sum-for-mean": relu(apply(W, H[i] + added(near))),
        "neighbours-first": relu(apply(W, mean + H[i])),
        "mean-over-all-nodes": relu(apply(W, H[i] + divided(added(near), len(A)))),
        "normalised": divided(h_new, math.hypot(*h_new) or math.nan),
        "relu-forgotten": apply(W, H[i] + mean),
    }


def spectrum(n, w, A):
    d = [sum(row) for row in A]

    def eigenvalues(entry):
        """Of the matrix with these entries, by an algorithm that does not know that it is symmetric."""
        M = np.array([[entry(i, j) for j in range(n)] for i in range(n)])
        return sorted(np.linalg.eigvals(M).real)

    return {
        "descending": eigenvalues(lambda i, j: d[i] if i == j else -A[i][j])[::-1],
        "adjacency-spectrum": eigenvalues(lambda i, j: A[i][j]),
        "normalised-laplacian": eigenvalues(lambda i, j: (i == j) - A[i][j] / math.sqrt(d[i] * d[j])),
        "signless": eigenvalues(lambda i, j: d[i] if i == j else A[i][j]),
        "weight-ignored": eigenvalues(lambda i, j: d[i] / w if i == j else -float(A[i][j] > 0)),
        "diagonal": sorted(d),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [
        ("gnn.gat-attention", gat_attention),
        ("gnn.gcn-layer", gcn_layer),
        ("gnn.sage-layer", sage_layer),
        ("gnn.spectrum", spectrum),
    ],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
