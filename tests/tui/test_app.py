from __future__ import annotations

import asyncio
import os
import pty
import re
import signal
import subprocess
import sys

import pytest
from textual._compositor import CompositorUpdate

from studytool.study.wish import Wish
from studytool.text.interface import COMMANDS, KEYS
from studytool.tui.app import StudyApp, run
from studytool.tui.keys import entries, key_name
from studytool.tui.screens.browse import BrowseScreen
from studytool.tui.screens.confirm import ClearExamScreen, HandInScreen, QuitPaperScreen, ResetScreen
from studytool.tui.screens.exam_form import ExamFormScreen
from studytool.tui.screens.exam_page import ExamScreen
from studytool.tui.screens.help import HelpScreen
from studytool.tui.screens.home import HomeScreen
from studytool.tui.screens.mock import MockScreen
from studytool.tui.screens.mock_report import MockReportScreen
from studytool.tui.screens.mock_start import MockStartScreen
from studytool.tui.screens.settings import SettingsScreen
from studytool.tui.screens.sitting import SittingScreen
from studytool.tui.screens.statistics import StatisticsScreen
from studytool.tui.screens.summary import SummaryScreen
from studytool.tui.widgets.key_bar import KeyBar

SCREENS = [HomeScreen, BrowseScreen, SittingScreen, StatisticsScreen, SummaryScreen, HelpScreen]
SCREENS += [ExamScreen, ExamFormScreen, MockStartScreen, MockScreen, MockReportScreen]
SCREENS += [ResetScreen, HandInScreen, ClearExamScreen, SettingsScreen]
RUN = "import os; from studytool.tui.app import run; from studytool.study.wish import Wish; "


@pytest.mark.parametrize("screen", [*SCREENS, StudyApp])
def test_every_binding_has_an_id_with_a_text(screen):
    """No key is without a description in both languages."""
    assert all(binding.id in KEYS and KEYS[binding.id].zh for binding in screen.BINDINGS)


@pytest.mark.asyncio
async def test_help_lists_every_binding(start, conv):
    """Each key of the screen and of the application is there with what it does."""
    async with start(conv) as driver:
        await driver.press("f1")
        listed = driver.text("text")
        for binding in [*SittingScreen.BINDINGS, *StudyApp.BINDINGS]:
            assert KEYS[binding.id].en in listed
            assert all(key_name(key) in listed for key in binding.key.split(","))
        await driver.press("f1")
        assert isinstance(driver.screen, SittingScreen)


def test_keys_for_one_thing_stand_together():
    """Two keys of one binding make one line of help."""
    assert [entry.keys for entry in entries(SummaryScreen.BINDINGS)] == ["Enter, Esc"]


@pytest.mark.asyncio
async def test_home_counts_and_starts_a_chapter(start):
    """Every chapter has its row; Enter begins a sitting with the one under the cursor."""
    async with start() as driver:
        assert "new" in driver.text("due")
        counts = driver.screen.counts
        assert sum(each.new for each in counts.values()) > 100
        await driver.press("down", "down", "enter")
        assert isinstance(driver.screen, SittingScreen)
        assert driver.screen.sitting.current.task.chapter == "rnn"


@pytest.mark.asyncio
async def test_what_was_answered_is_counted_at_home(start, conv):
    """After a sitting home counts anew."""
    async with start() as driver:
        driver.app.practise(conv)
        await driver.settle()
        await driver.answer(driver.right)
        await driver.press("escape", "enter")
        assert isinstance(driver.screen, HomeScreen)
        assert driver.screen.counts["cnn"].known == 1


@pytest.mark.asyncio
async def test_browsing_practises_what_is_chosen(start):
    """The right list follows the left one, and Enter there asks that kind."""
    async with start() as driver:
        await driver.press("b", "down", "enter")
        entry = driver.screen.entries[0]
        assert (entry.item.startswith("kind:rnn."), entry.level) == (True, 1) or entry.level
        await driver.press("enter")
        assert driver.screen.sitting.current.task.item == entry.item
        await driver.press("escape")
        assert isinstance(driver.screen, HomeScreen)


@pytest.mark.asyncio
async def test_statistics_show_the_log(start, conv):
    """A chapter's reviews and the share right are there."""
    async with start() as driver:
        await driver.press("s")
        assert driver.text("text") == "Nothing was answered yet."
        await driver.press("escape")
        driver.app.practise(conv)
        await driver.settle()
        await driver.answer(driver.right)
        await driver.press("escape", "enter", "s")
        assert re.search("Convolutional networks +1 +100%", driver.text("text"))


@pytest.mark.asyncio
async def test_the_palette_runs_every_command(start):
    """Each command is found by its Chinese name in an English interface."""
    async with start() as driver:
        await driver.palette(COMMANDS["browse"][0].zh)
        assert isinstance(driver.screen, BrowseScreen)


