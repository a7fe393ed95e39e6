from __future__ import annotations

from studytool.text.language import Text


def test_a_formula_that_is_asked_for_and_printed_is_told(broken, only):
    """Whoever is to write a formula does not read it in the convention."""
    convention = Text("rounded down; n = ⌊(l − k)/s⌋", "向下取整；n = ⌊(l − k)/s⌋")
    field, _, en = only(broken(convention=convention), "printed")
    assert field == "modes.write"
    assert "asks for n = ⌊(l − k)/s⌋, which its convention prints" in en
    reason = {"write": Text("the convention prints it", "约定中已印出")}
    assert not broken(convention=convention, without=reason)


def test_an_answer_that_stands_in_the_prompt_is_told(broken, monkeypatch):
    """Only where it does so in every variant."""
    from dataclasses import replace

    from studytool.questions.modes import asking
    from studytool.questions.numbers import answer_text

    honest = asking.ASKED["forward"]

    def telling(variant):
        question = honest(variant)
        (part,) = question.parts
        answer = answer_text(part.answer, part.type)
        return replace(question, parts=(replace(part, prompt=Text(f"it is {answer}", f"它是 {answer}")),))

    monkeypatch.setitem(asking.ASKED, "forward", telling)
    ((_, field, _, en, _),) = [one for one in broken() if one[0] == "printed"]
    assert field == "modes.forward"
    assert "stands in its prompt" in en
