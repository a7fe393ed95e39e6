"""What SymPy can certify of the formulas in the bank: inverses, derivatives and identities, for all values at once."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from studytool.formula.tree import Binary, Call, Number
from studytool.questions import bank
from tests.formula.certifying import FUNCTIONS, OPERATIONS, symbolic


def derived(kind, values, sizes):
    """Every step of the kind as an expression of these symbols; `sizes` are givens of the same lengths."""
    derivation, _ = bank.written_out(kind, sizes)
    values = dict(values)
    for name, (vector, place) in derivation.vectors.items():
        values[name] = values[vector][place]
    for step in derivation.steps:
        values[step.name] = symbolic(step.formula, values)
    return values


def test_the_smallest_input_size_is_an_inverse():
    """Put into the size formula, the smallest input side gives the output side back, for all integers."""
    l, o, k, s, p, d = sp.symbols("l o k s p d", integer=True, positive=True)
    inverse = derived(bank.find("cnn.input-sizes-of-output"), {"o": o, "k": k, "s": s, "p": p, "d": d}, {})
    forward = derived(bank.find("cnn.conv-output-size"), {"l": l, "k": k, "s": s, "p": p, "d": d}, {})["o"]
    assert sp.simplify(forward.subs(l, inverse["low"])) == o
    assert sp.simplify(inverse["high"] - inverse["low"] - (s - 1)) == 0


def test_backpropagation_through_time_is_the_derivative():
    """The kind's gradient equals dL/dw of the unrolled loss."""
    w, u, h0 = sp.symbols("w u h_0")
    x, y = sp.symbols("x1:4"), sp.symbols("y1:4")
    kind = bank.find("rnn.bptt-weight-gradient")
    values = derived(kind, {"w": w, "u": u, "h_0": h0, "x": x, "y": y}, {"x": np.zeros(3), "y": np.zeros(3)})
    loss = sum((values[f"h_{t}"] - y[t - 1]) ** 2 for t in (1, 2, 3)) / 2
    points = ["1/2", "-3/4", "1/3", "2/5", "-7/9", "1/8", "1/7", "2/3", "-1/5"]
    at = dict(zip((w, u, h0, *x, *y), map(sp.Rational, points), strict=True))
    difference = sp.N((sp.diff(loss, w) - values[kind.asked]).subs(at), 40)
    assert abs(difference) < sp.Float("1e-35")


def test_the_gaussian_kl_is_the_integral():
    """½(μ² + σ² − 1 − ln σ²) is the expectation of the log ratio of the two densities."""
    x, mu = sp.symbols("x mu", real=True)
    sigma = sp.symbols("sigma", positive=True)
    density = sp.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * sp.sqrt(2 * sp.pi))
    ratio = -((x - mu) ** 2) / (2 * sigma**2) - sp.log(sigma) + x**2 / 2
    integral = sp.integrate(sp.expand(ratio) * density, (x, -sp.oo, sp.oo))
    g = next(step for step in bank.written_out(bank.find("generative.gaussian-kl"), SIGMA)[0].steps if step.name == "g")
    values = {"mu": mu, "sigma": sigma, "s": sigma * sigma}
    assert sp.simplify(symbolic(g.formula, values) / 2 - integral) == 0


SIGMA = {"mu": np.zeros(1), "sigma": np.ones(1)}


def test_the_optimal_discriminator_is_the_maximum():
    """D* makes the derivative of p_d ln D + p_g ln(1 − D) vanish, and the second derivative is negative there."""
    p_d, p_g, D = sp.symbols("p_d p_g D", positive=True)
    value = p_d * sp.log(D) + p_g * sp.log(1 - D)
    best = derived(bank.find("gan.optimal-discriminator"), {"p_d": p_d, "p_g": p_g}, {"p_d": 0, "p_g": 0})["D"]
    assert sp.simplify(sp.diff(value, D).subs(D, best)) == 0
    assert sp.simplify(sp.diff(value, D, 2).subs(D, best) * p_d * p_g / (p_d + p_g) ** 3) == -1


def test_the_root_of_a_product_has_this_trace():
    """For 2×2 matrices, √(tr M + 2√det M) is the sum of the roots of the eigenvalues, as the FID needs it."""
    a, b = sp.symbols("a b", positive=True)
    step = next(step for step in bank.written_out(bank.find("gan.fid-full"), {})[0].steps if step.name == "S")
    functions = {"trace": lambda _: a + b, "det": lambda _: a * b}
    root = _with(step.formula, functions)
    assert sp.simplify(root**2 - (sp.sqrt(a) + sp.sqrt(b)) ** 2) == 0


def _with(node, functions):
    match node:
        case Call(function, arguments) if function in functions:
            return functions[function](arguments)
        case Call(function, (argument,)):
            return FUNCTIONS[function](_with(argument, functions))
        case Binary(op, left, right):
            return OPERATIONS[op](_with(left, functions), _with(right, functions))
        case Number(value):
            return sp.Integer(value)


@pytest.mark.parametrize("steps", [2, 3, 4])
def test_the_lambda_return_is_its_recursion(steps):
    """The weighted sum of n-step returns equals G_t = R + γ[(1 − λ)V(s′) + λG_{t+1}] identically."""
    gamma, lam = sp.symbols("gamma lam")
    R, V = sp.symbols(f"r1:{steps + 1}"), sp.symbols(f"v1:{steps + 1}")
    kind = bank.find("rl.lambda-return")
    sizes = {"R": np.zeros(steps), "V": np.zeros(steps)}
    total = derived(kind, {"gamma": gamma, "lam": lam, "R": R, "V": V}, sizes)[kind.asked]
    recursion = R[-1]
    for reward, value in zip(R[-2::-1], V[-2::-1], strict=True):
        recursion = reward + gamma * ((1 - lam) * value + lam * recursion)
    assert sp.expand(total - recursion) == 0
