from __future__ import annotations

from studytool.questions import explain
from studytool.questions.numbers import answer_text


def test_a_hint_that_gives_the_answer_is_told(broken, monkeypatch):
    """Only where it does so in every variant: a formula's 1 is the answer by chance now and then."""
    honest = explain.hints

    def telling(question, part):
        asked = next(one for one in question.parts if one.name == part)
        if asked.options or asked.type in {"set", "formula"}:
            return honest(question, part)
        return (f"{part} = {answer_text(asked.answer, asked.type)}",)

    monkeypatch.setattr(explain, "hints", telling)
    found = [one for one in broken() if one[0] == "hints"]
    assert {one[1] for one in found} >= {"modes.forward", "modes.parts"}
    assert "has the answer to v in it" in found[0][3]


def test_every_part_has_a_hint(broken, only, monkeypatch):
    """Nobody presses a key for nothing."""
    monkeypatch.setattr(explain, "hints", lambda *_: ())
    field, _, en = only(broken(), "hints")
    assert field == "modes.forward"
    assert "seed 0, forward: v has no hint" in en
