from __future__ import annotations

import pytest

from studytool.kinds.givens import Drawn
from studytool.text.language import Text


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"asked": "u"}, "asked", "no step is called u; there are n, o, v"),
        ({"parts": ("o", "w", "v")}, "parts", "no step is called w"),
        ({"must_claim": ("rounded-upp",)}, "must_claim", "no mistake is called rounded-upp; the nearest is rounded-up"),
        ({"without": {"chioce": Text("a", "甲")}}, "without", "no mode is called chioce; the nearest is choice"),
        ({"inverse": ("ll",)}, "inverse", "called ll; the nearest is l"),
        ({"inverse": ("w",)}, "inverse", "w has no domain that can be printed"),
        ({"inverse": ("l_1",)}, "inverse", "l_1 has no domain"),
        ({"reference": lambda ww: ww + 0.5}, "reference", "its parameter ww is no given"),
        ({"parts": ("n", "o")}, "parts", "the answer v is no part"),
        ({"labels": "ABC"}, "labels", "by letters in `labels`"),
        ({"source": " "}, "source", "no source is named"),
        ({"claims": 9}, "claims", "9 misconceptions shall be told in every variant, and there are 3"),
    ],
)
def test_a_field_that_names_nothing_is_told(broken, only, changes, field, said):
    """What a field names must be a step, a given, a misconception or a mode."""
    found, line, en = only(broken(**changes), "mentions")
    assert (found, line) == (field, None)
    assert said in en


def test_what_is_there_may_be_named(broken, sound):
    """Entries of vectors may be hidden, parameters with defaults left out; a drawn graph cannot be hidden."""
    assert not broken(inverse=("l", "w_2"), must_claim=("no-plus-one",), parts=("o", "v"))

    def defaulted(l, k, s, w, rounded=0):
        return sound.reference(l, k, s, w) + rounded

    assert not broken(reference=defaulted)
    drawn = {**sound.givens, "l": Drawn(lambda stream, _: stream.integer(20, 99))}
    assert {found[:2] for found in broken(givens=drawn)} == {("mentions", "inverse")}