def test_a_database_that_cannot_be_opened_ends_with_status_2(tmp_path, capsys, monkeypatch):
    """The store's one line is on stderr, in the language of the interface."""
    (tmp_path / "x.db").write_text("no database at all, only some text that is long enough to be read as one")
    monkeypatch.setattr(StudyApp, "run", lambda self: App.run(self, headless=True))
    from textual.app import App

    status = run(None, database=str(tmp_path / "x.db"), language="en", ascii_only=False, seed=1, environ={})
    assert status == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def _in_a_terminal(code, until, act):
    """Run some code in a pseudo-terminal, act once a text is drawn; return its status and all that it wrote."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-c", code])  # noqa: S606
    written, acted = b"", False
    while True:
        try:
            written += os.read(terminal, 65536)
        except OSError:  # the program has ended, and nobody holds the other end
            break
        if not acted and until in written:
            act(pid, terminal)
            acted = True
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), written


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (lambda _, terminal: os.write(terminal, b"\x03"), 0),
        (lambda _, terminal: os.write(terminal, b"\x11"), 0),
        (lambda pid, _: os.kill(pid, signal.SIGHUP), 128 + signal.SIGHUP),
        (lambda pid, _: os.kill(pid, signal.SIGTERM), 128 + signal.SIGTERM),
    ],
    ids=["ctrl-c", "ctrl-q", "hangup", "terminate"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_leaving_restores_the_terminal(tmp_path, act, status):
    """The main screen and the cursor are given back, however it ends."""
    code = RUN + (
        f"raise SystemExit(run(Wish(kind='cnn.conv-output-size'), database={str(tmp_path / 's.db')!r}, language='en', "
        "ascii_only=False, seed=1, environ=os.environ))"
    )
    got, written = _in_a_terminal(code, b"whole number", act)
    assert got == status
    assert b"\x1b[?1049l" in written
    assert written.rindex(b"\x1b[?25h") > written.rindex(b"\x1b[?25l")


def test_nothing_heavy_is_imported_before_the_first_frame():
    """The application, home and the sitting's screen load neither the numbers nor the store."""
    code = (
        "import sys, studytool.tui.app, studytool.tui.screens.home, studytool.tui.screens.sitting; "
        "heavy = ('numpy', 'sqlalchemy', 'sympy', 'torch', 'studytool.questions.bank'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.asyncio
async def test_the_palette_opens_once(start):
    """Also where the question whether to quit stands over it."""
    async with start() as driver:
        driver.app.action_mock_exam()
        await driver.settle()
        await driver.press("enter", "ctrl+p", "ctrl+q")
        assert isinstance(driver.screen, QuitPaperScreen)
        await driver.press("ctrl+p", "escape", "escape")
        assert isinstance(driver.screen, MockScreen)


@pytest.mark.asyncio
@pytest.mark.parametrize("keys", ["e", "s", "b", "em", "t"])
async def test_a_screen_can_be_left_while_it_still_loads(start, keys):
    """What comes too late is not shown anywhere."""
    async with start() as driver:
        for pause in range(8):
            for key in [*keys, "escape", "escape"]:
                driver.app.simulate_key(key)
                await asyncio.sleep(0.002 * pause)
            await driver.settle()
            assert isinstance(driver.screen, HomeScreen)


@pytest.mark.asyncio
@pytest.mark.parametrize("open", ["f1", "ctrl+p"])
async def test_a_resize_behind_another_screen_cuts_no_sign_in_two(start, monkeypatch, open):
    """What is drawn afterwards is drawn whole, not up to where the screen once ended."""
    async with start(size=(40, 12)) as driver:
        driver.app.practise(Wish(kind="generative.rbm-energy"))
        await driver.settle()
        await driver.pilot.press(open)
        await driver.settle()
        await driver.pilot.resize_terminal(120, 40)
        await driver.press("escape")
        drawn, display = [], driver.app._display

        def noted(screen, update):
            if isinstance(update, CompositorUpdate):
                drawn.append(update.render_segments(driver.app.console))
            display(screen, update)

        monkeypatch.setattr(driver.app, "_display", noted)
        await driver.press("ctrl+l")
        await driver.until(lambda: any("受限玻尔兹曼机（" in text for text in drawn))
        await driver.settle()
        stems = [text for text in drawn if "受限玻尔兹曼机（" in text]
        assert all("可见单元" in text for text in stems)


@pytest.mark.asyncio
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 60, 40, 24])
async def test_the_key_bar_cuts_no_key(start, conv, width, language):
    """Where there is no room for all, whole ones are left out, and never the help."""
    async with start(conv, size=(width, 24), language=language) as driver:
        shown, bar = driver.shown().splitlines()[-1], driver.screen.query_one(KeyBar)
        places = [f"{keys} {text}" for keys, text, _ in bar.shown]
        kept = [place for place in places if place in shown]
        assert "   ".join(kept) == shown.strip()
        assert kept[-1] == places[-1]
