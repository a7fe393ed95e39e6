from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len

from studytool.course.chapters import CHAPTERS
from studytool.questions import bank
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.language import LANGUAGES

pytestmark = pytest.mark.asyncio
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def long(tmp_path):
    """A database with more days of reviews in every chapter than fit on a screen."""
    path = tmp_path / "long.db"
    with open_store(path) as store:
        for day in range(20):
            for chapter in CHAPTERS:
                item, at = f"kind:{bank.chapter(chapter)[0].id}", NOON - timedelta(days=30 - day)
                store.append(Event(f"{chapter}{day}", at, "answer", item, {"rating": 3, "verdict": "correct"}))
    return str(path)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_chapter_has_one_line_beside_the_scroll_bar(start, long, language):
    """On 80 columns no figure is pushed to a line of its own, though the page is longer than the screen."""
    async with start(database=long, language=language) as driver:
        await driver.press("s")
        page = driver.screen.query_one("#page")
        assert page.max_scroll_y > 0
        lines = driver.shown().splitlines()
        for name in CHAPTER_NAMES.values():
            (line,) = [line for line in lines if line.strip().startswith(name[language])]
            assert line.count("%") == 2
            assert cell_len(line.rstrip()) <= 80
