from __future__ import annotations

from datetime import UTC, datetime

import pytest

from studytool.store.open_store import open_store
from studytool.study.wish import Wish
from studytool.tui.app import StudyApp
from studytool.tui.backstage import Backstage

pytestmark = pytest.mark.asyncio
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


async def test_a_decimal_comma_is_read_as_soon_as_it_is_switched_on(start):
    """What stands in the box is read anew, and the choice is remembered."""
    async with start(Wish(kind="rl.q-learning-update")) as driver:
        await driver.type("0,5")
        assert "0; 5" in driver.line
        driver.app.action_decimal_comma()
        await driver.settle()
        assert driver.line.split()[-1] == "0.5"
        assert driver.app.backstage.setting("decimal-comma") == "on"
        driver.app.action_decimal_comma()
        await driver.settle()
        assert "0; 5" in driver.line
        assert driver.app.backstage.setting("decimal-comma") == "off"


async def test_a_later_sitting_reads_the_decimal_comma(start):
    """Switched on at home, it holds in the sitting begun afterwards."""
    async with start() as driver:
        driver.app.action_decimal_comma()
        driver.app.practise(Wish(kind="rl.q-learning-update"))
        await driver.settle()
        assert driver.screen.sitting.decimal_comma
        await driver.type("0,5")
        assert driver.line.split()[-1] == "0.5"


async def test_the_palette_has_the_decimal_comma_in_both_languages(start):
    """It is found by its name in either language."""
    async with start() as driver:
        for word in ("decimal", "逗号"):
            await driver.press("ctrl+p")
            await driver.pilot.press(*word)
            await driver.settle()
            assert "Decimal comma" in driver.shown()
            await driver.press("escape")


async def test_the_language_switched_to_is_remembered(start):
    """Ctrl+L writes the language that it leads to."""
    async with start() as driver:
        await driver.press("ctrl+l")
        assert driver.app.backstage.setting("language") == "zh"
        await driver.press("ctrl+l", "ctrl+l", "ctrl+l")
        assert driver.app.backstage.setting("language") == "en"


@pytest.mark.parametrize("said", [(), ("language", "decimal-comma")])
async def test_the_store_decides_what_was_not_said(tmp_path, said):
    """What is asked for at the start beats what is remembered, and nothing else does."""
    with open_store(tmp_path / "s.db") as store:
        store.remember("language", "zh")
        store.remember("decimal-comma", "on")
    backstage = Backstage(str(tmp_path / "s.db"), 1, lambda: NOON)
    app = StudyApp(None, backstage, language="en", environ={}, said=said)
    try:
        async with app.run_test() as pilot:
            await app.opened.wait()
            await pilot.pause()
            await app.workers.wait_for_complete()
            assert (app.language, app.decimal_comma) == (("en", False) if said else ("zh", True))
    finally:
        app.backstage.close()


async def test_a_remembered_language_that_is_none_is_overlooked(tmp_path):
    """Whatever another program wrote, the interface keeps a language that it has."""
    with open_store(tmp_path / "s.db") as store:
        store.remember("language", "tlh")
    app = StudyApp(None, Backstage(str(tmp_path / "s.db"), 1, lambda: NOON), language="en", environ={}, said=())
    try:
        async with app.run_test() as pilot:
            await app.opened.wait()
            await pilot.pause()
            await app.workers.wait_for_complete()
            assert app.language == "en"
    finally:
        app.backstage.close()
