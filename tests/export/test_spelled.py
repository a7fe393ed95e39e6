"""How a set of numbers may be typed into Moodle, and which sets misconceptions lead to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.answer.judging.judge import judge
from studytool.answer.reading.read import Unreadable, read
from studytool.export.spelled import leads, listed, mistaken, one_at_most, one_number, spellings
from studytool.questions import bank

WHOLE = st.sets(st.integers(-999, 999), min_size=1, max_size=8)
TENTHS = st.sets(st.integers(-999, 999).map(lambda tenths: tenths / 10), min_size=1, max_size=8)
SETS = WHOLE | TENTHS


@given(SETS.map(sorted))
def test_spellings_are_read_as_the_set(values):
    """Each spelling is another text, which studytool reads as the set, or asks which of 0,1 and 0 -1 is meant."""
    texts = list(spellings(values))
    assert len(texts) == len(set(texts)) >= (24 if len(values) == 3 else 8 if len(values) > 1 else 1)
    for text in texts:
        found = read(text, "set")
        if isinstance(found, Unreadable):
            assert re.search(r"\d[, ][−-]?[.\d]", text), text
        else:
            assert found.value.tolist() == values, text


@pytest.mark.parametrize("typed", ["-0.5, 1", "-.5,1", "−0.50, 1.00", "1.0 -0.5", "−.5，1"])
def test_decimals_may_be_written_in_all_usual_ways(typed):
    """What the numeric reading takes as the same numbers, a short answer must list."""
    assert typed in spellings([-0.5, 1.0])


def test_mistakes_are_listed_as_they_are_printed():
    """One way of writing is enough for what has no marks."""
    assert list(listed([0.5, 1.0])) == ["0.5, 1", "0.5,1", "0.5，1", "0.5 1"]


def test_mistaken_sets_are_wrong_and_different(many_kind):
    """No set comes twice or holds only right numbers, and studytool names the same misconception for it."""
    question = bank.generate(many_kind, 4, "inverse")
    (part,) = question.parts
    found = list(mistaken(part, leads(question, part)))
    assert [held.id for held, _ in found] == ["shifted"]
    for held, values in found:
        assert set(values) - set(part.answer.tolist())
        assert judge(question, part, ", ".join(map(str, values))).claim.id == held.id


def test_one_number_keeps_its_value_and_tolerance():
    """A set of one is asked for as that number; no misconception has the number itself."""
    question = bank.generate(bank.find("rnn.gru-step"), 6, "inverse")
    (part,) = question.parts
    single = one_number(question, part)
    assert ([single.answer], [single.tolerance]) == (part.answer.tolist(), part.tolerance.tolist())
    assert single.answer not in [claim.value for claim in single.claims]


def test_a_set_may_have_several_unless_the_answer_only_rises_or_falls():
    """The same given in the same kind is a number or a text by the formula alone, never by how many values fit."""
    kind = bank.find("cnn.conv-output-size")
    asked = [bank.generate(kind, seed, "inverse") for seed in range(60)]
    told = {(len(one.parts[0].answer) > 1, one_at_most(one, one.parts[0])) for one in asked}
    assert told == {(True, False), (False, False), (False, True)}


@pytest.mark.parametrize("id", ["generative.gaussian-kl", "gan.fid-full"])
def test_a_parabola_may_have_two(id):
    """Where the answer falls and rises again, nothing is told by how the box looks."""
    asked = [bank.generate(bank.find(id), seed, "inverse") for seed in range(20)]
    assert not any(one_at_most(one, one.parts[0]) for one in asked if len(one.parts[0].answer) > 1)
