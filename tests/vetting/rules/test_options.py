from __future__ import annotations

from dataclasses import replace

import pytest

from studytool.questions.modes import asking


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda options: options[:2], "has 2 different options, and 3 to 5 are wanted"),
        (lambda options: (*options, replace(options[0], key="e")), "has two options that look alike"),
        (lambda options: tuple(replace(one, claim=None) for one in options), "right options, not one"),
    ],
)
def test_a_choice_that_is_none(broken, monkeypatch, spoil, said):
    """Three to five different options, one of them right."""
    honest = asking.ASKED["choice"]

    def careless(variant):
        question = honest(variant)
        (part,) = question.parts
        options = sorted(part.options, key=lambda option: option.key != part.answer)
        return replace(question, parts=(replace(part, options=spoil(tuple(options))),))

    monkeypatch.setitem(asking.ASKED, "choice", careless)
    ((_, field, _, en, _),) = [one for one in broken() if one[0] == "options"]
    assert field == "modes.choice"
    assert said in en
