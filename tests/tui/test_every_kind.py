"""Every kind in every mode is asked, hinted, answered and explained on the screen, in both languages and in ASCII."""

from __future__ import annotations

import pytest

from studytool.course.modes import MODES
from studytool.questions import bank
from studytool.questions.numbers import answer_text
from studytool.study.wish import Wish
from studytool.text.language import LANGUAGES

KINDS = tuple(bank.kinds())


every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


@every_kind
async def test_a_kind_is_asked_and_answered(kind, start):
    """In a third of its modes, so that each mode is played with a third of the kinds."""
    await _played(kind, [mode for mode in kind.modes if (KINDS.index(kind) + MODES.index(mode)) % 3 == 0], start)


@pytest.mark.long
@every_kind
async def test_a_kind_is_asked_and_answered_in_every_mode(kind, start):
    """In all of them."""
    await _played(kind, kind.modes, start)


async def _played(kind, modes, start):
    """The right answer, typed as it is printed, is Correct in each part, and every step of the way can be painted."""
    for mode in modes:
        language = LANGUAGES[(KINDS.index(kind) + kind.modes.index(mode)) % 2]
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
