"""What the screens say of mistakes that send skills for review."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from studytool.answer.judging.judge import judge
from studytool.course import syllabus
from studytool.questions import bank
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.study.wish import Wish
from studytool.text.interface import LINES
from studytool.text.language import LANGUAGES
from studytool.tui.screens.summary import SummaryScreen

pytestmark = pytest.mark.asyncio
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
CONV = "cnn.conv-output-size"
ITEM = f"kind:{CONV}"
NAMES = {"en": "Effective size of a dilated kernel", "zh": "空洞卷积核的等效尺寸"}
SENT = {"en": f"Sent for review: {NAMES['en']}.", "zh": f"已安排复习：{NAMES['zh']}。"}


@pytest.fixture
def known(tmp_path):
    """A way to make a database in which the convolution was answered rightly long ago, and then as is said."""

    def known(*misconceptions):
        path = tmp_path / "known.db"
        with open_store(path, skills=syllabus.graph()) as store:
            for day, mistake in enumerate((None, *misconceptions)):
                data = {"rating": 1 if mistake else 3, "misconception": mistake}
                store.append(Event(f"{day}", NOON - timedelta(days=60 - day), "answer", ITEM, data))
        return str(path)

    return known


@pytest.fixture
def mistaken():
    """A wish for the convolution, and the first seed whose variant tells a dilation that was ignored."""
    kind = bank.find(CONV)
    return Wish(kind=CONV, fixed=True), next(seed for seed in range(1, 500) if number(kind, seed))


def number(kind, seed):
    """What is typed by somebody who ignored the dilation and made no other mistake that gives it; None if it may be."""
    question = bank.generate(kind, seed, "forward")
    typed = (str(claim.value) for claim in question.parts[-1].claims)
    found = ((each, judge(question, question.parts[-1], each).claim) for each in typed)
    return next((each for each, claim in found if claim and claim.id == "dilation-ignored"), None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_feedback_names_what_was_sent(start, known, mistaken, language, size):
    """One whole line of the screen, beside the verdict; the summary names it again."""
    wish, seed = mistaken
    async with start(wish, database=known(), seed=seed, language=language, size=size) as driver:
        await driver.answer(number(bank.find(CONV), seed))
        assert SENT[language] in driver.line.splitlines()
        assert SENT[language] in driver.shown()
        await driver.press("escape")
        assert isinstance(driver.screen, SummaryScreen)
        lines = driver.text("text").splitlines()
        assert lines[lines.index(LINES["summary-sent"][language]) + 1] == NAMES[language]


async def test_a_first_mistake_announces_nothing(start, tmp_path, mistaken):
    """Nothing was learned yet that could be reviewed."""
    wish, seed = mistaken
    async with start(wish, seed=seed) as driver:
        await driver.answer(number(bank.find(CONV), seed))
        assert driver.line.startswith("Wrong.")
        assert "Sent for review" not in driver.line
        await driver.press("escape")
        assert LINES["summary-sent"].en not in driver.text("text")


async def test_undo_and_another_rating_take_the_line_back(start, known, mistaken):
    """It says what holds now, whichever way that came about; in the summary too."""
    wish, seed = mistaken
    async with start(wish, database=known(), seed=seed) as driver:
        await driver.answer(number(bank.find(CONV), seed))
        said = []
        for key in ("3", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y", "1"):
            await driver.press(key)
            said.append(SENT["en"] in driver.line)
        assert said == [False, True, False, True, False, True]
        await driver.press("escape")
        assert NAMES["en"] in driver.text("text")
        await driver.press("ctrl+z")
        assert NAMES["en"] not in driver.text("text")


async def test_cramming_announces_nothing(start, known, mistaken):
    """What is crammed is no review, and sends none."""
    _, seed = mistaken
    async with start(Wish(chapter="cnn", cram=True), database=known(), seed=seed) as driver:
        for _ in range(40):
            if driver.screen.item == ITEM and driver.screen.scene.phase == "asking":
                break
            await driver.press("f4")
        await driver.answer(next(str(claim.value) for claim in driver.part.claims))
        assert driver.screen.scene.feedback.claim
        assert driver.screen.scene.sent == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_question_says_which_skill_it_practises(start, known, language, size):
    """One quiet line above the question, from the first frame of it."""
    where = known("dilation-ignored")
    async with start(Wish(due_only=True), database=where, language=language, size=size) as driver:
        assert driver.screen.item == ITEM
        line = LINES["practises"][language].format(names=NAMES[language])
        assert driver.text("why") == line
        assert line in driver.shown()


async def test_a_question_that_is_only_due_says_nothing(start, known):
    """Nor does one that was wished for."""
    async with start(Wish(due_only=True), database=known()) as driver:
        assert driver.screen.item == ITEM
        assert driver.text("why") == ""


async def test_a_kind_that_a_mistake_elsewhere_sent_says_so(start, tmp_path):
    """It is due before its time, and named by its title."""
    path, macs = tmp_path / "sent.db", "kind:cnn.conv-macs"
    with open_store(path, skills=syllabus.graph()) as store:
        for day, item, rating, mistake in ((3, ITEM, 4, None), (2, macs, 4, None), (1, macs, 1, "padding-ignored")):
            data = {"rating": rating, "misconception": mistake}
            store.append(Event(f"{day}", NOON - timedelta(days=day), "answer", item, data))
        store.suspend(macs, NOON)
    async with start(Wish(due_only=True), database=str(path)) as driver:
        assert driver.screen.item == ITEM
        assert driver.text("why") == "Review after a mistake: Output size of a convolution"


@pytest.mark.parametrize(("language", "more"), [("en", " and 1 more"), ("zh", "")])
async def test_what_one_line_has_no_room_for_is_counted(start, known, language, more):
    """The question keeps its room; in Chinese both names fit."""
    where = known("padded-once|dilation-ignored")
    async with start(Wish(due_only=True), database=where, language=language) as driver:
        assert driver.screen.query_one("#why").size.height == 1
        assert driver.text("why").endswith(more)
        assert (NAMES[language] in driver.text("why")) is not bool(more)
