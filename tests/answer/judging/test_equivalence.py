"""Every step formula of the bank against formulas that equal it by a law, and against those that a slip made of it."""

from __future__ import annotations

from functools import cache
from itertools import islice
from random import Random

import numpy as np
import pytest

from studytool.answer.judging.equivalence import LENIENT, equal, known_names, points
from studytool.formula.evaluate import OUTSIDE_DOMAIN, evaluator
from studytool.formula.printing import text
from studytool.formula.tree import Name
from studytool.kinds.draw import Draw
from studytool.questions import bank
from tests.formula.certifying import certified, entrywise
from tests.formula.rewriting import Facts, rewrites
from tests.formula.slips import mutations

DENSE = 600
FEW, ALL = 6, 50
CERTIFIED = 2
NO_VALUE = (*OUTSIDE_DOMAIN, AttributeError)


@cache
def variant(id):
    """One variant of the kind."""
    return bank.variant(bank.find(id), 1)


def sizes(values, kind):
    """The shapes of the givens, and what the written-out steps depend on."""
    return [np.shape(values[name]) for name in kind.givens], [size(values) for size in kind.sizes]


def draws(id):
    """Draws of the variant's sizes, none of them the package's own points."""
    kind, own = variant(id).kind, variant(id)
    stream = Draw(f"dense {id}", 7)
    while True:
        givens = bank.draw_givens(kind, stream)
        same = sizes(givens, kind) == sizes(own.values, kind)
        if same and all(condition(givens) for condition in kind.conditions[0]):
            try:
                yield own.derivation.run(own.derivation.entries(givens))
            except OUTSIDE_DOMAIN:
                continue


@cache
def dense(id):
    """Independent points of the domain, many more than formulas are compared at."""
    with np.errstate(all="ignore"):
        return tuple(islice(draws(id), DENSE))


def differs(id, step):
    """Whether a formula has another value than the step, or none, at one of the dense points."""

    def different(formula):
        run = evaluator(formula)
        with np.errstate(all="ignore"):
            return any(_differs(run, point, point[step.name]) for point in dense(id))

    return different


def _differs(run, point, right):
    try:
        got = run(point)
        return np.shape(got) != np.shape(right) or not np.allclose(got, right, rtol=1e-7, atol=1e-10)
    except NO_VALUE:
        return True


def rewritten(id, step, count):
    """So many formulas that equal the step's by law."""
    return rewrites(step.formula, Random(f"{id} {step.name} laws"), Facts(dense(id)[:4]), count)


def mutated(id, step, count):
    """So many formulas that differ from the step's."""
    own = variant(id)
    known = {name: np.shape(own.values[name]) for name in known_names(own, step.name)}
    return mutations(step.formula, Random(f"{id} {step.name} slips"), known, differs(id, step), count)


def check(id, count):
    """Accept what equals and refuse what differs, for every step."""
    for step in variant(id).derivation.steps:
        at = points(variant(id), step.name)
        same, other = rewritten(id, step, count), mutated(id, step, count)
        assert len(same) == len(other) == count, step.name
        assert [text(one) for one in same if not equal(one, step.formula, at)] == []
        assert [text(one) for one in other if equal(one, step.formula, at)] == []


def sympy_says(id, formula, step, *, simplify=False):
    """Whether SymPy finds no difference."""
    facts = Facts(dense(id)[:4])
    return certified(formula, step.formula, lambda name: facts.positive(Name(name)), Random(1), simplify=simplify)


def by_entries(id):
    """The steps whose formulas numbers can stand for."""
    return [step for step in variant(id).derivation.steps if entrywise(step.formula)]


def certify(id, count, *, simplify):
    """Let SymPy say that the laws are laws."""
    for step in by_entries(id):
        for one in filter(entrywise, rewritten(id, step, count)):
            assert sympy_says(id, one, step, simplify=simplify), text(one)


@pytest.mark.kinds
def test_laws_are_accepted_and_slips_refused(kind):
    """A formula rewritten by algebra is right, and one that differs anywhere on the domain is wrong."""
    check(kind.id, FEW)


@pytest.mark.kinds
def test_the_laws_are_laws(kind):
    """SymPy finds no difference between a formula of numbers and what the laws make of it."""
    certify(kind.id, CERTIFIED, simplify=False)


def test_what_rounding_has_blurred_is_whole_before_it_is_cut():
    """Of a number and of every entry of an array; what is further from a whole number than rounding goes is cut."""
    assert (LENIENT["floor"].run(3 - 1e-12), LENIENT["ceil"].run(3 + 1e-12)) == (3, 3)
    assert (LENIENT["floor"].run(3 - 1e-6), LENIENT["ceil"].run(3 + 1e-6)) == (2, 4)
    assert LENIENT["floor"].run(np.array([3 - 1e-12, 3 - 1e-6, 2.5])).tolist() == [3, 2, 2]
    assert LENIENT["ceil"].run(np.array([3 + 1e-12, 3 + 1e-6, 2.5])).tolist() == [3, 4, 3]
    assert LENIENT["sqrt"].run(np.array([-1e-12, 4.0])).tolist() == [0, 2]
    assert LENIENT["sqrt"].run(-1e-12) == 0


def test_sympy_can_refuse():
    """What SymPy certifies is no empty word: of slips on numbers it certifies none."""
    step = variant("rnn.bptt-weight-gradient").derivation["d_1"]
    wrong = list(filter(entrywise, mutated("rnn.bptt-weight-gradient", step, 20)))
    assert wrong
    assert not any(sympy_says("rnn.bptt-weight-gradient", one, step) for one in wrong)


@pytest.mark.long
@pytest.mark.kinds
def test_many_laws_are_accepted_and_many_slips_refused(kind):
    """The same for fifty of each a step."""
    check(kind.id, ALL)


@pytest.mark.long
@pytest.mark.kinds
def test_many_laws_are_laws(kind):
    """SymPy finds no difference in any of the fifty."""
    certify(kind.id, ALL, simplify=True)
