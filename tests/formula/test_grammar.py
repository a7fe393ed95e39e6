from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.formula.evaluate import evaluator, formula
from studytool.formula.grammar import FormulaError, parse
from studytool.formula.printing import latex, text
from studytool.formula.tree import Binary, Index, Name, Number, names

LEAVES = st.one_of(st.integers(0, 99).map(Number), st.sampled_from("abc").map(Name))
TREES = st.recursive(
    LEAVES, lambda inner: st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), inner, inner), max_leaves=8
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 + 2*3", 7),
        ("(1 + 2)*3", 9),
        ("2^3^2", 512),
        ("2**10", 1024),
        ("-2^2", -4),
        ("2^-1", 0.5),
        ("10 - 4 - 3", 3),
        ("24/4/3", 2.0),
        ("7 % 4", 3),
        ("floor((32 + 2 - 3)/2) + 1", 16),
        ("max(1, 5, 3)", 5),
        ("[1, 2, 3][1]", 2),
        ("sum([1, 2, 3])", 6),
        ("3 >= 2 and 1 > 2", False),
    ],
)
def test_formulas_mean_what_mathematics_means(written, value):
    """Precedence, right-binding powers and unary minus are those of a paper."""
    assert formula(written)({}) == value


@pytest.mark.parametrize(
    "written",
    [
        *("", "1 +", "(1", "f(1)", "a.b", "__import__('os')", "1 2", "lambda x: x", "[", "a[", "1;2", "é"),
        *("x" * 600, "(" * 60 + "1" + ")" * 60, "9" * 50, "-" * 60 + "1"),
    ],
)
def test_what_is_no_formula_is_refused(written):
    """Anything outside the grammar raises FormulaError, and nothing is ever run."""
    with pytest.raises(FormulaError):
        parse(written)


def test_an_error_knows_its_place():
    """The position is that of the first character that could not be read."""
    with pytest.raises(FormulaError) as error:
        parse("1 + $")
    assert error.value.position == 4


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(written):
    """No text raises anything but FormulaError."""
    try:
        parse(written)
    except FormulaError as error:
        assert 0 <= error.position <= 600  # noqa: PT017  most texts raise, some do not


@given(TREES)
def test_printing_keeps_the_meaning(tree):
    """Brackets are printed wherever leaving them out would change the value."""
    values = {"a": 1.25, "b": 0.75, "c": 2.5}
    printed = text(tree).replace("·", "*").replace("−", "-")
    try:
        expected = evaluator(tree)(values)
    except ZeroDivisionError:
        return
    assert formula(printed)(values) == pytest.approx(expected, rel=1e-9)


@given(TREES)
def test_latex_brackets_balance(tree):
    r"""Every opening brace and \left of the LaTeX has its closing partner."""
    printed = latex(tree)
    assert printed.count("{") == printed.count("}")
    assert printed.count(r"\left") == printed.count(r"\right")


def test_names_are_those_used():
    """The names of an expression are its givens and steps, functions left out."""
    assert names(parse("sigmoid(W_r @ x[0] + b)")) == {"W_r", "x", "b"}
    assert parse("x[0]") == Index(Name("x"), (Number(0),))


@pytest.mark.parametrize(
    ("written", "printed", "typeset"),
    [
        (
            "floor((l + 2*p - k_eff)/s) + 1",
            "⌊(l + 2·p − k_eff)/s⌋ + 1",
            r"\left\lfloor \frac{l + 2 \cdot p - k_{\mathrm{eff}}}{s}\right\rfloor + 1",
        ),
        ("a - (b - c)", "a − (b − c)", r"a - \left(b - c\right)"),
        ("a/(b*c)", "a/(b·c)", r"\frac{a}{b \cdot c}"),
        ("(a^2)^3", "(a²)³", r"\left(a^{2}\right)^{3}"),
        ("a^(b + 1)", "a^(b + 1)", r"a^{b + 1}"),
        ("a*(b/c)", "a·(b/c)", r"a \cdot \frac{b}{c}"),
        ("(a + b)^2", "(a + b)²", r"\left(a + b\right)^{2}"),
        ("sigmoid(W_r @ x + U_r @ h)", "σ(W_r x + U_r h)", r"\sigma\left(W_{r} x + U_{r} h\right)"),
        ("gamma*lam*e_1", "γ·λ·e₁", r"\gamma \cdot \lambda \cdot e_{1}"),
        ("-(a + b)", "−(a + b)", r"-\left(a + b\right)"),
        ("T(W) @ (r ⊙ h)", "Wᵀ (r ⊙ h)", r"W^{\top} \left(r \odot h\right)"),
    ],
)
def test_printing_looks_like_the_paper(written, printed, typeset):
    """Both printers write the field's own signs."""
    assert text(parse(written)) == printed
    assert latex(parse(written)) == typeset
