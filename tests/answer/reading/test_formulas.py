"""Typed formulas: every usual spelling is the formula that is meant, and everything else is refused with its reason."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.answer.judging.equivalence import equal, known_names, points
from studytool.answer.reading.expression import NAMES, expression
from studytool.answer.reading.formulas import read_formula
from studytool.answer.reading.refusal import Unreadable
from studytool.answer.reading.tokens import ALONE
from studytool.formula.evaluate import evaluator
from studytool.formula.grammar import parse
from studytool.formula.printing import text
from studytool.formula.tree import Binary, Call, Index, Name, Negative, Number, Slice, Vector
from studytool.questions import bank
from tests.effort import calls

SIZE = ("l", "k_eff", "s", "p", "d")
CELL = ("W_r", "U_r", "b_r", "x", "h", "r", "h_1", "x_2", "gamma", "lam", "delta_3", "Delta_W", "Sigma_r", "eps", "mu")
MOST = 30_000
MEMORY = 10_000_000

SPELLINGS = {
    SIZE: {
        "floor((l + 2*p - k_eff)/s) + 1": [
            "⌊(l + 2·p − k_eff)/s⌋ + 1",
            "o = floor((l + 2*p - k_eff)/s) + 1",
            "o=⌊(l+2p-keff)/s⌋+1",
            "FLOOR((l + 2p − k_eff) ÷ s) + 1",
            "Floor((l + 2 p – k_eff)/s) + 1",
            "⌊（ｌ ＋ ２×ｐ － k_eff）／ｓ⌋ ＋ １",
            "⌊{l + 2∗p − k_eff}/s⌋ + 1",
            "  ⌊(l + 2⋅p − k_eff)/s⌋\n + 1 ",
        ],
        "d*(l - 1) + 1": ["d(l-1)+1", "d (l − 1) + 1", "d·(l−1)+1"],
        "2*(l + p)": ["2(l+p)", "2 (l + p)", "２（l＋p）"],
        "l^2": ["l²", "l**2", "l^2", "l＊＊2", "(l)^(2)"],
        "l^-1": ["l⁻¹", "l^−1", "l^(-1)"],
        "-l^2": ["−l²", "-(l²)"],
        "l % s": ["l mod s", "l % s", "l％s"],
        "abs(l - p)": ["|l − p|", "|l-p|", "ABS(l-p)", "∣l−p∣"],
        "2*abs(l)*abs(p)": ["2|l||p|", "2|l|·|p|"],
        "abs(l - abs(p))": ["|l-|p||"],
        "sqrt(l + 1)": ["√(l + 1)", "Sqrt(l+1)"],
        "sqrt(l)/2": ["√l/2"],
        "ceil(l/s)": ["⌈l/s⌉", "ceiling(l/s)"],
        "log(l) + log2(p)": ["ln(l) + log₂(p)", "Ln(l)+log_2(p)"],
        "exp(-l)": ["e^(−l)", "e^-l", "exp(−l)"],
        "(l, p)": ["[l, p]", "(l，p)"],
    },
    CELL: {
        "sigmoid(W_r @ x + U_r @ h + b_r)": [
            "σ(W_r x + U_r h + b_r)",
            "sigmoid(W_r @ x + U_r @ h + b_r)",
            "Sigmoid(Wr x + Ur h + br)",
            "σ( W_r x+U_r h+b_r )",
        ],
        "W_r @ (r ⊙ h)": ["W_r (r ⊙ h)", "W_r(r ∘ h)", "W_r @ (r⊙h)"],
        "gamma*lam*h_1": ["γ·λ·h₁", "gamma*lambda*h1", "γ*lam*h_1"],
        "delta_3 + Delta_W": ["δ₃ + ΔW", "delta_3 + Delta_W", "δ_3+ΔW"],
        "T(x) @ h": ["xᵀ h", "x^T h", "x.T @ h", "T(x) h", "x⊤ h"],
        "trace(Sigma_r)": ["tr(Σ_r)", "Tr(Sigma_r)"],
        "sqrt(x_2 + eps)": ["√(x₂ + ε)", "√(x_2 + ϵ)", "sqrt(x2+epsilon)"],
        "(x - mu)^2": ["(x − μ)²", "(x-µ)^2"],
        "concat(x, h)": ["[x ‖ h]", "[x || h]", "[x; h]", "concat(x,h)", "[x；h]"],
        "W_r @ concat(h, x)": ["W_r [h ‖ x]", "W_r[h; x]"],
        "x/norm(x)": ["x/‖x‖", "x/||x||", "x/∥x∥"],
        "norm(x)*norm(h)": ["‖x‖·‖h‖"],
        "relu(x) + leaky_relu(h)": ["ReLU(x) + LeakyReLU(h)", "relu(x)+leakyrelu(h)"],
        "leaky_relu(x, 0.1)": ["LeakyReLU(x, 0.1)", "lrelu(x, 0.1)"],
        "x[1:len(x)] - x[0:len(x) - 1]": ["x[1:] − x[:len(x)−1]", "x[1:len(x)]-x[0:len(x)-1]"],
        "1*(x >= h)": ["1·(x ≥ h)", "1(x >= h)", "1·(x⩾h)"],
        "sum(x*h)": ["∑(x·h)", "SUM(x*h)"],
    },
}  # fmt: skip
TABLE = [(known, right, typed) for known, rows in SPELLINGS.items() for right, many in rows.items() for typed in many]

REFUSED = {
    "": "Nothing is typed",
    "  ": "Nothing is typed",
    "o =": "“==”",
    "l + q": "“q” is none of the names here: l, k_eff, s, p, d",
    "L + p": "“L” is none",
    "foo(l)": "“foo” is none",
    "floor l": "“floor” needs brackets: floor(x)",
    "l +": "missing after “+”",
    "* l": "missing before “*”",
    "floor((l + p)/s": "The bracket “(” has no partner",
    "⌊l/s": "The bracket “⌊” has no partner",
    "l + p)": "The bracket “)” has no partner",
    "l 2": "between “l” and “2”",
    "l $ 2": "Cannot read “$” in a formula",
    "l ? p": "“?”",
    "l; p": "Cannot read “;” in a formula",
    "l/2p": "(l/2)·p or as l/(2·p)",
    "l/s p": "(l/s)·p or as l/(s·p)",
    "l'": "“'”",
    "9" * 60: "too many digits",
    "(" * 60 + "l" + ")" * 60: "inside each other",
    "l" * 600: "at most 500",
    "+".join(["l"] * 200): "too many parts",
    "l" + "ᵀ" * 200: "too many parts",
    "max()": "missing before “)”",
    "floor(l, p)": "“floor” takes 1 argument, not 2",
    "one_hot(l)": "“one_hot” takes 2 arguments, not 1",
    "lrelu(l, s, p)": "“lrelu” takes 1 to 2 arguments, not 3",
    "__import__('os')": "“_”",
    "l.__class__": "“.”",
    "lambda: 0": "“lambda”",
}

HOSTILE = [
    *("identity(1000000000)", "pad(u, 10**9)", "onehot(1, 10^9)", "spread(u, 10^8)", "9^9^9^9", "(10^12)^400"),
    *("outer(" * 5 + "u" + ",u)" * 5, "concat(" * 12 + "u" + ",u)" * 12, "concat(" + ",".join(["u"] * 200) + ")"),
    *("*".join(["9^300"] * 60), "+".join(["eigenvalues(W)"] * 30), "v + " + "+".join(["0*sum(pad(u,9))"] * 25)),
    *("T([pad(u,100)])*[pad(u,100)]", "identity(300) identity(300)", "identity(8)[u][u]", "diag(diag(diag(u)))"),
    *("exp(exp(exp(exp(9))))", "e^e^e^e^e", "1e308*1e308", "u^u^u^u", "2^-10000", "0^-1", "-(u > u)", "u and u"),
    *("colmean(W[0:0])", "mean(W[0:0])", "softmax(u[0:0])", "rowsum(2)", "top(2, 1)", "gap(u, 5)", "u[u]", "u[9]"),
    *("identity(-5)", "identity(2.5)", "pad(u, -1)", "spread(u, 0)", "len(2)", "log(0)", "sqrt(-1)", "u % 0"),
    *("(" * 400, "-" * 499, "√" * 499, "|" * 499, "‖" * 499, "[" * 499, "⌊" * 499, "u" + "[0]" * 160, "u" + "²" * 499),
    *("u " * 249, "+".join("u" * 249), "1" * 499, "x" * 1_000_000, "\x00", "\ud800", "u" + "ᵀ" * 499, "a^" * 249),
]  # fmt: skip


@pytest.mark.parametrize(("known", "right", "typed"), TABLE)
def test_usual_spellings_are_the_formula_that_is_meant(known, right, typed):
    """What keyboards, input methods and papers write is read as the bank's own grammar reads the plain spelling."""
    expected = Vector(tuple(Name(name) for name in "lp")) if right == "(l, p)" else parse(right)
    assert value(read_formula(typed, known)) == value(expected)


