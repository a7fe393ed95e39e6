from __future__ import annotations

import re
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from studytool.course.chapters import CHAPTERS
from studytool.learner.exam import Exam, exam_of, set_exam
from studytool.showing.wrapping import shortened
from studytool.store.open_store import open_store
from studytool.study.planning import preparation
from studytool.study.wish import Wish
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.interface import COMMANDS
from studytool.tui.screens.confirm import ConfirmScreen
from studytool.tui.screens.exam_form import ExamFormScreen
from studytool.tui.screens.exam_page import ExamScreen
from studytool.tui.screens.home import HomeScreen
from studytool.tui.screens.mock_start import MockStartScreen
from studytool.tui.screens.sitting import SittingScreen
from studytool.tui.screens.summary import SummaryScreen
from studytool.tui.widgets.field import Field
from studytool.tui.widgets.key_bar import MOST, KeyBar
from studytool.tui.widgets.prose import Prose
from studytool.tui.widgets.title_bar import TitleBar

pytestmark = pytest.mark.asyncio
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FINAL = Exam("Deep Learning final", NOON + timedelta(days=20.5), {"cnn": 1.0, "rnn": 2.0, "rl": 1.0}, 40.0, "UTC", 12)
LONG = Exam("Künstliche neuronale Netze, Klausur " * 2, FINAL.at, dict.fromkeys(FINAL.chapters, 1.5), 700.5, "UTC", 30)


@pytest.fixture
def prepared(tmp_path):
    """A database in which an exam is set."""
    return _set(tmp_path, FINAL)


def _set(tmp_path, exam):
    path = tmp_path / "s.db"
    with open_store(path) as store:
        set_exam(store, exam, NOON - timedelta(days=1))
    return str(path)


def fields(driver):
    return {field.entry: field.box.value for field in driver.screen.query(Field)}


async def fill(driver, **values):
    for entry, value in values.items():
        driver.screen.query_one(f"#field-{entry}", Field).box.value = value
    await driver.settle()


def exam(driver):
    return exam_of(driver.app.backstage.store)


def whole_key_bar(driver):
    """Whether nothing of the key bar is cut."""
    bar = driver.screen.query_one(KeyBar)
    keys = [keys in driver.shown().splitlines()[-1] for keys, _, _ in bar.shown]
    return all(keys) and 1 <= len(keys) <= MOST and bar.breadth <= bar.content_size.width


async def test_home_names_the_exam_and_the_days(start, prepared):
    """Its name and the days left are there without any computing, and E opens its screen."""
    async with start(database=prepared) as driver:
        assert driver.text("exam") == "Exam: Deep Learning final · 20.5 days left"
        assert whole_key_bar(driver)
        await driver.press("e")
        assert isinstance(driver.screen, ExamScreen)
        await driver.press("escape")
        assert isinstance(driver.screen, HomeScreen)


async def test_home_names_no_exam_that_is_over_or_not_set(start, tmp_path):
    """The line is not there."""
    async with start(database=_set(tmp_path, FINAL), clock=lambda: FINAL.at) as driver:
        assert driver.text("exam") == ""
    async with start(database=str(tmp_path / "new.db")) as driver:
        assert driver.text("exam") == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ("Expected mark", "40 min a day", "Recurrent networks", "Most at risk", "by minutes a day", "Today: 10"),
        ),
        ("zh", ("预期得分", "每天 40 分钟", "循环神经网络", "最可能丢分", "每天分钟数", "今天：10 项")),
    ],
)
async def test_the_exam_is_shown_whole(start, prepared, language, words):
    """Mark and band, chapters, risks by their titles, minutes and today; nothing needs scrolling at 80 by 24."""
    async with start(database=prepared, language=language) as driver:
        await driver.press("e")
        page = driver.text("text")
        assert all(word in page for word in words)
        assert re.search(r"50%\s+0/\d+\s+0%\s+\d+%", page)
        assert not re.search(r"kind:|card:|rnn\.|cnn\.|/[A-Z]-\d", page)
        assert driver.screen.query_one("#page").max_scroll_y == 0
        assert page.splitlines()[-1].split()[-1] in driver.shown()
        assert whole_key_bar(driver)
        await driver.pilot.resize_terminal(120, 40)
        await driver.settle()
        assert len(driver.text("text").splitlines()) >= len(page.splitlines())


