from __future__ import annotations

import math
from itertools import accumulate, pairwise

import numpy as np
import pytest

from tests.topics.wrong_numbers import disagreements


def dot(a, b):
    return sum(one * other for one, other in zip(a, b, strict=True))


def mean(values):
    return sum(values) / len(values)


def kl(p, q, log=math.log):
    return sum(one * log(one / other) for one, other in zip(p, q, strict=True))


def gan_value(D_x, D_G):
    def value(fake=lambda D: 1 - D, log=math.log, average=mean):
        return average([log(D) for D in D_x]) + average([log(fake(D)) for D in D_G])

    return {
        "fake-term-unreversed": value(fake=float),
        "discriminator-loss": -value(),
        "bits": value(log=math.log2),
        "halved": value() / 2,
        "summed-over-samples": value(average=sum),
        "log-of-mean": math.log(mean(D_x)) + math.log(1 - mean(D_G)),
    }


def optimal_discriminator(p_d, p_g):
    points = [*zip(p_d, p_g, strict=True)]
    right = [d / (d + g) for d, g in points]
    return {
        "generator-on-top": [1 - D for D in right],
        "density-ratio": [d / g for d, g in points],
        "divided-by-mixture": [2 * D for D in right],
        "made-to-sum-to-one": [D / sum(right) for D in right],
        "half-everywhere": [0.5] * len(right),
    }


def js(p, q):
    half, both = ([share * (one + other) for one, other in zip(p, q, strict=True)] for share in (0.5, 1))
    right = (kl(p, half) + kl(q, half)) / 2
    return {
        "without-half": 2 * right,
        "bits": right / math.log(2),
        "distance": math.sqrt(right),
        "kl-reversed": (kl(half, p) + kl(half, q)) / 2,
        "one-side-only": kl(p, half) / 2,
        "mixture-not-halved": (kl(p, both) + kl(q, both)) / 2,
        "without-mixture": (kl(p, q) + kl(q, p)) / 2,
    }


def wasserstein(x, p, q):
    gaps = [right - left for left, right in pairwise(x)]
    differences = [one - other for one, other in zip(p, q, strict=True)]
    crossing = [*accumulate(differences)]
    moved = sum(map(abs, differences)) / 2
    return {
        "mean-difference": abs(dot(differences, x)),
        "total-variation": moved,
        "gaps-ignored": sum(map(abs, crossing)),
        "not-accumulated": dot(map(abs, differences[:-1]), gaps),
        "gaps-squared": dot([mass**2 for mass in crossing[:-1]], gaps),
        "largest-gap-only": max(map(abs, crossing)),
        "whole-range": moved * (x[-1] - x[0]),
    }


def inception_score(P):
    p_y = [mean(column) for column in zip(*P, strict=True)]

    def score(marginal=p_y, log=math.log, exp=math.exp):
        return exp(mean([kl(row, marginal, log) for row in P]))

    return {
        "marginal-as-classifier-output": math.exp(mean([kl(row, row) for row in P])),
        "uniform-marginal": score([1 / len(p_y)] * len(p_y)),
        "mean-of-exponentials": mean([math.exp(kl(row, p_y)) for row in P]),
        "log2-inside-exp": score(log=math.log2),
        "exponential-forgotten": score(exp=float),
        "kl-reversed": math.exp(mean([kl(p_y, row) for row in P])),
        "power-of-two": score(exp=lambda k: 2**k),
        "entropy-of-the-mean": math.exp(-sum(one * math.log(one) for one in p_y)),
    }


def root(matrix):
    """The symmetric root of a symmetric matrix, by its eigenvectors."""
    values, vectors = np.linalg.eigh(np.array(matrix))
    return vectors @ np.diag(np.sqrt(values)) @ vectors.T


def fid(mu_r, Sigma_r, mu_g, Sigma_g):
    spread = np.trace(Sigma_r) + np.trace(Sigma_g)
    distance = math.dist(mu_r, mu_g)
    M = np.array(Sigma_r) @ Sigma_g
    # The eigenvalues of Σ_r Σ_g are the squared singular values of the product of both roots.
    right = np.linalg.svd(root(Sigma_r) @ root(Sigma_g), compute_uv=False).sum()
    return {
        "roots-separately": distance**2 + spread - 2 * np.trace(root(Sigma_r) @ root(Sigma_g)),
        "roots-of-entries": distance**2
        + spread
        - 2 * sum(math.sqrt(entry) if entry >= 0 else math.nan for entry in np.diag(M)),
        "diagonals-only": distance**2 + sum((math.sqrt(Sigma_r[i][i]) - math.sqrt(Sigma_g[i][i])) ** 2 for i in (0, 1)),
        "means-unsquared": distance + spread - 2 * right,
        "factor-two-lost": distance**2 + spread - right,
    }


def spectral_norm(W, u):
    W, u = np.array(W), np.array(u)
    v = W.T @ u / math.hypot(*(W.T @ u))
    exchanged = W @ u / math.hypot(*(W @ u))
    return {
        "frobenius-norm": math.hypot(*W.ravel()),
        "converged": np.linalg.svd(W, compute_uv=False)[0],
        "old-u-kept": math.hypot(*(W.T @ u)),
        "not-normalised": math.hypot(*(W @ W.T @ u)),
        "squared": math.hypot(*(W @ v)) ** 2,
        "transposes-exchanged": math.hypot(*(W.T @ exchanged)),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [
        ("gan.value", gan_value),
        ("gan.optimal-discriminator", optimal_discriminator),
        ("gan.js-divergence", js),
        ("gan.wasserstein-discrete", wasserstein),
        ("gan.inception-score", inception_score),
        ("gan.fid-full", fid),
        ("gan.spectral-norm-power-step", spectral_norm),
    ],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