def value(node):
    """The tree with the signs of products made one, since a space, · and @ between numbers mean the same."""
    match node:
        case Binary("*" | "@" | "×", left, right):
            return Binary("*", value(left), value(right))
        case Binary(op, left, right):
            return Binary(op, value(left), value(right))
        case Negative(operand):
            return Negative(value(operand))
        case Call(function, parts):
            return Call(function, tuple(map(value, parts)))
        case _:
            return node


@pytest.mark.parametrize(("typed", "said"), REFUSED.items())
def test_what_cannot_be_read_is_refused_with_its_reason(typed, said):
    """The line names the part that is wrong and gives an example of what is right, in both languages."""
    result = read_formula(typed, SIZE)
    assert isinstance(result, Unreadable)
    assert said in result.reason.en
    assert result.reason.en.endswith("Example: floor((l + 2*p - k)/s) + 1")
    assert result.reason.zh.endswith("例：floor((l + 2*p - k)/s) + 1")


def test_a_letter_of_a_name_is_no_exponent():
    """Where e is a name, 2e-1 could be 2·e − 1 or 0.2: both are said."""
    result = read_formula("2e-1", ("e",))
    assert isinstance(result, Unreadable)
    assert "2·e-1 or as 2·10^-1" in result.reason.en
    assert read_formula("2e-1", ("l",)) == Number(0.2)


