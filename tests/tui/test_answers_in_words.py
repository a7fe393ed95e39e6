"""A kind whose answer is a word, on the screen."""

from __future__ import annotations

import pytest

from studytool.study.wish import Wish
from studytool.text.language import LANGUAGES
from tests.worded import SIX, YES_OR_NO

pytestmark = pytest.mark.usefixtures("worded_kinds")
SAID = {"en": ("Correct", "Wrong", "The answer: "), "zh": ("正确", "错误", "答案：")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [YES_OR_NO, SIX], ids=lambda kind: kind.id)
async def test_words_are_chosen_judged_and_explained(kind, language, start):
    """The options are words; a wrong one is told, the solution ends in the right one, also in the other language."""
    right, wrong, answer = SAID[language]
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    async with start(Wish(kind=kind.id, mode="forward", count=2), language=language) as driver:
        part = driver.part
        assert all(f"{one.key})  {one.text[language]}" in driver.text("options") for one in part.options)
        await driver.answer(next(one.key for one in part.options if one is not part.right))
        assert driver.line.startswith(wrong)
        assert f"{answer}{part.answer})  {part.right.text[language]}" in driver.line
        assert f"→ {part.right.text[language]}" in driver.text("solution")
        await driver.press("ctrl+l")
        assert f"→ {part.right.text[other]}" in driver.text("solution")
        await driver.press("ctrl+l", "enter")
        await driver.answer(driver.part.answer)
        assert driver.line.startswith(right)


async def test_an_arrow_is_plain_where_signs_are(start):
    """In ASCII the word still stands behind its value."""
    async with start(Wish(kind=YES_OR_NO.id), ascii_only=True) as driver:
        await driver.answer(driver.part.answer)
        await driver.press("f3")
        assert f"-> {driver.part.right.text.en}" in driver.text("solution")
