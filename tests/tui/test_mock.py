from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from studytool.course import syllabus
from studytool.learner.exam import Exam, set_exam
from studytool.questions import bank
from studytool.questions.numbers import answer_text
from studytool.store.events import ANSWER, SKIP, Event
from studytool.store.open_store import open_store
from studytool.text.interface import COMMANDS
from studytool.text.language import Text, UserError
from studytool.tui.screens.browse import BrowseScreen
from studytool.tui.screens.confirm import HandInScreen, QuitPaperScreen
from studytool.tui.screens.exam_page import ExamScreen
from studytool.tui.screens.help import HelpScreen
from studytool.tui.screens.home import HomeScreen
from studytool.tui.screens.mock import MockScreen, clock
from studytool.tui.screens.mock_look import MockLookScreen
from studytool.tui.screens.mock_report import MockReportScreen
from studytool.tui.screens.mock_start import MockStartScreen
from studytool.tui.screens.sitting import SittingScreen
from studytool.tui.widgets.answer import AnswerBox
from studytool.tui.widgets.field import Field
from studytool.tui.widgets.key_bar import MOST, KeyBar
from studytool.tui.widgets.title_bar import TitleBar

pytestmark = pytest.mark.asyncio
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FINAL = Exam("Final", NOON + timedelta(days=20), {"cnn": 1.0, "rl": 3.0}, 40.0, "UTC", 8)


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = NOON
        self.looks = 0

    def __call__(self):
        self.looks += 1
        return self.now

    def wait(self, **time):
        self.now += timedelta(**time)


@pytest.fixture
def time():
    return Clock()


@pytest.fixture
def prepared(tmp_path):
    """A database in which an exam is set."""
    path = tmp_path / "s.db"
    with open_store(path) as store:
        set_exam(store, FINAL, NOON - timedelta(days=1))
    return str(path)


async def begin(driver, count="4", minutes=""):
    """Begin a mock exam from the screen of the exam."""
    await driver.press("e", "m")
    for entry, value in (("count", count), ("minutes", minutes)):
        driver.screen.query_one(f"#field-{entry}", Field).box.value = value
    await driver.press("enter")


def key(driver):
    """What is typed for the right answer."""
    part = driver.screen.mock.sitting.part
    chosen = next((option.key for option in part.options if option.value == part.answer), None)
    return chosen or answer_text(part.answer, part.type, digits=12)


def place(driver):
    return driver.screen.query_one(TitleBar).ends[1]


async def tick(driver):
    """Let the screen look at its clock."""
    time = driver.app.backstage.clock
    looks = time.looks
    await driver.until(lambda: time.looks > looks)
    await driver.settle()


def whole_key_bar(driver):
    """Whether nothing of the key bar is cut."""
    bar = driver.screen.query_one(KeyBar)
    keys = [keys in driver.shown().splitlines()[-1] for keys, _, _ in bar.shown]
    return all(keys) and 1 <= len(keys) <= MOST and bar.breadth <= bar.content_size.width


async def test_the_form_has_the_exams_questions_and_the_rules(start, prepared):
    """As many questions as the exam, three minutes each; another number has its own usual limit."""
    async with start(database=prepared) as driver:
        await driver.press("e", "m")
        assert isinstance(driver.screen, MockStartScreen)
        assert "before the end" in driver.text("intro")
        count, minutes = (field.box for field in driver.screen.query(Field))
        assert (count.placeholder, minutes.placeholder) == ("8", "24")
        count.value = "10"
        await driver.settle()
        assert minutes.placeholder == "30"
        assert whole_key_bar(driver)
        await driver.press("escape")
        assert isinstance(driver.screen, ExamScreen)


@pytest.mark.parametrize(("count", "minutes", "said"), [("0", "", "from 1 to 500"), ("5", "x", "at most 1440")])
async def test_unfit_numbers_are_refused(start, prepared, count, minutes, said):
    """One line, and the form stays as it is."""
    async with start(database=prepared) as driver:
        await begin(driver, count, minutes)
        assert isinstance(driver.screen, MockStartScreen)
        assert said in driver.text("trouble")
        assert driver.screen.values == {"count": count, "minutes": minutes}


