from __future__ import annotations

import pytest

from studytool.questions import bank


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("cnn.Pooled_Sum", "is no id"),
        ("pooled-sum", "is no id"),
        ("cnm.pooled-sum", "no chapter is called cnm; the nearest is cnn"),
    ],
)
def test_an_id_that_nobody_can_type_is_told(broken, only, id, said):
    """Chapter, dot, words with hyphens."""
    field, _, en = only(broken(id=id), "identity")
    assert field == "id"
    assert said in en


def test_a_kind_of_the_bank_stands_in_the_catalogue(sound, monkeypatch, broken):
    """Where it is taught it needs a number, and an id of its own."""
    assert not broken()
    monkeypatch.setattr(bank, "chapter", lambda _: (sound, sound))
    from studytool.vetting.rules import identity
    from studytool.vetting.subject import Subject

    found = [one.said.en for one in identity.check(Subject(sound))]
    assert ["another kind has this id" in found[0], "the catalogue does not know the kind" in found[1]] == [True, True]
