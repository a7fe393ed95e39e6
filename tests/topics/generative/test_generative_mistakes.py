from __future__ import annotations

import math

import pytest

from tests.topics.wrong_numbers import disagreements


def dot(a, b):
    return sum(one * other for one, other in zip(a, b, strict=True))


def transposed(M):
    return [list(column) for column in zip(*M, strict=True)]


def activated(bias, M, v):
    """The sigmoid of bias + M v."""
    return [1 / (1 + math.exp(-b - dot(row, v))) for b, row in zip(bias, M, strict=True)]


def made_mask(d, m, k, i):
    def both(seen, allowed):
        return [int(seen(one)) for one in d] + [int(allowed(number)) for number in m]

    number = m[k - 1]

    def sees(one):
        return one <= number

    def may(number):
        return number < i

    return {
        "equality-at-output": both(sees, lambda number: number <= i),
        "strict-at-input": both(lambda one: one < number, may),
        "strictness-exchanged": both(lambda one: one < number, lambda number: number <= i),
        "hidden-rule-at-output": both(sees, lambda number: number >= i),
        "position-for-number": both(lambda one: one <= k, may),
        "counted-from-zero": both(lambda one: one - 1 <= number, lambda number: number < i - 1),
    }


def mmd(x, y, sigma):
    def gaussian(a, b, width=2 * sigma**2, power=2):
        return math.exp(-(abs(a - b) ** power) / width)

    def mean(one, other, **rule):
        return sum(gaussian(a, b, **rule) for a in one for b in other) / len(one) / len(other)

    def mmd2(cross=2, **rule):
        return mean(x, x, **rule) + mean(y, y, **rule) - cross * mean(x, y, **rule)

    return {
        "cross-term-once": mmd2(cross=1),
        "two-forgotten": mmd2(width=sigma**2),
        "not-squared": mmd2(power=1),
        "unbiased": gaussian(*x) + gaussian(*y) - 2 * mean(x, y),
        "root-taken": math.sqrt(mmd2()),
    }


def rbm_energy(v, h, W, b, c):
    def energy(v=v, h=h, b=b, c=c, weights=-1, biases=-1):
        pairs = sum(W[i][j] * v[i] * h[j] for i in range(len(v)) for j in range(len(h)))
        return weights * pairs + biases * (dot(b, v) + dot(c, h))

    signs = [[2 * unit - 1 for unit in units] for units in (v, h)]
    return {
        "weights-repel": energy(weights=1),
        "no-minus": energy(weights=1, biases=1),
        "units-of-ising": energy(*signs),
        "biases-exchanged": energy(b=c, c=b) if len(v) == len(h) else math.nan,
        "biases-forgotten": energy(biases=0),
    }


def cd1_update(v, W, b, c, eta):
    up, down = transposed(W), W

    def change(up=up, down=down, eta=eta, reconstruct=activated, again=activated):
        h_0 = activated(c, up, v)
        v_1 = reconstruct(b, down, h_0)
        h_1 = again(c, up, v_1)
        return [[eta * (v[i] * h_0[j] - v_1[i] * h_1[j]) for j in range(2)] for i in range(2)]

    right = change()
    return {
        "phases-exchanged": [[-entry for entry in row] for row in right],
        "own-index": [[right[i][i]] * 2 for i in range(2)],
        "hidden-not-updated": change(again=lambda *_: activated(c, up, v)),
        "reconstruction-rounded": change(reconstruct=lambda *given: [int(p > 0.5) for p in activated(*given)]),
        "rate-forgotten": change(eta=1),
        "weights-transposed": change(up=W, down=up),
    }


def gaussian_kl(mu, sigma):
    def kl(term):
        return sum(map(term, mu, sigma)) / 2

    right = kl(lambda m, s: m**2 + s**2 - 1 - 2 * math.log(s))
    return {
        "deviation-for-variance": kl(lambda m, s: m**2 + s - 1 - math.log(s)),
        "half-forgotten": 2 * right,
        "logarithm-of-deviation": kl(lambda m, s: m**2 + s**2 - 1 - math.log(s)),
        "sign-of-logarithm": kl(lambda m, s: m**2 + s**2 - 1 + 2 * math.log(s)),
        "reverse": kl(lambda m, s: (m**2 + 1) / s**2 - 1 + 2 * math.log(s)),
        "mean-for-sum": right / len(mu),
    }


def elbo(K, p_z, p_x, q):
    def expected(weights, values):
        return sum(weight * math.log(value) for weight, value in zip(weights, values, strict=True))

    def kl(p, q):
        return expected(p, p) - expected(p, q)

    evidence, likelihood = math.log(dot(p_z, p_x)), expected(q, p_x)
    return {
        "notes-gap": evidence - kl(q, p_x),
        "kl-added": likelihood + kl(q, p_z),
        "kl-reversed": likelihood - kl(p_z, q),
        "logarithm-outside": math.log(dot(q, p_x)) - kl(q, p_z),
        "evidence": evidence,
        "kl-forgotten": likelihood,
        "summed-without-weights": expected([1] * K, p_x) - kl(q, p_z),
        "expectation-under-prior": expected(p_z, p_x) - kl(q, p_z),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [
        ("generative.made-mask", made_mask),
        ("generative.mmd-rbf", mmd),
        ("generative.rbm-energy", rbm_energy),
        ("generative.cd1-update", cd1_update),
        ("generative.gaussian-kl", gaussian_kl),
        ("generative.elbo-discrete", elbo),
    ],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
