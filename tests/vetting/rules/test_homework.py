from __future__ import annotations

from dataclasses import replace

from studytool.text.language import Text, UserError
from studytool.vetting.rules import homework


def test_a_kind_that_cannot_be_worked_out_is_told(broken, only, monkeypatch):
    """What `solve` refuses, and another answer than the question's."""

    def refusing(*_):
        raise UserError(Text("no", "不行"))

    honest = homework.worked
    monkeypatch.setattr(homework, "worked", refusing)
    field, _, en = only(broken(), "homework")
    assert field == "givens"
    assert "seed 2, typed in, is refused: no" in en

    def other(kind, assignments):
        found = honest(kind, assignments)
        return replace(found, values={**found.values, kind.asked: 7.0})

    monkeypatch.setattr(homework, "worked", other)
    assert "has another answer" in only(broken(), "homework")[2]
