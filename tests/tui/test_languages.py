from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import studytool.text
import studytool.tui
from studytool.learner.settings import SETTINGS
from studytool.study.wish import Wish
from studytool.text import chapters, exam_words, interface, settings
from studytool.text.language import Text
from studytool.tui import screens, widgets
from studytool.tui.widgets.answer import AnswerBox
from studytool.tui.widgets.key_bar import MOST, KeyBar

pytestmark = pytest.mark.asyncio


HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]")


def said_in(value):
    """The texts of a constant."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict | tuple | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from said_in(each)


async def test_no_half_width_mark_touches_a_han_character():
    """In every text of the interface, but for what is code."""
    packages = (studytool.text, studytool.tui, screens, widgets)
    names = [found.name for each in packages for found in pkgutil.iter_modules(each.__path__, f"{each.__name__}.")]
    values = [value for name in names for value in vars(importlib.import_module(name)).values()]
    texts = {text for value in values for text in said_in(value)}
    assert len(texts) > 200
    assert not [text.zh for text in texts if HALF_WIDTH.search(re.sub("`[^`]*`", "", text.zh))]


async def test_switching_the_language_keeps_what_was_typed(start, conv):
    """Everything on the screen changes but the text in the box."""
    async with start(conv) as driver:
        await driver.type("1/2")
        english = driver.shown()
        await driver.press("ctrl+l")
        assert driver.typed == "1/2"
        assert driver.text("stem").startswith("输入")
        assert "output" not in driver.shown()
        assert "提交" in driver.shown()
        await driver.press("ctrl+l")
        assert driver.shown() == english


async def test_the_verdict_is_said_in_the_new_language(start, conv):
    """A verdict and its solution follow the switch."""
    async with start(conv, language="zh") as driver:
        await driver.answer(driver.right)
        assert driver.line.startswith("正确。")
        await driver.press("ctrl+l")
        assert driver.line.startswith("Correct.")
        assert "Worked solution" in driver.text("solution")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_key_bar_is_fully_visible(start, conv, language):
    """At 80 columns it has at most five keys, and none is cut, in every phase and on every screen."""

    async def check(driver):
        bar = driver.screen.query_one(KeyBar)
        assert 1 <= len(bar.shown) <= MOST
        assert bar.breadth <= bar.content_size.width
        assert all(keys in driver.shown().splitlines()[-1] for keys, _, _ in bar.shown)

    async with start(language=language) as driver:
        await check(driver)
        for key in ("b", "escape", "s", "f1", "escape", "escape", "t", "escape", "e", "enter", "escape", "m"):
            await driver.press(key)
            await check(driver)
    async with start(conv, language=language) as driver:
        await check(driver)
        await driver.answer(driver.right)
        await check(driver)
        await driver.press("escape")
        await check(driver)
    async with start(language=language) as driver:
        driver.app.practise_card(driver.app.backstage.cards()[0].item)
        await driver.settle()
        await check(driver)
        await driver.press("enter")
        await check(driver)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_resizing_keeps_text_and_cursor(start, conv, size):
    """The box has the same text and the same place in it."""
    async with start(conv) as driver:
        await driver.type("12345")
        driver.screen.query_one(AnswerBox).box.cursor_position = 2
        await driver.pilot.resize_terminal(*size)
        await driver.settle()
        box = driver.screen.query_one(AnswerBox).box
        assert (box.value, box.cursor_position, box.has_focus) == ("12345", 2, True)


@pytest.mark.parametrize("kind", ["cnn.conv-output-size", "rnn.gru-step", "rl.sarsa-lambda-episode", "rnn.beam-search"])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_everything_is_visible_at_80_by_24(start, kind, language):
    """Stem, givens, convention, box and reading line need no scrolling."""
    async with start(Wish(kind=kind), language=language) as driver:
        body = driver.screen.query_one("#body")
        assert body.max_scroll_y == 0
        assert driver.screen.query_one(AnswerBox).region.bottom <= 23
        assert driver.line.split()[-1] in driver.shown()


async def test_no_line_begins_with_a_closing_mark(start):
    """A Chinese question is wrapped as Chinese is."""
    for width in (60, 71, 80):
        async with start(Wish(kind="rl.sarsa-lambda-episode"), language="zh", size=(width, 30)) as driver:
            lines = [line.strip(" │") for line in driver.shown().splitlines()]
            assert not [line for line in lines if re.match("[，。、；：？！）]", line)]


async def test_no_colour_is_grey_and_words_say_it(start, conv, monkeypatch):
    """With NO_COLOR every cell is grey, and the verdict is a word."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with start(conv, environ={"NO_COLOR": "1"}) as driver:
        await driver.answer(driver.right)
        styles = [segment.style for strip in driver.screen._compositor.render_strips() for segment in strip]
        colours = {colour.triplet for style in styles if style for colour in (style.color, style.bgcolor) if colour}
        assert all(max(triplet) - min(triplet) <= 1 for triplet in colours if triplet)
        assert "Correct" in driver.shown()