async def test_the_figures_are_those_of_the_preparation(start, prepared):
    """Mark, band and the marks with other minutes are the ones that the command line prints."""
    async with start(database=prepared) as driver:
        backstage = driver.app.backstage
        found = preparation(backstage.store, backstage.cards, NOON)
        await driver.press("e")
        page = driver.text("text")
        said = found.prediction
        assert f"plan: {said.mean:.0%}; four times out of five between {said.low:.0%} and {said.high:.0%}" in page
        assert all(f"{minutes:g} min {mark:.0%}" in page for minutes, mark in found.more())
        assert f"40 min {said.mean:.0%}" in page


async def test_a_long_name_is_wrapped(start, tmp_path):
    """All of it is on the screen."""
    async with start(database=_set(tmp_path, LONG)) as driver:
        await driver.press("e")
        assert LONG.name.strip() in " ".join(driver.shown().split())


async def test_enter_starts_todays_plan(start, prepared):
    """What is asked first is what the plan has first."""
    async with start(database=prepared) as driver:
        first = preparation(driver.app.backstage.store, driver.app.backstage.cards, NOON).order[0]
        await driver.press("e", "enter")
        assert isinstance(driver.screen, SittingScreen)
        assert driver.screen.sitting.current.task.item == first
        await driver.press("escape")
        assert isinstance(driver.screen, HomeScreen)


async def test_what_is_done_is_counted_when_coming_back(start, prepared):
    """After an answer the screen shows what is known by then."""
    async with start(database=prepared) as driver:
        await driver.press("e")
        known = sum(one.known for one in driver.screen.outlook.chapters)
        await driver.press("enter")
        await driver.press(*(("f3",) if driver.screen.scene.phase == "asking" else ("enter", "3")))
        await driver.press("escape", "enter", "e")
        assert sum(one.known for one in driver.screen.outlook.chapters) == known + 1


async def test_without_an_exam_one_is_set_here(start):
    """Enter opens the form; what is typed is set, and its figures follow."""
    async with start() as driver:
        await driver.press("e")
        assert driver.text("text").startswith("No exam is set.")
        assert whole_key_bar(driver)
        await driver.press("c")
        assert isinstance(driver.screen, ExamScreen)
        await driver.press("enter")
        assert isinstance(driver.screen, ExamFormScreen)
        await driver.pilot.press(*"Final", "tab", *"2026-01-22")
        await fill(driver, chapters="cnn,rl:3", zone="UTC")
        await driver.press("enter")
        assert isinstance(driver.screen, ExamScreen)
        assert "Final · 2026-01-22 09:00 UTC · 20.9 days left, 40 min a day" in driver.text("text")
        assert exam(driver) == Exam("Final", datetime(2026, 1, 22, 9, tzinfo=UTC), {"cnn": 1.0, "rl": 3.0}, 40.0, "UTC")
        await driver.press("escape")
        assert "Final" in driver.text("exam")


