from __future__ import annotations

from dataclasses import replace

import pytest

from studytool.course.index import entries
from studytool.questions import bank
from studytool.vetting.rules import indexed
from studytool.vetting.subject import Subject

KIND = bank.find("cnn.conv-output-size")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        (None, "id", "does not have the kind yet"),
        ({"digest": "0"}, "version", "raise `version`"),
        ({"version": 2, "digest": "0"}, "version", "another version"),
        ({"level": 2}, "level", "another level"),
        ({"belongs": {}}, "belongs", "another belongs"),
        ({"module": "studytool.topics.cnn.elsewhere"}, "module", "another module"),
    ],
)
def test_the_index_and_the_kind_say_the_same(monkeypatch, changes, field, said):
    """What the index lacks or has otherwise is told, and how to mend it; other first variants ask for a new version."""
    known = {} if changes is None else {KIND.id: replace(entries()[KIND.id], **changes)}
    monkeypatch.setattr(indexed, "entries", lambda: known)
    (found,) = indexed.check(Subject(KIND))
    assert found.field == field
    assert said in found.said.en
    assert f"studytool vet {KIND.id} --accept" in found.said.en


def test_only_kinds_of_the_bank_are_indexed():
    """What somebody makes up is nobody's question."""
    assert not [*indexed.check(Subject(replace(KIND)))]
