"""Whether two formulas are the same: by their values at points of the domain that a kind draws from.

Two different formulas of analytic functions agree almost nowhere, so few points tell them apart. Where a formula has
branches (floor, max, a comparison) two may differ in one branch only, so more points are taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from studytool.answer.judging.points import Point, Points, Sample, points, samples
from studytool.formula.evaluate import OUTSIDE_DOMAIN, Evaluator, Value, Wrap, evaluator
from studytool.formula.functions.function import Function, Functions
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.tree import Binary, Call, Name, Node, Slice, Vector, children
from studytool.questions.tolerance import finite
from studytool.questions.vocabulary import known_names

__all__ = ["Points", "equal", "known_names", "points"]

BRANCHING: Final = frozenset({"%", "==", "!=", "<", "<=", ">", ">=", "and", "or"})
MAX_COST: Final = 250
"""A formula of the bank costs 60 at most; what costs more is no answer to be computed."""
SMALLEST: Final = 64
ROOM: Final = 4
"""An array on the way may have so many times the entries of the largest value of the question."""

NUMBER: Final = (int, float)
NO_VALUE: Final = (*OUTSIDE_DOMAIN, AttributeError, MemoryError)


def equal(one: Node, other: Node, points: Points) -> bool:
    """Whether a learner's formula has the value of the right one, `other`, at every point.

    It must have a value wherever the right one has one, of the same shape. False for what would take too long.
    """
    if one == other:
        return True
    own = other == points.formula
    used = parts(one)
    if sum(map(_cost, used)) > MAX_COST:
        return False
    shaped = _as_shape(one) if isinstance(other, Call) and other.function == "shape" else one
    run = evaluator(
        shaped, LENIENT, _bounded(points.source.most) if _makes_arrays(used, points.source.few[0]) else _unbounded
    )
    with np.errstate(all="ignore"):
        if not _agree(run, points.few if own else _compared(other, points.few)):
            return False
        if not any(map(_branches, used)) and not _has_branches(other):
            return True
        return _agree(run, points.more if own else _compared(other, points.more))


def parts(node: Node) -> list[Node | Slice]:
    """The node and all that is inside it."""
    found: list[Node | Slice] = [node]
    for one in found:
        found += children(one)
    return found


def _compared(other: Node, at: tuple[Sample, ...]) -> tuple[Sample, ...]:
    """Those of the points at which a formula that is not the step's own has a value."""
    run = evaluator(other)
    values = [(sample.point, value) for sample in at if (value := _value(run, sample.point)) is not None]
    return samples([point for point, _ in values], [value for _, value in values])


def _value(run: Evaluator, point: Point) -> Value | None:
    try:
        value = run(point)
    except NO_VALUE:
        return None
    return value if finite(value) else None


def _agree(run: Evaluator, samples: tuple[Sample, ...]) -> bool:
    blurred = 0
    if not samples:
        return False
    for point, right, room, blur in samples:
        try:
            got = run(point)
            if not _near(got, right, room):
                blurred += 1
                if not _near(got, right, blur):
                    return False
        except NO_VALUE:
            return False
    return 2 * blurred < len(samples)


def _near(got: Value, right: Value, room: Value) -> bool:
    if isinstance(got, NUMBER):
        return isinstance(right, NUMBER) and abs(got - right) <= room
    alike = isinstance(got, np.ndarray) and got.shape == np.shape(right)
    return alike and bool(np.count_nonzero(np.abs(got - right) <= room) == got.size)


@lru_cache(maxsize=512)
def _has_branches(node: Node) -> bool:
    return any(map(_branches, parts(node)))


def _branches(part: Node | Slice) -> bool:
    if isinstance(part, Binary):
        return part.op in BRANCHING
    return isinstance(part, Call) and FUNCTIONS[part.function].branches


def _cost(part: Node | Slice) -> int:
    """How long the part itself takes, about in microseconds."""
    if isinstance(part, Call):
        return FUNCTIONS[part.function].cost
    return not isinstance(part, Name)


def _makes_arrays(used: list[Node | Slice], point: Point) -> bool:
    """Whether a value on the way may be anything but a number."""
    return any(
        isinstance(part, Vector)
        or (isinstance(part, Call) and not FUNCTIONS[part.function].entrywise)
        or (isinstance(part, Name) and isinstance(point[part.id], np.ndarray))
        for part in used
    )


def _as_shape(node: Node) -> Node:
    """A product a×b×c as the shape that it means where one is asked for."""
    sizes: list[Node] = []
    rest = node
    while isinstance(rest, Binary) and isinstance(node, Binary) and rest.op == node.op and rest.op in {"×", "*"}:
        sizes.append(rest.right)
        rest = rest.left
    sizes.append(rest)
    return node if len(sizes) == 1 or any(map(_has_a_list, sizes)) else Call("shape", tuple(reversed(sizes)))


def _has_a_list(node: Node) -> bool:
    return any(
        isinstance(part, Vector) or (isinstance(part, Call) and part.function == "shape") for part in parts(node)
    )


def _unbounded(run: Evaluator) -> Evaluator:
    return run


@lru_cache(maxsize=64)
def _bounded(largest: int) -> Wrap:
    """What refuses an array too large to be on the way to a value."""
    most = max(SMALLEST, ROOM * largest)

    def wrap(run: Evaluator) -> Evaluator:
        def bounded(values: Mapping[str, Value]) -> Value:
            result = run(values)
            if isinstance(result, np.ndarray) and result.size > most:
                raise ValueError(f"an array of over {most} entries")
            return result

        return bounded

    return wrap


def _lenient(function: Function) -> Function:
    """The function with what rounding has blurred across an edge of its domain mended."""
    run, mended = function.run, function.mended
    return replace(function, run=lambda x, *more: run(mended(x), *more)) if mended else function


LENIENT: Final[Functions] = {name: _lenient(function) for name, function in FUNCTIONS.items()}