async def test_a_paper_is_sat_without_a_word_on_right_or_wrong(start, prepared, time):
    """A right answer and a wrong one look the same; both are in the log, and the memory, at once."""
    async with start(database=prepared, clock=time) as driver:
        await begin(driver)
        assert place(driver) == "Question 1 of 4 · 12:00 left"
        assert whole_key_bar(driver)
        time.wait(seconds=30)
        await driver.type(key(driver))
        assert "read as" in driver.line
        await driver.press("enter")
        assert place(driver) == "Question 2 of 4 · 11:30 left"
        first = driver.shown()
        await driver.answer("12345")
        assert place(driver).startswith("Question 3 of 4")
        assert not re.search("orrect|rong|rated", first + driver.shown())
        assert driver.events(ANSWER)[0].data["verdict"] == "correct"
        assert len(driver.app.backstage.store.memory()) == len(driver.events(ANSWER))


def questions(driver):
    """The lines of the report's list."""
    return [str(option.prompt) for option in driver.screen.lines.options]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(("language", "unanswered"), [("en", "unanswered"), ("zh", "未作答")])
async def test_each_question_can_be_looked_at(start, prepared, size, language, unanswered):
    """With what was typed, the verdict with its misconception, the answer and the solution; Escape goes back."""
    async with start(database=prepared, size=size, language=language) as driver:
        await begin(driver)
        part = driver.screen.mock.sitting.part
        typed = answer_text(part.claims[0].value, part.type, digits=12)
        await driver.answer(typed)
        await driver.press("f4", "escape", "enter")
        report = driver.screen
        await driver.press("enter")
        assert isinstance(driver.screen, MockLookScreen)
        assert driver.typed == typed
        feedback = report.report.looked[0].answers[0].feedback
        assert feedback.claim.id == part.claims[0].id
        assert feedback.text[language] in driver.line
        assert driver.text("stem")
        assert driver.text("solution")
        assert driver.screen.query_one(TitleBar).ends[1] == {"en": "1 of 4", "zh": "第 1 题，共 4 题"}[language]
        await driver.press("escape", "down", "enter")
        assert driver.line.startswith(unanswered)
        assert len(driver.line.splitlines()) > 1
        assert driver.typed == ""
        await driver.press("enter")
        assert driver.screen is report
        assert report.lines.highlighted == 1


async def test_the_line_under_the_cursor_is_in_view(start, prepared):
    """On a screen of 24 rows, from the first question, under the figures, to the last one and back to the figures."""
    async with start(database=prepared) as driver:
        await begin(driver, "30")
        await driver.press("escape", "enter")
        rows = questions(driver)
        assert driver.shown().splitlines()[2].strip().startswith("Mark 0%")
        for place in (*range(1, 30), 0):
            await driver.press("down")
            assert place == 0 or rows[place] in driver.shown()
        assert "Mark 0%" in driver.shown()
        await driver.press("pagedown")
        assert "Mark 0%" not in driver.shown()


async def test_the_report_has_chapters_misconceptions_and_times(start, prepared, time):
    """Right, a known mistake, blank and handed in: marks by chapter, the mistake by name, each question's time."""
    async with start(database=prepared, clock=time) as driver:
        await begin(driver)
        time.wait(seconds=10)
        await driver.answer(key(driver))
        time.wait(seconds=20)
        part = driver.screen.mock.sitting.part
        await driver.answer(answer_text(part.claims[0].value, part.type, digits=12))
        time.wait(seconds=30)
        await driver.press("f4")
        await driver.press("escape")
        assert isinstance(driver.screen, HandInScreen)
        assert "Unanswered: 2 of 4 questions" in driver.text("text")
        await driver.press("enter")
        assert isinstance(driver.screen, MockReportScreen)
        page = driver.text("text")
        assert "2 of 4 answered · 1.0 min, 15 s a question" in page
        assert re.search(r"Convolutional networks +1/1 +100%", page)
        assert re.search(r"Reinforcement learning +1/3", page)
        assert "Named mistakes" in page
        rows = questions(driver)
        assert re.search(r"^1\. +100% +10 s +−5 s  \w", rows[0])
        assert re.search(r"^3\. +0% +30 s +unanswered  \w", rows[2])
        assert not re.search(r"kind:|rl\.|cnn\.", page + "".join(rows))
        assert [event.kind for event in driver.events() if event.item] == [ANSWER, ANSWER, SKIP]
        await driver.press("escape")
        assert isinstance(driver.screen, ExamScreen)
        assert sum(one.known for one in driver.screen.outlook.chapters) == 2


