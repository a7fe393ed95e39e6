from __future__ import annotations

from studytool.questions.modes import asking
from studytool.vetting.rules import followed


def test_what_breaks_the_parts_after_it_is_told(broken, only, monkeypatch):
    """The value and the part after which something is raised."""

    def picky(question, own):
        if own.get("o") == 7:
            raise LookupError("no seven")
        return question

    monkeypatch.setattr(asking, "follow", picky)
    field, _, en = only(broken(), "followed")
    assert field == "modes.parts"
    assert "with 7 for o the last part raises LookupError" in en


def test_a_right_answer_after_it_is_right(broken, only, monkeypatch):
    """A verdict that is another, and a step that takes seconds."""
    monkeypatch.setattr(followed, "answer_text", lambda *_, **__: "1e9")
    assert "with 0 for n the last part is judged wrong" in only(broken(), "followed")[2]
    monkeypatch.undo()
    monkeypatch.setattr(followed, "SLOWEST", 0.0)
    assert "the last part takes" in only(broken(), "followed")[2]
