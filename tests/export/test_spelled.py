"""How a set of numbers may be typed into Moodle, and which sets misconceptions lead to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studytool import bank
from studytool.answer.judging import judge
from studytool.export.spelled import mistaken, one_number, spellings

SETS = st.sets(st.integers(-999, 999) | st.integers(-999, 999).map(lambda tenths: tenths / 10), min_size=2, max_size=8)


@given(SETS.map(sorted))
def test_spellings_are_read_as_the_set(values):
    """Each spelling is another text, and its numbers are those of the set."""
    texts = list(spellings(values))
    assert len(texts) == len(set(texts)) == (24 if len(values) == 3 else 8)
    for text in texts:
        numbers = [float(word) for word in text.replace("，", " ").replace(",", " ").split()]
        assert sorted(numbers) == values


def test_mistaken_sets_are_wrong_and_different(many_kind):
    """No set comes twice or holds only right numbers, and studytool names the same misconception for it."""
    question = bank.generate(many_kind, 4, "inverse")
    (part,) = question.parts
    found = list(mistaken(question, part))
    assert [claim.id for claim, _ in found] == ["shifted"]
    for claim, values in found:
        assert set(values) - set(part.answer.tolist())
        assert judge(question, part, ", ".join(map(str, values))).claim.id == claim.id


def test_one_number_keeps_its_value_and_tolerance():
    """A set of one is asked for as that number; no misconception has the number itself."""
    question = bank.generate(bank.find("rnn.gru-step"), 6, "inverse")
    (part,) = question.parts
    single = one_number(question, part)
    assert ([single.answer], [single.tolerance]) == (part.answer.tolist(), part.tolerance.tolist())
    assert single.answer not in [claim.value for claim in single.claims]
