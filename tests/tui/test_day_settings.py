from __future__ import annotations

import re
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from studytool.learner.settings import SETTINGS
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.text.interface import COMMANDS
from studytool.text.language import Text, UserError
from studytool.text.settings import NAMES, USUAL
from studytool.tui.screens.form import FormScreen
from studytool.tui.screens.help import HelpScreen
from studytool.tui.screens.home import HomeScreen
from studytool.tui.screens.settings import ENTRIES, SettingsScreen
from studytool.tui.screens.sitting import SittingScreen
from studytool.tui.screens.statistics import StatisticsScreen
from studytool.tui.screens.summary import SummaryScreen
from studytool.tui.widgets.field import Field
from studytool.tui.widgets.key_bar import KeyBar
from studytool.tui.widgets.title_bar import TitleBar

pytestmark = pytest.mark.asyncio
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
CONV = "kind:cnn.conv-output-size"


def box(driver, name):
    return driver.screen.query_one(f"#field-{name}", Field).box


def fields(driver):
    return {field.entry: field.box.value for field in driver.screen.query(Field)}


def held(driver):
    return driver.app.backstage.settings()


async def fill(driver, **values):
    for name, value in values.items():
        box(driver, name.replace("_", "-")).value = value
    await driver.settle()


async def set_all(driver, **values):
    """From home, and back to it."""
    await driver.press("t")
    await fill(driver, **values)
    await driver.press("enter")


@pytest.fixture
def reviewed(tmp_path):
    """A database in which a question was answered rightly some days ago, and when it falls due."""
    with open_store(tmp_path / "s.db") as store:
        store.append(Event("u", NOON - timedelta(days=3), "answer", CONV, {"rating": 3}))
        due = store.memory()[CONV].due
    return str(tmp_path / "s.db"), due


async def test_every_setting_has_its_line():
    """In the order in which the command line prints them; what an empty line says is the default."""
    assert [*ENTRIES] == [*NAMES] == [*USUAL] == [*SETTINGS]
    written = {name: SETTINGS[name].write(SETTINGS[name].default) for name in ("rollover", "wanted-recall")}
    assert {name: Text(text, text) for name, text in written.items()} == {name: USUAL[name] for name in written}


@pytest.mark.parametrize(
    ("size", "language"), [((80, 24), "en"), ((80, 24), "zh"), ((120, 40), "en"), ((120, 40), "zh")]
)
async def test_all_settings_are_on_one_screen(start, size, language):
    """Their names, their values and what the first means; nothing needs scrolling, and nothing is set by looking."""
    async with start(size=size, language=language) as driver:
        await driver.press("t")
        assert isinstance(driver.screen, SettingsScreen)
        shown = driver.shown()
        assert all(name[language] in shown for name in (*NAMES.values(), *USUAL.values()))
        assert SETTINGS["rollover"].about[language] in shown
        assert driver.screen.query_one("#form").max_scroll_y == 0
        assert len(driver.screen.query_one(KeyBar).shown) == 4
        await driver.press("enter")
        assert isinstance(driver.screen, HomeScreen)
        assert (driver.events(), driver.said) == ([], "")


async def test_what_is_typed_holds_from_then_on(start):
    """Each by its own line, in full-width signs too, one event each; the lines show it the next time."""
    async with start() as driver:
        await set_all(
            driver, rollover="５", zone="Europe/Berlin", reviews_a_day="100", new_a_day="0", wanted_recall="0.8",
            easy_days="sun，Sat",
        )  # fmt: skip
        assert isinstance(driver.screen, HomeScreen)
        assert driver.said == "Settings saved"
        assert held(driver) == {
            "rollover": 5, "zone": "Europe/Berlin", "reviews-a-day": 100, "new-a-day": 0, "wanted-recall": 0.8,
            "easy-days": ["sat", "sun"],
        }  # fmt: skip
        assert {event.kind for event in driver.events()} == {"setting"}
        assert len(driver.events()) == 6
        await driver.press("t")
        assert [*fields(driver).values()] == ["5", "Europe/Berlin", "100", "0", "0.8", "sat,sun"]
        await driver.press("enter")
        assert len(driver.events()) == 6