async def test_the_report_says_what_was_sent_for_review(start, prepared):
    """A misconception in what exercises a skill that was seen before, by the skill's name."""
    with open_store(prepared, skills=syllabus.graph()) as store:
        for number, kind in enumerate(bank.kinds()):
            at = NOON - timedelta(hours=number + 1)
            store.append(Event(f"{number:032x}", at, ANSWER, f"kind:{kind.id}", {"rating": 3}))
    async with start(database=prepared) as driver:
        await begin(driver, "8")
        while isinstance(driver.screen, MockScreen):
            part, item = driver.screen.mock.sitting.part, driver.screen.mock.current.item
            sent = [claim for claim in part.claims if syllabus.graph().at_fault(item, (claim.id,))]
            plain = sent and not part.options
            await driver.answer(answer_text(sent[0].value, part.type, digits=12) if plain else key(driver))
        sent = [skill for skill, found in driver.app.backstage.store.skills().items() if found.due <= NOON]
        assert sent
        said = driver.text("text").partition("Sent for review:")[2]
        assert all(syllabus.skills()[skill].en in " ".join(said.split()) for skill in sent)


async def test_the_last_answer_ends_it(start, prepared):
    """After the last question comes the report, which Escape closes."""
    async with start(database=prepared) as driver:
        await begin(driver, "2")
        await driver.answer(key(driver))
        await driver.answer(key(driver))
        assert "Mark 100% · 2 of 2 answered" in driver.text("text")
        assert "Enter" in driver.shown().splitlines()[-1]
        await driver.press("escape")
        assert isinstance(driver.screen, ExamScreen)


async def test_a_half_typed_answer_is_late_when_the_time_is_over(start, prepared, time):
    """The screen ends by itself, in Chinese too; what was typed is told and not in the log."""
    async with start(database=prepared, clock=time, language="zh") as driver:
        await begin(driver, minutes="5")
        assert place(driver) == "第 1 题，共 4 题 · 剩余 5:00"
        await driver.answer(key(driver))
        await driver.type("123")
        time.wait(minutes=4, seconds=59)
        await tick(driver)
        assert place(driver) == "第 2 题，共 4 题 · 剩余 0:01"
        time.wait(seconds=1)
        await tick(driver)
        assert isinstance(driver.screen, MockReportScreen)
        page = driver.text("text")
        assert "时间到：未答的题不得分" in page
        assert "作答时已超时：123" in page
        assert "作答 1/4 · 5.0 分钟" in page
        assert len(driver.events(ANSWER)) == 1
        await driver.press("ctrl+l")
        assert "The time was over before this answer: 123" in driver.text("text")
        await driver.press("enter")
        assert isinstance(driver.screen, MockReportScreen)
        time.wait(seconds=2)
        await driver.press("enter")
        assert isinstance(driver.screen, MockLookScreen)


async def test_an_answer_submitted_too_late_is_told_so(start, prepared, time):
    """Enter after the last second, before the screen has looked at its clock."""
    async with start(database=prepared, clock=time) as driver:
        await begin(driver, minutes="1")
        driver.screen.query_one(AnswerBox).box.value = "77"
        time.wait(minutes=2)
        driver.screen.action_answer()
        await driver.settle()
        assert "before this answer: 77" in driver.text("text")
        assert driver.events(ANSWER) == []


@pytest.mark.parametrize(("open", "screen"), [("f1", HelpScreen), ("escape", HandInScreen), ("ctrl+p", None)])
async def test_the_time_runs_out_under_whatever_is_open(start, prepared, time, open, screen):
    """Help, the question about handing in and the palette give way to the report."""
    async with start(database=prepared, clock=time) as driver:
        await begin(driver, minutes="1")
        await driver.pilot.press(open)
        await driver.pilot.pause()
        assert screen is None or isinstance(driver.screen, screen)
        assert not isinstance(driver.screen, MockScreen)
        time.wait(minutes=1)
        await tick(driver)
        assert isinstance(driver.screen, MockReportScreen)
        assert driver.text("text").startswith("The time is over")
        await driver.press("escape")
        assert isinstance(driver.screen, ExamScreen)


