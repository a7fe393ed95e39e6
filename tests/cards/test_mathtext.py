from __future__ import annotations

import ast
import operator
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studytool.cards import symbols
from studytool.cards.mathtext import formulas, plain, to_unicode
from studytool.text.language import UserError

VALUES = {"a": Fraction(2), "b": Fraction(-3), "c": Fraction(5, 7), "d": Fraction(11)}
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Pow: operator.pow}
AS_PYTHON = str.maketrans({"·": "*", "−": "-", "²": "**2", "√": "r"})


@dataclass(frozen=True)
class Built:
    """A formula in LaTeX, what it is worth, and whether it is a sum on the page."""

    latex: str
    worth: Fraction
    is_sum: bool = False

    @property
    def grouped(self) -> str:
        """The LaTeX as a factor or a subtrahend, a sum in brackets."""
        return rf"\left({self.latex}\right)" if self.is_sum else self.latex


def root(x):
    """Stand in for the square root: any function that keeps fractions exact will do."""
    return 3 * x + 1


def divided(x, y):
    """Build the fraction of two formulas."""
    assume(y.worth != 0)
    return Built(rf"\frac{{{x.latex}}}{{{y.latex}}}", x.worth / y.worth)


def built(inner):
    """Build every kind of node from smaller formulas."""
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: Built(f"{p[0].latex} + {p[1].latex}", p[0].worth + p[1].worth, is_sum=True)),
        pair.map(lambda p: Built(f"{p[0].latex} - {p[1].grouped}", p[0].worth - p[1].worth, is_sum=True)),
        pair.map(lambda p: Built(rf"{p[0].grouped} \cdot {p[1].grouped}", p[0].worth * p[1].worth)),
        pair.map(lambda p: divided(*p)),
        inner.map(lambda x: Built(rf"\sqrt{{{x.latex}}}", root(x.worth))),
        inner.map(lambda x: Built(rf"\left({x.latex}\right)^2", x.worth**2)),
    )


LETTERS = st.sampled_from(sorted(VALUES)).map(lambda name: Built(name, VALUES[name]))
FORMULAS = st.recursive(LETTERS, built, max_leaves=8)


def worth(node):
    """Read a line of text by the usual precedence, left to right."""
    match node:
        case ast.Expression(body=body):
            return worth(body)
        case ast.Name(id=name):
            return VALUES[name]
        case ast.Constant(value=value):
            return value
        case ast.Call(args=[inside]):
            return root(worth(inside))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return worth(left) / worth(right)
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](worth(left), worth(right))
        case _:
            raise AssertionError(ast.dump(node))


@given(FORMULAS)
def test_a_line_means_what_its_formula_means(formula):
    """No bracket that carries meaning is lost: the line, read by precedence, has the worth of the LaTeX."""
    line = to_unicode(formula.latex).translate(AS_PYTHON)
    assert worth(ast.parse(line, mode="eval")) == formula.worth