async def test_typing_alone_changes_a_setting(start):
    """Down to its line, the value, Enter; another line stays as it is."""
    async with start() as driver:
        await driver.press("t", "down", "down", "down")
        await driver.pilot.press(*"15", "enter")
        await driver.settle()
        assert held(driver)["new-a-day"] == 15
        assert len(driver.events("setting")) == 1


async def test_an_emptied_line_is_the_default_again(start):
    """As is the word for it."""
    async with start() as driver:
        await set_all(driver, new_a_day="15", easy_days="sun")
        await set_all(driver, new_a_day="", easy_days="none")
        assert held(driver) == {name: setting.default for name, setting in SETTINGS.items()}
        assert len(driver.events("setting")) == 4


async def test_escape_changes_nothing(start):
    """What was typed is dropped."""
    async with start() as driver:
        await driver.press("t")
        await fill(driver, rollover="9")
        await driver.press("escape")
        assert isinstance(driver.screen, HomeScreen)
        assert driver.events() == []


@pytest.mark.parametrize(
    ("name", "typed", "en", "zh"),
    [
        ("rollover", "24", "is no hour", "不是钟点"),
        ("zone", "Europe/Berlim", "Europe/Berlin", "Europe/Berlin"),
        ("reviews-a-day", "some", "is no daily limit", "不能用作每天的上限"),
        ("new-a-day", "-3", "from 0 to 9999", "0 到 9999"),
        ("wanted-recall", "1", "from 0.7 to 0.99", "0.7 到 0.99"),
        ("easy-days", "caturday", "choose from mon,tue", "可选 mon,tue"),
        ("easy-days", "mon,tue,wed,thu,fri,sat,sun", "at least one out", "至少留出一天"),
    ],
)
async def test_what_is_unfit_is_refused_under_its_line(start, name, typed, en, zh):
    """In either language, the cursor on it, all that was typed still there, and none of it set."""
    async with start() as driver:
        await driver.press("t")
        await fill(driver, **{"new-a-day": "7", "rollover": "6", name: typed})
        before = fields(driver)
        await driver.press("enter")
        assert en in driver.text("trouble")
        assert fields(driver) == before
        assert box(driver, name).has_focus
        assert driver.screen.query_one("#trouble").region.y == box(driver, name).region.bottom
        await driver.press("ctrl+l")
        assert zh in driver.text("trouble")
        assert (driver.events(), driver.said) == ([], "")
        await driver.pilot.press("x")
        await driver.settle()
        assert driver.text("trouble") == ""


async def test_the_second_refusal_stands_under_its_own_line(start):
    """The line moves with the entry that it is about."""
    async with start() as driver:
        await driver.press("t")
        await fill(driver, easy_days="caturday", rollover="99")
        await driver.press("enter")
        assert box(driver, "rollover").has_focus
        await fill(driver, rollover="")
        await driver.press("enter")
        assert driver.screen.query_one("#trouble").region.y == box(driver, "easy-days").region.bottom


async def test_the_wanted_recall_moves_what_is_due_at_home(start, reviewed):
    """A higher one makes it due at once; home counts it when it comes back, and a lower one takes it back."""
    path, due = reviewed
    async with start(database=path, clock=lambda: due - timedelta(hours=12)) as driver:
        assert driver.screen.counts["cnn"].due == 0
        await set_all(driver, wanted_recall="0.99")
        assert driver.screen.counts["cnn"].due == 1
        assert driver.text("due").startswith("1 due now")
        await set_all(driver, wanted_recall="0.7")
        assert driver.screen.counts["cnn"].due == 0


async def test_the_next_sitting_keeps_to_the_limits(start):
    """Nothing new a day leaves nothing to ask, one leaves one."""
    async with start() as driver:
        await set_all(driver, new_a_day="0")
        await driver.press("enter")
        assert isinstance(driver.screen, SummaryScreen)
        assert "T at home" in driver.text("text")
        await driver.press("enter")
        await set_all(driver, new_a_day="1")
        await driver.press("enter")
        assert isinstance(driver.screen, SittingScreen)
        await driver.press(*(("f3",) if driver.screen.scene.phase == "asking" else ("enter", "3")), "enter")
        assert isinstance(driver.screen, SummaryScreen)


