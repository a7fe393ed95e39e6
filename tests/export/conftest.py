"""Kinds of the types that the exports must hold, one of them with texts that every markup would trip over."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest

from studytool.course.modes import MODES
from studytool.export.formats import writer
from studytool.kinds.givens import decimal, integer, matrix, vector
from studytool.kinds.kind import Kind
from studytool.kinds.misconceptions import Mistake
from studytool.questions import bank
from studytool.text.language import Text

HOSTILE = r"""<b>&amp; ]]> }} ~ # / " ' \ = % * _x_ `c` $1$ [a](b) {{#1}} {{1:NUMERICAL:=1}} \(x\) | 1. <!-- </p>"""


PLAIN = ("forward", "parts", "choice")


def made(name, type, givens, steps, asked, reference, *mistakes, text="Compute it.", modes=PLAIN):
    """A kind with one text for everything that is said."""
    called = Text(text.format(), text.format())
    said = tuple(Mistake(id, called, wrong, Text(f"{id}: {text}", f"{id}：{text}")) for id, wrong in mistakes)
    return Kind(
        id=f"cnn.{name}",
        level=1,
        title=Text(text.format(), text.format()),
        stem=Text(text, text),
        givens=givens,
        steps=steps,
        asked=asked,
        type=type,
        reference=reference,
        misconceptions=said,
        source=text.format(),
        convention=Text(text.format(), text.format()),
        claims=1,
        without={mode: Text("not here", "此处不用") for mode in MODES if mode not in modes},
    )


@pytest.fixture(scope="session")
def matrix_kind():
    """A kind whose answer is a 2×3 matrix, in two steps."""
    givens = {"A": matrix(decimal(-2, 2, 1, apart=0.2), 2, 2), "B": matrix(decimal(-2, 2, 1, apart=0.2), 2, 3)}
    steps = """
        D = A @ B # product | 乘积
        C = 2*D
    """
    wrong = (("sign", "D = -(A @ B)"), ("transposed", "D = T(A) @ B"))
    modes = (*PLAIN, "spot", "fill")
    return made("matrix", "matrix", givens, steps, "C", lambda A, B: 2 * A @ B, *wrong, modes=modes)


@pytest.fixture(scope="session")
def shape_kind():
    """A kind whose answer is a shape."""
    wrong = (("order", "s = shape(h, h, c + 1)"), ("padding", "s = shape(c, h - 2, h - 2)"))
    givens = {"c": integer(3, 9), "h": integer(10, 20)}
    return made("shape", "shape", givens, "s = shape(c, h, h)", "s", lambda c, h: np.array([c, h, h]), *wrong)


@pytest.fixture(scope="session")
def float_kind():
    """A kind whose answer is a number with a tolerance."""
    givens = {"a": integer(1, 9), "b": integer(11, 19)}
    return made("float", "float", givens, "y = a/b", "y", lambda a, b: a / b, ("upside-down", "y = b/a"))


@pytest.fixture(scope="session")
def masked_kind():
    """A kind with a step that holds −∞, as a mask does."""
    steps = """
        m = log(v*0)
        y = sum(v)
    """
    givens = {"v": vector(integer(1, 9), 2)}
    return made("masked", "int", givens, steps, "y", lambda v: int(v.sum()), ("twice", "y = 2*sum(v)"))


@pytest.fixture(scope="session")
def labelled_kind():
    """A multiple choice among sequences of the letters A, B, C."""
    givens = {"v": vector(integer(0, 1), 3)}
    kind = made("labelled", "choice", givens, "w = v + 1", "w", lambda v: v + 1, ("off-by-one", "w = v"))
    return replace(kind, labels="ABC", without={mode: Text("", "") for mode in MODES if mode != "choice"})


@pytest.fixture(scope="session")
def hostile_kind():
    """A number with texts full of markup, asked in every mode; up to three values of b give the same answer."""
    steps = """
        t = floor(b/3) # third | 三分之一
        y = t + 2*a
    """
    wrong = (("once", "y = t + a"), ("rounded-up", "t = ceil(b/3) + 2"))
    givens = {"a": integer(20, 90), "b": integer(1, 18)}
    kind = made("int", "int", givens, steps, "y", lambda a, b: b // 3 + 2 * a, *wrong, text=HOSTILE, modes=MODES)
    return replace(kind, inverse=("a", "b"))


@pytest.fixture(scope="session")
def many_kind():
    """A kind whose hidden given has six values that give the answer, some of them negative."""
    steps = """
        t = floor((a + 6)/6)
        y = 10*t + 50
    """
    givens = {"a": integer(-5, 35)}
    wrong = (("shifted", "t = floor((a + 9)/6)"), ("lost", "y = 10*t"))
    kind = made("many", "int", givens, steps, "y", lambda a: 10 * ((a + 6) // 6) + 50, *wrong, modes=MODES)
    return replace(kind, inverse=("a",))


@pytest.fixture(scope="session")
def hostile_vector_kind():
    """A vector with texts full of markup."""
    wrong = (("once", "y = v"), ("thrice", "y = 3*v"))
    givens = {"v": vector(integer(1, 9), 2)}
    return made("vector", "integers", givens, "y = 2*v", "y", lambda v: 2 * v, *wrong, text=HOSTILE)


@pytest.fixture(scope="session")
def written():
    """Write questions in a format to a string."""

    def write(format, questions, language="en"):
        stream = io.StringIO()
        writer(format)(questions, stream, language)
        return stream.getvalue()

    return write


@pytest.fixture(scope="session")
def drawn():
    """Variants of kinds of the bank, in every mode that they have, or in those of these."""

    def draw(*ids, seeds=range(3), modes=MODES):
        asked = [(kind, mode) for kind in map(bank.find, ids) for mode in kind.modes if mode in modes]
        return [bank.generate(kind, seed, mode) for kind, mode in asked for seed in seeds]

    return draw