async def test_handing_in_may_be_thought_better_of(start, prepared, time):
    """Escape goes back to the question; what is typed is still there, and the clock has not stopped."""
    async with start(database=prepared, clock=time) as driver:
        await begin(driver)
        await driver.type("12")
        await driver.press("escape")
        time.wait(seconds=5)
        await driver.press("escape")
        await tick(driver)
        assert isinstance(driver.screen, MockScreen)
        assert (driver.typed, place(driver)) == ("12", "Question 1 of 4 · 11:55 left")


@pytest.mark.parametrize(("language", "line"), [("en", "the answers given are kept"), ("zh", "已提交的作答保留")])
@pytest.mark.parametrize("over", ["", "f1"])
async def test_quitting_in_the_middle_is_asked_about(start, prepared, language, line, over):
    """Once, also over the help; Escape goes on with the paper, Enter quits and keeps the answers."""
    async with start(database=prepared, language=language) as driver:
        await begin(driver)
        await driver.answer(key(driver))
        await driver.press(*([over] if over else []), "ctrl+q", "ctrl+c")
        assert isinstance(driver.screen, QuitPaperScreen)
        assert line in driver.text("text")
        assert whole_key_bar(driver)
        await driver.press("escape", *(["escape"] if over else []))
        assert isinstance(driver.screen, MockScreen)
        assert driver.app.is_running
        await driver.press("ctrl+q")
        await driver.pilot.press("enter")
        await driver.pilot.pause()
        assert driver.app._exit
        assert len(driver.events(ANSWER)) == 1


async def test_after_the_report_quitting_needs_no_question(start, prepared):
    """Nothing is lost then."""
    async with start(database=prepared) as driver:
        await begin(driver)
        await driver.press("escape", "enter")
        await driver.pilot.press("ctrl+q")
        assert driver.app._exit


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_times_are_in_the_languages_seconds(start, prepared, time, language):
    """In the table as above it."""
    async with start(database=prepared, clock=time, language=language) as driver:
        await begin(driver, "2")
        time.wait(seconds=10)
        await driver.answer(key(driver))
        await driver.press("escape", "enter")
        page = driver.text("text") + "".join(questions(driver))
        assert ("10 秒" in page, "10 s" in page) == (language == "zh", language == "en")


async def palette(driver, id, language="en"):
    """The commands found by a name, and the first of them run where there is one."""
    await driver.palette(COMMANDS[id][0][language])


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_palette_leaves_blank_and_hands_in(start, prepared, language):
    """While a paper is open."""
    async with start(database=prepared, language=language) as driver:
        await begin(driver)
        await palette(driver, "blank", language)
        assert driver.screen.number == 2
        assert len(driver.events(SKIP)) == 1
        await palette(driver, "hand_in", language)
        assert isinstance(driver.screen, HandInScreen)


async def test_an_unreadable_answer_is_no_attempt(start, prepared):
    """The question stays with what was typed, and one line says why; nothing is logged."""
    async with start(database=prepared) as driver:
        await begin(driver)
        await driver.answer("?!")
        assert (driver.typed, place(driver)[:10]) == ("?!", "Question 1")
        assert driver.line
        assert driver.events(ANSWER) == []


async def test_an_empty_answer_is_not_handed_over(start, prepared):
    """Enter in an empty box does nothing: a blank is left with F4."""
    async with start(database=prepared) as driver:
        await begin(driver)
        await driver.press("enter")
        assert place(driver).startswith("Question 1")
        assert driver.events(SKIP) == []


async def test_nothing_is_undone_before_the_end(start, prepared):
    """One line says so, and the answer stays; after the report undo works as ever."""
    async with start(database=prepared) as driver:
        await begin(driver, "2")
        await driver.answer(key(driver))
        await driver.press("ctrl+z")
        assert driver.line == "In a mock exam an answer stands."
        assert len(driver.app.backstage.store.memory()) == 1
        await driver.answer(key(driver))
        await driver.press("ctrl+z")
        assert len(driver.app.backstage.store.memory()) == 1