@given(st.text(alphabet=r"ab2+-/=(){}[]_^'|,\ ", max_size=30))
def test_any_text_prints_or_is_refused_in_one_line(formula):
    """A formula either prints with its brackets paired or raises one line of `UserError`; nothing else."""
    try:
        line = to_unicode(formula)
    except UserError as error:
        said, line = error.text.en, ""
    else:
        said = line
    assert "\n" not in said
    opened, closed = (sum(line.count(mark) for mark in marks) for marks in ("([{⁽₍", ")]}⁾₎"))
    assert opened == closed


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{a + b}{c}", "(a + b)/c"),
        (r"\frac{a}{cd}", "a/(cd)"),
        (r"\frac{a}{d(k-1)}", "a/(d(k − 1))"),
        (r"\frac{p(x \mid z)}{p(x)}", "p(x | z)/p(x)"),
        (r"\frac{1}{2} \sum_i x_i", "(1/2) ∑ᵢ xᵢ"),
        (r"\log \frac{a}{b}", "log (a/b)"),
        (r"\frac{\log a}{b}", "(log a)/b"),
        (r"\frac{\sum_i a_i}{n}", "(∑ᵢ aᵢ)/n"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"{\frac{a}{b}}c", "(a/b)c"),
        (r"\frac{a}{\|x - y\|^2}", "a/‖x − y‖²"),
        (r"\frac{\partial L}{\partial w}", "∂L/∂w"),
        (r"\sqrt{\sigma^2 + \epsilon}", "√(σ² + ε)"),
        (r"\sqrt{x}^2", "(√(x))²"),
        (r"{a + b}^2", "(a + b)²"),
    ],
)
def test_fractions_and_roots_keep_the_brackets_they_need(latex, line):
    """What a fraction bar, a root or a brace grouped on the page is bracketed on a line."""
    assert to_unicode(latex) == line


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        ("h_{t-1}", "hₜ₋₁"),
        ("W_{hh}^\\top", "Wₕₕᵀ"),
        ("V^{T-1}", "V^(T − 1)"),
        ("e^{-E/T}", "e^(−E/T)"),
        (r"\alpha_{ij}^{(m)}", "αᵢⱼ⁽ᵐ⁾"),
        (r"\max_{a'} Q(s', a')", "max_(a′) Q(s′, a′)"),
        ("p_g(x)", "p_g(x)"),
        ("W_qx", "W_q x"),
        ("p_g^2", "p_(g)²"),
        (r"\langle v h \rangle_{\text{data}}", "⟨v h⟩_(data)"),
        ("Q^*(s, a)", "Q*(s, a)"),
        ("x'^2", "x′²"),
        (r"\tilde{A}", "A\u0303"),
        (r"\hat{x}_i", "x\u0302ᵢ"),
        (r"\mathbb{E}_{z \sim q}[z]", "𝔼_(z ∼ q)[z]"),
        (r"\mathrm{KL}(q \| p)", "KL(q ‖ p)"),
    ],
)
def test_scripts_are_raised_or_bracketed(latex, line):
    """A script takes Unicode's own characters where all exist, else a mark and brackets."""
    assert to_unicode(latex) == line


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        ("-x - (-y)", "−x − (−y)"),
        ("a,b", "a, b"),
        ("[0,1)", "[0, 1)"),
        (r"o=\lfloor l/s\rfloor+1", "o = ⌊l/s⌋ + 1"),
        (r"i_t\odot\tanh(c)", "iₜ ⊙ tanh(c)"),
        (r"2\log 2", "2 log 2"),
        (r"\nabla f", "∇f"),
        ("", ""),
    ],
)
def test_signs_are_spaced_as_in_print(latex, line):
    """Relations and operators stand apart, a sign of its own and a comma cling."""
    assert to_unicode(latex) == line


@pytest.mark.parametrize("command", sorted(symbols.COMMANDS))
def test_every_known_command_prints_its_character(command):
    """A command prints as the character of its table."""
    assert to_unicode(f"\\{command} x").strip().startswith(symbols.COMMANDS[command][0])


@pytest.mark.parametrize(
    ("latex", "named"),
    [
        (r"\foo{x}", r"unknown command \foo"),
        (r"\mathcal{N}", r"unknown command \mathcal"),
        ("λ", "unknown character λ"),
        ("(a", "( has no partner"),
        ("a)", ") closes nothing"),
        (r"\frac12", r"expected { after \frac"),
        (r"\frac{a}{b", "{ has no partner"),
        ("x_12", "braces"),
        ("a_b_c", "two scripts _"),
        ("^2", "^ has nothing before it"),
        (r"\hat{xy}", r"\hat takes one symbol"),
        (r"\mathbb{Q}", r"\mathbb takes one of"),
        ("a^", "braces"),
        ("{" * 1000, "nested more than"),
    ],
)
def test_what_cannot_be_read_is_named(latex, named):
    """An unreadable formula raises one line that names what was wrong in it."""
    with pytest.raises(UserError) as caught:
        to_unicode(latex)
    assert named in caught.value.text.en
    assert "\n" not in caught.value.text.zh


def test_plain_touches_only_the_formulas():
    """Text around the dollar signs stays as it is."""
    assert plain("步幅为 $s_1$，a_b 不变。") == "步幅为 s₁，a_b 不变。"


def test_formulas_are_listed_in_order():
    """The formulas of a text come in the order of the text, without dollar signs."""
    assert formulas("$a$ and $\\frac{b}{c}$") == ("a", "\\frac{b}{c}")