async def test_an_easy_day_puts_off_what_can_wait(start, reviewed):
    """Near its end home counts it no longer, and counts it again when the day is no longer easy."""
    path, due = reviewed
    async with start(database=path, clock=lambda: due) as driver:
        assert driver.screen.counts["cnn"].due == 1
        hours = due.hour + 1
        easy = (due - timedelta(hours=hours)).strftime("%a")
        await set_all(driver, zone="UTC", rollover=str(hours), easy_days=easy)
        assert driver.screen.counts["cnn"].due == 0
        await set_all(driver, easy_days="")
        assert driver.screen.counts["cnn"].due == 1


async def test_statistics_below_follow_the_days(start, reviewed):
    """Opened from the palette over them, the settings change by which days they count."""
    path, _ = reviewed
    async with start(database=path) as driver:
        await driver.press("s")
        first = driver.screen.figures.days[-1][0]
        driver.app.action_settings()
        await driver.settle()
        await fill(driver, rollover="23", zone="UTC")
        await driver.press("enter")
        assert isinstance(driver.screen, StatisticsScreen)
        assert driver.screen.figures.days[-1][0] == first - timedelta(days=1)


async def test_while_it_is_saved_nothing_leads_away(start, monkeypatch):
    """The screen is alive and says so; Escape does nothing, nor does a second Enter, until it is done."""
    async with start() as driver:
        backstage, slow = driver.app.backstage, threading.Event()
        change = backstage.change_settings
        monkeypatch.setattr(backstage, "change_settings", lambda values: slow.wait() and change(values))
        await driver.press("t")
        await fill(driver, wanted_recall="0.8")
        await driver.pilot.press("enter")
        await driver.until(lambda: driver.screen.query_one(TitleBar).ends == ("Settings", "Saving …"))
        await driver.pilot.press("escape", "enter", "ctrl+l")
        await driver.until(lambda: driver.screen.query_one(TitleBar).ends == ("设置", "正在保存 …"))
        assert isinstance(driver.screen, SettingsScreen)
        slow.set()
        await driver.settle()
        assert isinstance(driver.screen, HomeScreen)
        assert len(driver.events("setting")) == 1


async def test_what_is_opened_meanwhile_stays_open(start, monkeypatch):
    """Saving closes its own screen alone."""
    async with start() as driver:
        backstage, slow = driver.app.backstage, threading.Event()
        change = backstage.change_settings
        monkeypatch.setattr(backstage, "change_settings", lambda values: slow.wait() and change(values))
        await driver.press("t")
        await fill(driver, rollover="7")
        await driver.pilot.press("enter", "f1")
        await driver.until(lambda: isinstance(driver.screen, HelpScreen))
        slow.set()
        await driver.settle()
        assert isinstance(driver.screen, HelpScreen)
        await driver.press("escape", "enter")
        assert isinstance(driver.screen, HomeScreen)
        assert len(driver.events("setting")) == 1


async def test_what_cannot_be_saved_says_so_and_is_kept(start, monkeypatch):
    """A store that refuses leaves everything as it is typed, and the next Enter tries again."""
    async with start() as driver:
        backstage = driver.app.backstage
        change = backstage.change_settings

        def refuse(values):
            raise UserError(Text("the disk is full", "磁盘已满"))

        await driver.press("t")
        await fill(driver, rollover="7")
        monkeypatch.setattr(backstage, "change_settings", refuse)
        await driver.press("enter")
        assert driver.text("trouble") == "the disk is full"
        assert driver.screen.query_one(TitleBar).ends == ("Settings", "")
        assert fields(driver)["rollover"] == "7"
        monkeypatch.setattr(backstage, "change_settings", change)
        await driver.press("enter")
        assert held(driver)["rollover"] == 7


