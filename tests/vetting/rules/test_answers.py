from __future__ import annotations

import pytest

from studytool.vetting.rules import answers


@pytest.mark.parametrize(("digits", "said"), [(6, "as it is printed, is judged"), (4, "to four significant digits")])
def test_a_right_answer_that_is_not_taken_is_told(broken, monkeypatch, digits, said):
    """What is printed must be right, and four digits must be enough; each mode is told once."""
    honest = answers.answer_text

    def careless(value, type, digits=6):
        return "1000" if digits == wrong and type == "float" else honest(value, type, digits=digits)

    wrong = digits
    monkeypatch.setattr(answers, "answer_text", careless)
    found = [one for one in broken() if one[0] == "answers"]
    assert [one[1] for one in found] == ["modes.forward", "modes.parts", "modes.fill"]
    assert all(said in one[3] for one in found)