@pytest.mark.parametrize(
    ("entry", "typed", "en", "zh"),
    [
        ("date", "soon", "is no date: write 2026-12-14", "应写成 2026-12-14"),
        ("date", "2026-02-30", "is no date", "不是日期"),
        ("date", "2025-01-01", "lies ahead", "将来的日期"),
        ("name", " ", "is no name", "考试名称"),
        ("time", "25:00", "is no time of day", "不是时刻"),
        ("zone", "Mars/Base", "unknown time zone", "没有名为 Mars/Base 的时区"),
        ("minutes", "-5", "at most 1440", "不超过 1440"),
        ("chapters", "cnn,physics", "unknown chapter 'physics'", "没有名为 physics 的章"),
        ("questions", "many", "from 1 to 500", "1 到 500"),
    ],
)
async def test_what_is_unfit_is_refused_and_nothing_is_lost(start, prepared, entry, typed, en, zh):
    """One line in each language, the cursor on the entry, everything typed still there, the exam as it was."""
    async with start(database=prepared) as driver:
        await driver.press("e", "c")
        await fill(driver, **{"name": "Another", entry: typed})
        before = fields(driver)
        await driver.press("enter")
        assert isinstance(driver.screen, ExamFormScreen)
        assert en in driver.text("trouble")
        assert fields(driver) == before
        assert driver.screen.query_one(f"#field-{entry}", Field).box.has_focus
        await driver.press("ctrl+l")
        assert zh in driver.text("trouble")
        assert exam(driver) == FINAL
        await driver.pilot.press("x")
        await driver.settle()
        assert driver.text("trouble") == ""


async def test_enter_goes_on_to_the_date_that_is_missing(start):
    """Without a complaint; a second Enter says in a line of its own that a date is wanted, in either language."""
    async with start() as driver:
        await driver.press("e", "enter")
        await driver.pilot.press(*"Final", "enter")
        await driver.settle()
        assert driver.screen.query_one("#field-date", Field).box.has_focus
        assert driver.text("trouble") == ""
        await driver.press("enter")
        assert driver.text("trouble") == "write the date, such as 2026-12-14"
        await driver.press("ctrl+l")
        assert driver.text("trouble") == "应写出日期，如 2026-12-14"
        await driver.pilot.press(*"2026-01-22", "shift+tab", "enter")
        await driver.settle()
        assert isinstance(driver.screen, ExamScreen)


@pytest.mark.parametrize(("language", "onward", "save"), [("en", "Next line", "Save"), ("zh", "下一行", "保存")])
async def test_the_key_bar_says_what_enter_does_on_each_line(start, language, onward, save):
    """Where Enter only goes on to the date that is missing the bar says so; where Enter saves, it says that."""
    async with start(language=language) as driver:
        await driver.press("e", "enter")
        assert enter_does(driver) == onward
        await driver.press("tab")
        assert enter_does(driver) == save
        await driver.pilot.press(*"2026-01-22", "shift+tab")
        await driver.settle()
        assert enter_does(driver) == save
        assert whole_key_bar(driver)
        await driver.press("tab", "ctrl+u", "shift+tab")
        assert enter_does(driver) == onward
        await driver.pilot.click(KeyBar, offset=(2, 0))
        await driver.settle()
        assert driver.screen.query_one("#field-date", Field).box.has_focus


async def test_the_help_of_the_form_names_enter_once(start):
    """As what it does on all lines but one; keys and what they do are set apart."""
    async with start() as driver:
        await driver.press("e", "enter", "f1")
        rows = [line for line in driver.text("text").splitlines() if "Enter" in line or "Tab, Down" in line]
        assert [re.split(r"  +", row.strip()) for row in rows] == [["Enter", "Save"], ["Tab, Down", "Next line"]]


async def test_a_title_is_one_line_beside_a_scroll_bar_too(start, tmp_path):
    """On a screen that is too low for the page, today's items still take one line each."""
    every = Exam("Final", FINAL.at, dict.fromkeys(CHAPTERS, 1.0), 40.0, "UTC", 12)
    async with start(database=_set(tmp_path, every), size=(60, 16)) as driver:
        await driver.press("e")
        page, text = driver.screen.query_one("#page"), driver.screen.query_one("#text", Prose)
        assert page.max_scroll_y > 0
        cut = [each for each in text.paragraphs if each.text.endswith("…")]
        assert cut
        assert all(len(each.lines(text.content_size.width)) == 1 for each in cut)


