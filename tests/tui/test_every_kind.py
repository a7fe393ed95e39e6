"""Each type of answer in each mode is asked, hinted, answered and explained on the screen, in both languages."""

from __future__ import annotations

import pytest

from studytool.questions.numbers import answer_text
from studytool.study.wish import Wish
from studytool.text.language import LANGUAGES


@pytest.mark.kinds
async def test_a_kind_is_asked_and_answered(kind, start):
    """The right answer, typed as it is printed, is Correct in each part, and every step of the way can be painted.

    The languages take turns, so that each kind and each mode is played in both.
    """
    for mode in kind.modes:
        language = LANGUAGES[(len(kind.id) + kind.modes.index(mode)) % 2]
        wish = Wish(kind=kind.id, mode=mode)
        async with start(wish, language=language, ascii_only=mode == "parts") as driver:
            for _ in driver.screen.sitting.current.task.question.parts:
                await driver.press("f2")
                part = driver.part
                typed = part.answer if part.options else answer_text(part.answer, part.type, digits=8)
                await driver.answer(typed)
                right = {"en": "Correct", "zh": "正确"}[language]
                assert driver.line.startswith(right), (mode, part.name, driver.line)
                await driver.press("enter")
            await driver.press("f3", "ctrl+l")
            heading = {"en": "详解", "zh": "Worked solution"}[language]  # in the other language by now
            assert driver.text("solution").startswith(heading)
