from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.answer.judging.partly import entries_right, marks, members, members_right
from studytool.questions.question import Part
from studytool.text.language import Text

NEAR = 0.01


def part_of(type, answer):
    """A part with this answer, compared to 0.01; without a tolerance where numbers are whole."""
    values = np.asarray(answer)
    near = np.zeros(values.shape) if values.dtype.kind == "i" else np.full(values.shape, NEAR)
    return Part("y", type, Text("y", "y"), values if values.ndim else answer, near)


VECTOR = part_of("vector", [0.25, -0.5, 0.75, 1.5])
MATRIX = part_of("matrix", [[1.5, 2.5], [3.5, 4.5]])
SET = part_of("set", [31, 32, 33, 34])


@pytest.mark.parametrize(
    ("part", "value", "share"),
    [
        (VECTOR, [0.25, -0.5, 0.75, 1.5], 1.0),
        (VECTOR, [0.259, -0.509, 0.75, 9.0], 0.75),
        (VECTOR, [0.27, -0.5, 9.0, 9.0], 0.25),
        (VECTOR, [1.5, 0.75, -0.5, 0.25], 0.0),
        (VECTOR, [0.25, -0.5, 0.75], 0.0),
        (MATRIX, [[1.5, 2.5], [0.0, 4.5]], 0.75),
        (MATRIX, [[1.5, 3.5], [2.5, 4.5]], 0.5),
        (SET, [34, 31, 33, 32], 1.0),
        (SET, [32], 0.25),
        (SET, [31, 32, 99], 0.25),
        (SET, [31, 99], 0.0),
        (SET, [97, 98, 99], 0.0),
    ],
)
def test_marks_by_example(part, value, share):
    """Each entry in its place earns its share; of a set, each wrong number takes back a right one, to 0 at least."""
    assert marks(part, np.array(value)) == share


@pytest.mark.parametrize("type", ["int", "float"])
def test_a_number_is_right_or_not(type):
    """A single number has no share."""
    assert marks(part_of(type, 15), 14) == 0.0


@pytest.mark.parametrize("type", ["choice", "formula"])
def test_letters_and_formulas_have_no_share(type):
    """What has no entries is right as a whole or not at all."""
    assert marks(Part("y", type, Text("y", "y"), "a", 0), "b") == 0.0


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8, unique=True), st.data())
def test_naming_everything_earns_nothing(answer, data):
    """A set's marks lie between 0 and 1, are 1 for the set alone, and fall with each wrong number that is added."""
    part = part_of("set", answer)
    typed = data.draw(st.lists(st.integers(0, 40), min_size=1, max_size=12, unique=True))
    share = marks(part, np.array(typed))
    assert 0 <= share <= 1
    assert (share == 1) == (set(typed) == set(answer))
    wrong = next(number for number in range(100, 200) if number not in answer)
    more = marks(part, np.array([*typed, wrong]))
    assert more < share or more == share == 0
    assert marks(part, np.array([*answer, *range(1000, 1000 + len(answer))])) == 0


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6), st.data())
def test_marks_count_the_places_that_are_right(answer, data):
    """The share of a vector is that of its equal places, and a text names these places where there are any."""
    part = part_of("integers", answer)
    typed = data.draw(st.lists(st.integers(-9, 9), min_size=len(answer), max_size=len(answer)))
    places = [place for place, pair in enumerate(zip(answer, typed, strict=True), start=1) if len({*pair}) == 1]
    assert marks(part, np.array(typed)) == len(places) / len(answer)
    said = entries_right(part, np.array(typed))
    assert (said is None) == (not places)
    if said:
        assert said.en == f"Right at place {', '.join(map(str, places))}, not elsewhere."
        assert said.zh == f"第 {', '.join(map(str, places))} 个数正确，其余不对。"


def test_cells_of_a_matrix_are_named():
    """Row and column, counted from 1."""
    said = entries_right(MATRIX, np.array([[0.0, 2.5], [3.5, 0.0]]))
    assert said.en == "Right in row, column (1, 2), (2, 1), not elsewhere."
    assert said.zh == "（行, 列）为 (1, 2), (2, 1) 处正确，其余不对。"
    assert entries_right(MATRIX, np.zeros((2, 2))) is None
    assert entries_right(part_of("int", 15), 14) is None


def test_what_belongs_to_a_set_is_told():
    """The right numbers as they were typed, then the wrong ones, or that some are missing."""
    assert members_right(SET, np.array([33, 31])).en == "33, 31 is right, but that is not all."
    assert members_right(SET, np.array([31, 99])).en == "31 is right, 99 is not."
    assert members_right(SET, np.array([31, 99])).zh == "31 正确，99 不对。"
    assert members_right(SET, np.array([98, 99])) is None


def test_members_are_found_within_the_tolerance():
    """A number is a member if one of the set's is near it."""
    part = part_of("set", [0.1, 0.5])
    assert members(part, np.array([0.5, 0.109, 0.3])).tolist() == [True, True, False]