def enter_does(driver):
    """What the bottom line of the screen says of Enter."""
    return re.search(r"Enter (.+?)(?:   |\s*$)", driver.shown().splitlines()[-1])[1].strip()


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_resize_is_painted_at_once(start, tmp_path, language, monkeypatch):
    """Also where the screen finds no time for what is put off, and laid out for the new size."""
    every = Exam("Final", FINAL.at, dict.fromkeys(CHAPTERS, 1.0), 40.0, "UTC", 12)
    async with start(database=_set(tmp_path, every), language=language) as driver:
        await driver.press("e")
        pages = [driver.text("text")]
        monkeypatch.setattr(driver.screen, "call_after_refresh", lambda *_: False)
        for size in ((120, 40), (80, 24)):
            await driver.pilot.resize_terminal(*size)
            pages.append(driver.text("text"))
            driver.screen.paint()
            assert driver.text("text") == pages[-1]
            assert driver.screen.query_one("#page").max_scroll_y == 0
        assert pages[0] == pages[2]
        assert len(pages[1].splitlines()) > len(pages[0].splitlines())


@pytest.mark.parametrize(("language", "more"), [("en", "and {} more"), ("zh", "另有 {} 项")])
async def test_todays_items_are_named_as_far_as_there_is_room(start, tmp_path, language, more):
    """At least three, in their order and the language, and how many more; with all six chapters nothing is cut."""
    every = Exam("Final", FINAL.at, dict.fromkeys(CHAPTERS, 1.0), 40.0, "UTC", 12)
    async with start(database=_set(tmp_path, every), language=language) as driver:
        await driver.press("e")
        backstage = driver.app.backstage
        order = preparation(backstage.store, backstage.cards, NOON).order
        titles = [backstage.title(item)[language] for item in order]
        counts = []
        for size in ((80, 24), (120, 40)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
            page = driver.text("text")
            named = [title for title in titles if f"\n{shortened(title, size[0] - 7)[:-1]}" in page]
            counts.append(len(named))
            assert counts[-1] >= 3
            assert named == titles[: counts[-1]]
            assert (more.format(len(titles) - counts[-1]) in page) == (counts[-1] < len(titles))
            assert driver.screen.query_one("#page").max_scroll_y == 0
        assert counts[0] < counts[1]


async def test_a_number_and_its_unit_are_never_parted(start, tmp_path):
    """At every width of the screen, in either language."""
    async with start(database=_set(tmp_path, FINAL)) as driver:
        await driver.press("e")
        for language in ("en", "zh"):
            driver.app.language = language
            for width in range(60, 100, 3):
                head = driver.screen.query_one("#text", Prose).paragraphs[0]
                parted = [line for line in head.lines(width)[:-1] if re.search(r"\d$|分$", line)]
                assert not parted


async def test_home_stays_readable_on_a_narrow_screen(start):
    """At 50 columns all three figures and their heads are there, and a name that is cut says so."""
    async with start(size=(50, 24)) as driver:
        for words in ("due", "new", "seen", "Everything", "Generative adversarial"), ("待复习", "新题", "学过"):
            shown = driver.shown()
            assert all(word in shown for word in words)
            new = str(driver.screen.counts["gan"].new)
            name = CHAPTER_NAMES["gan"][driver.app.language][:4]
            row = next(line for line in reversed(shown.splitlines()) if name in line)
            assert row.split()[-4:-1] == ["0", new, "0"]
            await driver.press("ctrl+l")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_palette_sets_and_clears_the_exam(start, prepared, language):
    """Clearing is asked about; afterwards it is no longer offered."""
    async with start(database=prepared, language=language) as driver:
        await palette(driver, "set_exam", language)
        assert isinstance(driver.screen, ExamFormScreen)
        assert fields(driver)["name"] == FINAL.name
        await driver.press("escape")
        await palette(driver, "clear_exam", language)
        assert isinstance(driver.screen, ConfirmScreen)
        await driver.press("enter")
        assert isinstance(driver.screen, HomeScreen)
        assert exam(driver) is None
        assert driver.text("exam") == ""
        await palette(driver, "clear_exam", language)
        assert not isinstance(driver.screen, ConfirmScreen)


async def palette(driver, id, language):
    """Run what the palette finds by this name."""
    await driver.palette(COMMANDS[id][0][language])


async def test_the_form_begins_with_the_exam_that_is_set(start, prepared):
    """Saved as it is, it stays the same exam; one entry changed changes that."""
    async with start(database=prepared) as driver:
        await driver.press("e", "c")
        assert whole_key_bar(driver)
        assert fields(driver)["chapters"] == "cnn,rnn:2,rl"
        await driver.press("enter")
        assert exam(driver) == FINAL
        await driver.press("c")
        await fill(driver, minutes="22.5")
        await driver.press("enter")
        assert "22.5 min a day" in driver.text("text")
        assert exam(driver) == Exam(FINAL.name, FINAL.at, FINAL.chapters, 22.5, "UTC", 12)


async def test_the_figures_are_worked_out_once(start, prepared, monkeypatch):
    """Opening the screen asks for them one time, coming back from the help once more."""
    async with start(database=prepared) as driver:
        backstage, asked = driver.app.backstage, []
        found = backstage.exam_outlook
        monkeypatch.setattr(backstage, "exam_outlook", lambda: asked.append(1) or found())
        await driver.press("e")
        assert len(asked) == 1
        await driver.press("f1", "escape")
        assert len(asked) == 2


async def test_an_exam_changed_while_figures_are_worked_out_is_shown(start, prepared, monkeypatch):
    """What was found out about the exam before does not stay on the screen."""
    async with start(database=prepared) as driver:
        backstage, slow = driver.app.backstage, threading.Event()
        found = backstage.exam_outlook
        monkeypatch.setattr(backstage, "exam_outlook", lambda: slow.wait() and found())
        await driver.pilot.press("e")
        await driver.until(lambda: isinstance(driver.screen, ExamScreen) and "Loading" in driver.text("text"))
        set_exam(backstage.store, LONG, NOON)
        driver.screen.on_screen_resume()
        slow.set()
        await driver.settle()
        assert "700.5 min a day" in driver.text("text")


async def test_the_entry_under_the_cursor_is_explained(start, prepared):
    """Tab and the arrows move between the lines, and what each means stands below, in either language."""
    async with start(database=prepared) as driver:
        await driver.press("e", "c", "tab")
        assert "2026-12-14" in driver.text("meaning")
        await driver.press("down", "ctrl+l")
        assert driver.text("meaning") == "开始时刻（默认：09:00）"
        await driver.press("up", "up")
        assert driver.screen.query_one("#field-name", Field).box.has_focus


async def test_an_exam_is_cleared_once_that_is_confirmed(start, prepared):
    """F8 asks first; afterwards none is set."""
    async with start(database=prepared) as driver:
        await driver.press("e", "c", "f8")
        assert isinstance(driver.screen, ConfirmScreen)
        assert FINAL.name in driver.shown()
        await driver.press("escape")
        assert exam(driver) == FINAL
        await driver.press("f8", "enter")
        assert isinstance(driver.screen, ExamScreen)
        assert driver.text("text").startswith("No exam is set.")
        assert exam(driver) is None


async def test_there_is_nothing_to_clear_before_an_exam_is_set(start):
    """F8 does nothing, and the bar does not offer it."""
    async with start() as driver:
        await driver.press("e", "enter", "f8")
        assert isinstance(driver.screen, ExamFormScreen)
        assert "F8" not in driver.shown()


async def test_an_exam_that_is_over_says_so_and_the_next_is_set(start, prepared):
    """The form comes with the old one's entries, and refuses its date."""
    async with start(database=prepared, clock=lambda: FINAL.at + timedelta(days=1)) as driver:
        await driver.press("e")
        assert driver.text("text") == "Deep Learning final was on 2026-01-22 00:00 UTC."
        await driver.press("enter", "enter")
        assert "lies ahead" in driver.text("trouble")


async def test_when_todays_minutes_are_spent_nothing_is_offered(start, tmp_path):
    """The bar has no plan for today, and a sitting for the exam says that nothing is left."""
    tiny = Exam("Final", FINAL.at, FINAL.chapters, 0.01, "UTC")
    async with start(database=_set(tmp_path, tiny)) as driver:
        await driver.press("e")
        assert "Nothing more for today." in driver.text("text")
        assert "Today's plan" not in driver.shown()
        await driver.press("enter")
        assert isinstance(driver.screen, ExamScreen)
        driver.app.practise(Wish(exam=True))
        await driver.settle()
        assert isinstance(driver.screen, SummaryScreen)
        assert "Nothing more for today." in driver.text("text")


@pytest.mark.parametrize(("id", "screen"), [("exam", ExamScreen), ("mock_exam", MockStartScreen)])
async def test_the_palette_opens_the_exam_in_either_language(start, prepared, id, screen):
    """By its name in the other language too."""
    for word in (COMMANDS[id][0].en, COMMANDS[id][0].zh):
        async with start(database=prepared) as driver:
            await driver.palette(word)
            assert isinstance(driver.screen, screen)


async def test_the_exams_screens_are_ascii_where_that_is_wanted(start, prepared):
    """Page, form, question and help; Chinese keeps its own signs alone."""
    async with start(database=prepared, ascii_only=True) as driver:
        assert driver.unplain() == set()
        for key in ("e", "f1", "escape", "c", "f8", "escape"):
            await driver.press(key)
            assert driver.unplain() == set()
        await driver.press("ctrl+l", "escape")
        assert not [sign for sign in driver.unplain() if not re.match(r"[\u3000-\u9fff\uff00-\uffef]", sign)]


async def test_light_and_dark_show_the_same_text(start, prepared):
    """The theme changes colours alone."""
    async with start(database=prepared) as driver:
        await driver.press("e")
        dark = driver.shown()
        driver.app.action_theme()
        await driver.settle()
        assert driver.shown() == dark


async def test_undo_does_not_touch_the_exam(start, prepared):
    """It takes back what was done to items; the exam is changed or cleared in its form."""
    async with start(database=prepared) as driver:
        await driver.press("e", "ctrl+z")
        assert exam(driver) == FINAL
        assert driver.screen.query_one(TitleBar).ends[0] == "Exam"


async def test_the_exams_screen_loads_nothing_heavy():
    """Neither the numbers nor the store are imported with the screen or its form."""
    code = (
        "import sys, studytool.tui.screens.exam_page, studytool.tui.screens.exam_form; "
        "import studytool.tui.screens.mock_start; "
        "heavy = ('numpy', 'sqlalchemy', 'sympy', 'torch', 'studytool.questions.bank'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: ASYNC221
    assert done.stdout.strip() == "[]"


async def test_no_key_is_offered_while_the_page_is_worked_out(start, monkeypatch):
    """An exam that was just set is not offered to be set; what the page offers then is there."""
    async with start() as driver:
        go_on, outlook = threading.Event(), driver.app.backstage.exam_outlook
        monkeypatch.setattr(driver.app.backstage, "exam_outlook", lambda: (go_on.wait(), outlook())[1])
        await driver.press("e", "enter")
        await fill(driver, name="Final", date="2026-01-20")
        await driver.pilot.press("enter")
        await driver.until(lambda: isinstance(driver.screen, ExamScreen) and "Loading" in driver.text("text"))
        offered = [text for _, text, _ in driver.screen.query_one(KeyBar).shown]
        shown = driver.shown().splitlines()[-1]
        go_on.set()
        await driver.settle()
        assert "Set an exam" not in offered
        assert "Set an exam" not in shown
        assert "Today's plan" in driver.shown().splitlines()[-1]