async def test_no_colour_may_be_passed_in(start, conv):
    """NO_COLOR counts in the environment that is passed, not only in the process's own."""
    async with start(conv, environ={"NO_COLOR": "1"}) as driver:
        assert [type(each).__name__ for each in driver.app.get_line_filters()][-1] == "Monochrome"


@pytest.mark.parametrize("mode", ["forward", "parts", "choice"])
async def test_ascii_leaves_no_other_sign_in_english(start, mode):
    """Question, verdict, solution, palette, help, cards and lists are pure ASCII."""
    async with start(Wish(kind="rnn.gru-step", mode=mode), ascii_only=True) as driver:
        assert driver.unplain() == set()
        await driver.press("f3")
        assert driver.unplain() == set()
        await driver.press("pageup", "f1")
        assert driver.unplain() == set()
        await driver.press("escape", "ctrl+p")
        assert driver.unplain() == set()


async def test_ascii_holds_on_the_other_screens(start):
    """Home, the lists, a card and the statistics too."""
    async with start(ascii_only=True) as driver:
        assert driver.unplain() == set()
        for key in ("b", "tab", "end"):
            await driver.press(key)
            assert driver.unplain() == set()
        await driver.press("enter", "enter")
        assert driver.unplain() == set()
        await driver.press("3", "enter", "s")
        assert driver.unplain() == set()


async def test_ascii_keeps_chinese(start, conv):
    """In Chinese only Han characters and their marks are left beside ASCII."""
    async with start(conv, ascii_only=True, language="zh") as driver:
        await driver.press("f3")
        left = {sign for sign in driver.shown() if not sign.isascii()}
        assert left
        assert not [sign for sign in left if not re.match(r"[\u3000-\u9fff\uff00-\uffef]", sign)]


def _every_text():
    tables = (chapters.CHAPTER_NAMES, interface.MODES, interface.KEYS, interface.LINES)
    yield from (text for table in tables for text in table.values())
    yield from interface.RATINGS
    heads = (exam_words.CHAPTER_HEADS, exam_words.REPORT_HEADS, exam_words.QUESTION_HEADS)
    entries = (*exam_words.ENTRIES.values(), *exam_words.MOCK_ENTRIES.values(), *heads)
    yield from (text for texts in (*interface.COMMANDS.values(), *entries) for text in texts)
    yield from (text for text in (*vars(exam_words).values(), *vars(settings).values()) if isinstance(text, Text))
    yield from (*settings.NAMES.values(), *settings.USUAL.values())
    yield from (text for each in SETTINGS.values() for text in (each.about, each.form))


async def test_chinese_strings_follow_the_typography():
    """Full-width marks after Han, a space between Han and Latin, none beside full-width marks, no polite forms."""
    places = re.compile(r"\{[a-z]+\}")
    for text in _every_text():
        line = places.sub("1", text.zh)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!.]", line), line
        assert not re.search(r"[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]", line), line
        assert not re.search(r"您|请|缺省|\"", line), line
        assert set(places.findall(text.en)) == set(places.findall(text.zh)), text
