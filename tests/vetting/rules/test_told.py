from __future__ import annotations

from dataclasses import replace

from studytool.text.language import Text
from studytool.vetting.rules import told


def test_a_number_that_is_not_told_by_name(broken, only, monkeypatch):
    """The misconception is named with the first seed, mode and part."""
    honest = told.judge

    def forgetful(question, part, typed):
        found = honest(question, part, typed)
        return replace(found, claim=None) if found.claim and found.claim.id == "rounded-up" else found

    monkeypatch.setattr(told, "judge", forgetful)
    field, _, en = only(broken(), "told")
    assert field == "mistakes.rounded-up"
    assert "is told as wrong; it should be told by its name" in en


def test_an_empty_feedback_says_nothing(broken, changed):
    """A misconception that is told with no word."""
    found = broken(misconceptions=changed("rounded-up", feedback=Text("", "")))
    assert ("told", "mistakes.rounded-up") in {one[:2] for one in found}