async def test_what_cannot_be_saved_stays_typed(start, prepared, monkeypatch):
    """One line says so; the same answer can be handed over again."""
    async with start(database=prepared) as driver:
        await begin(driver)
        typed = key(driver)
        with monkeypatch.context() as broken:

            def refuse(event):
                raise UserError(Text("the disk is full.", "磁盘已满。"))

            broken.setattr(driver.app.backstage.store, "append", refuse)
            await driver.answer(typed)
            assert driver.line.startswith("Not saved: the disk is full.")
            assert driver.typed == typed
        await driver.press("enter")
        assert place(driver).startswith("Question 2")
        assert len(driver.events(ANSWER)) == 1


async def test_the_language_and_the_comma_change_while_it_runs(start, prepared):
    """The question is worded anew with what is typed; a comma is read as it is switched."""
    async with start(database=prepared) as driver:
        await begin(driver)
        await driver.type("0,5")
        driver.app.action_decimal_comma()
        await driver.press("ctrl+l")
        assert driver.typed == "0,5"
        assert driver.screen.mock.sitting.decimal_comma
        assert re.search("[\u4e00-\u9fff]", driver.text("stem"))
        assert "交卷" in driver.shown()


async def test_without_an_exam_every_chapter_is_asked(start):
    """Thirty questions as the usual number, from all six chapters."""
    async with start() as driver:
        await driver.press("e", "m")
        assert "30" in driver.shown()
        assert "90" in driver.shown()
        await driver.press("enter")
        assert len({task.chapter for task in driver.screen.mock.paper}) == 6
        assert place(driver) == "Question 1 of 30 · 1:30:00 left"
        await driver.press("escape", "enter", "escape", "escape")
        assert isinstance(driver.screen, HomeScreen)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_ascii_holds_in_the_mock_exam(start, prepared, language):
    """Question, confirmation and report."""
    han = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
    async with start(database=prepared, ascii_only=True, language=language) as driver:
        await begin(driver, "2")
        for key_ in ("f4", "escape", "enter"):
            assert not [sign for sign in driver.unplain() if language == "en" or not han.match(sign)]
            await driver.press(key_)
        assert isinstance(driver.screen, MockReportScreen)
        assert not [sign for sign in driver.unplain() if language == "en" or not han.match(sign)]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.2, "0:01"), (0, "0:00"), (-3, "0:00"), (61, "1:01"), (3600, "1:00:00"), (5399.5, "1:30:00")],
)
async def test_the_clock_is_written_to_the_second(seconds, shown):
    """Begun seconds count whole, so that 0:00 means that it is over."""
    assert clock(timedelta(seconds=seconds)) == shown


@pytest.mark.parametrize("action", ["start", "wrong_this_week", "cram", "mock_exam"])
@pytest.mark.parametrize(("language", "line"), [("en", "hand it in first"), ("zh", "先交卷")])
async def test_nothing_else_begins_while_a_paper_is_open(start, prepared, time, action, language, line):
    """From the palette no other sitting takes the paper's place, also over a list; a line says why."""
    async with start(database=prepared, clock=time, language=language) as driver:
        await begin(driver)
        paper = driver.screen
        await driver.app.run_action(f"app.{action}")
        await driver.settle()
        assert driver.screen is paper
        assert line in driver.said
        await driver.app.run_action("app.browse")
        await driver.settle()
        await driver.press("tab", "enter")
        assert isinstance(driver.screen, BrowseScreen)
        assert paper in driver.app.screen_stack


async def test_a_paper_that_was_handed_in_bars_nothing(start, prepared, time):
    """From the report another sitting begins at once."""
    async with start(database=prepared, clock=time) as driver:
        await begin(driver)
        await driver.press("escape", "enter")
        assert isinstance(driver.screen, MockReportScreen)
        await driver.app.run_action("app.start")
        await driver.settle()
        assert isinstance(driver.screen, SittingScreen)


async def test_what_is_typed_after_enter_is_not_handed_over(start, prepared):
    """Neither with the answer before it nor as one to the next question."""
    async with start(database=prepared) as driver:
        await begin(driver)
        for key in ["1", "enter", "9", "9"]:
            driver.app.simulate_key(key)
        await driver.settle()
        assert [event.data["typed"] for event in driver.events("answer")] == ["1"]