async def test_what_another_program_set_is_left_alone(start, tmp_path):
    """A value that cannot be typed is shown as the default, and not written over unless its line is."""
    with open_store(tmp_path / "s.db") as store:
        store.set("new-a-day", {"other": 1}, NOON)
    async with start() as driver:
        await set_all(driver, rollover="7")
        assert len(driver.events("setting")) == 2
        assert driver.app.backstage.store.settings()["new-a-day"] == {"other": 1}


async def test_two_keys_at_once_go_two_lines_on(start):
    """However fast they come, the text goes to the line that they lead to."""
    async with start() as driver:
        await driver.press("t")
        screen = driver.screen
        assert isinstance(screen, FormScreen)
        screen.action_move(1)
        screen.action_move(1)
        await driver.settle()
        assert box(driver, "reviews-a-day").has_focus
        await driver.press("up", "up", "up")
        assert box(driver, "easy-days").has_focus


async def test_keys_before_the_next_line_act_on_this_one(start):
    """What comes together with Down is taken back where it was typed, what comes after it goes to the next line."""
    async with start() as driver:
        await driver.press("t")
        for key in ("1", "5", "backspace", "down", "U", "T", "backspace", "down", "7"):
            driver.app.simulate_key(key)
        await driver.settle()
        assert [box(driver, name).value for name in ("rollover", "zone", "reviews-a-day")] == ["1", "U", "7"]


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_palette_opens_the_settings_in_either_language(start, language):
    """By their name in the other language too; over themselves they are not opened again."""
    async with start(language=language) as driver:
        for word in (COMMANDS["settings"][0].en, COMMANDS["settings"][0].zh):
            await driver.palette(word)
            assert isinstance(driver.screen, SettingsScreen)
        await driver.press("escape")
        assert isinstance(driver.screen, HomeScreen)


async def test_the_help_at_home_names_the_key(start):
    """The bar has no room for it, and is as it was."""
    async with start() as driver:
        assert [keys for keys, _, _ in driver.screen.query_one(KeyBar).shown] == ["Enter", "B", "S", "E", "F1"]
        await driver.press("f1")
        assert re.search(r"T +Settings", driver.text("text"))


async def test_the_settings_are_ascii_where_that_is_wanted(start):
    """A refusal too; Chinese keeps its own signs alone."""
    async with start(ascii_only=True) as driver:
        await driver.press("t")
        await fill(driver, easy_days="caturday")
        await driver.press("enter")
        assert driver.unplain() == set()
        await driver.press("ctrl+l")
        assert not [sign for sign in driver.unplain() if not re.match(r"[\u3000-\u9fff\uff00-\uffef]", sign)]


async def test_no_colour_is_grey_and_words_say_it(start, monkeypatch):
    """With NO_COLOR every cell is grey, and a refusal is told by its words."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with start(environ={"NO_COLOR": "1"}) as driver:
        await driver.press("t")
        await fill(driver, rollover="99")
        await driver.press("enter")
        styles = [segment.style for strip in driver.screen._compositor.render_strips() for segment in strip]
        colours = {colour.triplet for style in styles if style for colour in (style.color, style.bgcolor) if colour}
        assert all(max(triplet) - min(triplet) <= 1 for triplet in colours if triplet)
        assert "is no hour" in driver.shown()


async def test_undo_does_not_touch_the_settings(start):
    """It takes back what was done to items, and nothing where it could not be seen."""
    async with start() as driver:
        await set_all(driver, rollover="7")
        await driver.press("ctrl+z", "t", "ctrl+z")
        assert held(driver)["rollover"] == 7
        assert isinstance(driver.screen, SettingsScreen)


async def test_the_settings_screen_loads_nothing_heavy():
    """Neither the numbers nor the store are imported with it."""
    code = (
        "import sys, studytool.tui.screens.settings; "
        "heavy = ('numpy', 'sqlalchemy', 'sympy', 'torch', 'studytool.questions.bank'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: ASYNC221
    assert done.stdout.strip() == "[]"