def test_a_known_name_is_no_function():
    """A σ that is given multiplies what is in brackets; elsewhere it is the function."""
    assert read_formula("σ(x)", ("sigma", "x")) == Binary("@", Name("sigma"), Name("x"))
    assert read_formula("σ(x)", ("x",)) == Call("sigmoid", (Name("x"),))


@pytest.mark.parametrize("name", sorted({*NAMES} - {"√"}))
def test_a_function_means_the_same_in_numbers_and_in_formulas(name):
    """What may be typed around a number in an answer is the same function around a name; log10 is of numbers alone."""
    number, formula = expression(f"{name}(5/2)", ALONE).value, read_formula(f"{name}(x)", ("x",))
    if isinstance(formula, Unreadable):
        assert NAMES[name] == "log10"
    else:
        assert float(number) == pytest.approx(evaluator(formula)({"x": 2.5}), rel=1e-15)


def test_names_keep_their_case():
    """W and w are two things."""
    assert read_formula("W w", ("W", "w")) == Binary("@", Name("W"), Name("w"))


@pytest.mark.kinds
def test_what_is_printed_is_read_back(kind):
    """Every step formula of the bank, as it is printed and as it is written, is read as itself."""
    variant = bank.variant(kind, 1)
    for step in variant.derivation.steps:
        known, at = known_names(variant, step.name), points(variant, step.name)
        for typed in (text(step.formula), f"{step.name} = {text(step.formula)}", plain(step.formula)):
            node = read_formula(typed, known)
            assert not isinstance(node, Unreadable), typed
            assert equal(node, step.formula, at), typed
        assert read_formula(plain(step.formula), known) == step.formula


def plain(node):
    """The formula with the signs of a keyboard, and brackets around every operation."""
    match node:
        case Number(number):
            return repr(number)
        case Name(id):
            return id
        case Negative(operand):
            return f"(-{plain(operand)})"
        case Binary(op, left, right):
            return f"({plain(left)} {op} {plain(right)})"
        case Call(function, parts):
            return f"{function}({', '.join(map(plain, parts))})"
        case Index(base, indices):
            return f"{plain(base)}[{', '.join(map(plain, indices))}]"
        case Vector(items):
            return f"[{', '.join(map(plain, items))}]"
        case Slice(start, stop):
            return f"{plain(start)}:{plain(stop)}"


@given(st.text(max_size=80) | st.text(alphabet="lpsk2.()[]|‖⌊⌋+-*/^ᵀ²√ ,:;=e", max_size=40))
def test_any_text_is_read_or_refused(typed):
    """No text makes reading raise anything."""
    assert read_formula(typed, SIZE) is not None


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:24]))
def test_hostile_formulas_cost_nothing(typed):
    """Reading and comparing takes few calls, about as many as some milliseconds have, and what is no answer is none."""
    variant = bank.variant(bank.find("gan.spectral-norm-power-step"), 1)
    known, at, right = known_names(variant, "v"), points(variant, "v"), variant.derivation["v"].formula
    assert equal(right, right, at)
    assert len(at) > 1

    def right_or_wrong():
        node = read_formula(typed, known)
        assert isinstance(node, Unreadable) or not equal(node, right, at)

    assert calls(right_or_wrong) < MOST


def test_hostile_formulas_take_no_memory():
    """None of them takes 10 MB at any moment."""
    variant = bank.variant(bank.find("gan.spectral-norm-power-step"), 1)
    known, at, right = known_names(variant, "v"), points(variant, "v"), variant.derivation["v"].formula
    assert len(at.few) + len(at.more) > 200
    tracemalloc.start()
    for typed in HOSTILE:
        node = read_formula(typed, known)
        assert isinstance(node, Unreadable) or not equal(node, right, at)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEMORY


def test_a_shape_may_be_written_with_times_signs():
    """c×l×l is a shape where a shape is asked for, and a product elsewhere."""
    variant = bank.variant(bank.find("cnn.alexnet-map"), 1)
    asked = variant.derivation["m"]
    at, known = points(variant, "m"), known_names(variant, "m")
    for typed in ("c₁×l₁×l₁", "c_1*l_1*l_1", "shape(c_1, l_1, l_1)", "(c_1, l_1, l_1)", "[c1, l1, l1]"):
        assert equal(read_formula(typed, known), asked.formula, at), typed
    assert not equal(read_formula("c_1·l_1", known), asked.formula, at)
    assert np.ndim(variant.values["m"]) == 1
