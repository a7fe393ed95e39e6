from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from studytool.memory.outlook import next_intervals
from studytool.store.events import Event
from studytool.study.wish import Wish
from studytool.text.durations import brief
from studytool.text.interface import COMMANDS
from studytool.tui.screens.browse import BrowseScreen
from studytool.tui.screens.confirm import ConfirmScreen
from studytool.tui.screens.home import HomeScreen
from studytool.tui.screens.sitting import SittingScreen
from studytool.tui.screens.summary import SummaryScreen
from studytool.tui.widgets.answer import AnswerBox
from studytool.tui.widgets.key_bar import KeyBar

pytestmark = pytest.mark.asyncio
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ITEM = "kind:cnn.conv-output-size"
SCALE = {
    "en": "1 again {}  2 hard {}  3 good {}  4 easy {}",
    "zh": "1 重来 {}  2 困难 {}  3 良好 {}  4 简单 {}",
}


def scale(language, item=ITEM):
    """The ratings of a new item with their intervals."""
    return SCALE[language].format(*(brief(days)[language] for days in next_intervals(item, 0, None, 0.0)))


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_intervals_stand_beside_the_ratings(start, conv, language):
    """Once an answer is judged, on one line of an 80-column screen."""
    async with start(conv, language=language) as driver:
        assert scale(language) not in driver.shown()
        await driver.answer(driver.right)
        assert any(scale(language) in line for line in driver.shown().splitlines())


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_cards_intervals_are_there_before_it_is_rated(start, language):
    """As soon as it is turned."""
    async with start(language=language) as driver:
        card = driver.app.backstage.cards()[0].item
        driver.app.practise_card(card)
        await driver.settle()
        assert scale(language, card) not in driver.shown()
        await driver.press("enter")
        assert any(scale(language, card) in line for line in driver.shown().splitlines())


async def test_ctrl_z_asks_the_question_again(start, conv):
    """The verdict is gone, what was typed stands in the box again, and another answer is recorded in its place."""
    async with start(conv) as driver:
        right = driver.right
        await driver.answer("999")
        await driver.press("ctrl+z")
        assert driver.said == "Taken back: the question is asked again (Ctrl+Y: redo)"
        assert (driver.typed, driver.text("solution"), driver.line) == ("999", "", "read as 999")
        await driver.press("backspace", "backspace", "backspace")
        await driver.answer(right)
        assert driver.line.startswith("Correct.")
        assert driver.screen.sitting.summary().correct == 1
        assert [event.kind for event in driver.events()] == ["answer", "undo", "answer"]


async def test_ctrl_y_shows_the_verdict_again(start, conv):
    """With the solution and the rating, as if nothing had been undone."""
    async with start(conv) as driver:
        await driver.answer("999")
        before = (driver.line, driver.text("solution"))
        await driver.press("ctrl+z", "ctrl+y")
        assert (driver.line, driver.text("solution")) == before
        assert driver.said == "Redone: the answer to “Output size of a convolution”"
        await driver.press("ctrl+y")
        assert driver.said == "There is nothing to redo"


async def test_a_changed_rating_is_undone_first(start, conv):
    """The verdict stays, with the rating that was inferred."""
    async with start(conv) as driver:
        await driver.answer(driver.right)
        await driver.press("2", "ctrl+z")
        assert "rated: good" in driver.line
        await driver.press("ctrl+y")
        assert "rated: hard" in driver.line


async def test_a_part_is_asked_again(start):
    """Of a question in parts only the last one is taken back at a time, its hints kept."""
    async with start(Wish(kind="rnn.gru-step", mode="parts")) as driver:
        await driver.answer("0.5, 0.5")
        await driver.press("enter", "f2")
        hints = driver.text("hints")
        await driver.answer("0.5, 0.5")
        await driver.press("ctrl+z")
        assert (driver.text("hints"), driver.screen.scene.part) == (hints, 1)
        assert len(driver.text("earlier").splitlines()) == 1
        await driver.press("ctrl+z")
        assert (driver.text("earlier"), driver.screen.scene.part) == ("", 0)


async def test_a_revealed_solution_is_hidden_again(start, conv):
    """The question can still be answered."""
    async with start(conv) as driver:
        await driver.answer("x")
        await driver.press("f3")
        assert driver.line.startswith("Solution shown")
        await driver.press("ctrl+z")
        assert driver.text("solution") == ""
        await driver.answer(driver.right)
        assert driver.line.startswith("Correct.")


async def test_an_earlier_question_is_asked_again(start, conv):
    """With the same numbers and what was typed; the one that was on the screen comes after it."""
    async with start(conv) as driver:
        first = driver.screen.scene.task
        await driver.answer("999")
        await driver.press("enter")
        second = driver.screen.scene.task
        await driver.press("ctrl+z")
        assert driver.said == "Taken back: the question is asked again (Ctrl+Y: redo)"
        assert (driver.screen.scene.task, driver.screen.scene.number, driver.typed) == (first, 1, "999")
        assert driver.app.backstage.store.memory() == {}
        await driver.press("enter", "enter")
        assert (driver.screen.scene.task, driver.screen.scene.number) == (second, 2)


async def test_redo_goes_on_from_question_to_question(start, conv):
    """Each with its verdict; a skipped one is left again."""
    async with start(conv) as driver:
        await driver.answer("999")
        verdict = driver.line
        await driver.press("enter", "f4")
        third = driver.screen.scene.task
        await driver.press("ctrl+z", "ctrl+z")
        assert driver.screen.scene.number == 1
        await driver.press("ctrl+y")
        assert (driver.line, driver.screen.scene.number) == (verdict, 1)
        await driver.press("ctrl+y")
        assert (driver.screen.scene.task, driver.screen.scene.number) == (third, 3)


async def test_a_skipped_card_comes_back(start):
    """Its front is shown, and nothing that is said covers it."""
    async with start() as driver:
        driver.app.practise_card(driver.app.backstage.cards()[0].item)
        await driver.settle()
        card = driver.screen.scene.task
        driver.screen.asked.tasks = iter([driver.screen.scene.task])
        await driver.press("f4", "ctrl+z")
        assert (driver.screen.scene.task, driver.screen.scene.phase, driver.screen.scene.number) == (card, "front", 1)


async def test_a_suspended_question_comes_back(start, conv):
    """Where that is undone; redone, it is left again."""
    async with start(conv) as driver:
        first = driver.screen.scene.task
        await command(driver, "suspend_item")
        await driver.press("ctrl+z")
        assert driver.said == "Undone: the suspension of “Output size of a convolution” (Ctrl+Y: redo)"
        assert driver.screen.scene.task is first
        await driver.press("ctrl+y")
        assert driver.screen.scene.task is not first


async def test_home_and_summary_count_anew(start):
    """An undone answer is not counted there any more."""
    async with start(Wish(kind="cnn.conv-output-size", count=1)) as driver:
        await driver.answer(driver.right)
        await driver.press("enter")
        assert isinstance(driver.screen, SummaryScreen)
        await driver.press("ctrl+z")
        assert driver.text("text").startswith("Nothing was answered.")
        await driver.press("ctrl+y")
        assert "1 asked, 1 right" in driver.text("text")
        await driver.press("enter")
        assert isinstance(driver.screen, HomeScreen)
        assert driver.screen.counts["cnn"].known == 1
        await driver.press("ctrl+z")
        assert driver.screen.counts["cnn"].known == 0


@pytest.mark.parametrize("open", ["f1", "ctrl+p"])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_nothing_is_undone_behind_the_help_or_the_palette(start, conv, open, language):
    """What they hide stays as it is, and no line claims otherwise."""
    async with start(conv, language=language) as driver:
        await driver.answer("999")
        before = (driver.line, driver.text("solution"))
        await driver.pilot.press(open)
        await driver.settle()
        await driver.press("ctrl+z", "escape")
        assert isinstance(driver.screen, SittingScreen)
        assert (driver.line, driver.text("solution")) == before
        assert driver.said == ""
        assert driver.events("undo") == []


@pytest.mark.parametrize("action", ["statistics", "exam"])
async def test_nothing_is_undone_in_a_sitting_below(start, conv, action):
    """Figures over the sitting do not show what an undo would do to it."""
    async with start(conv) as driver:
        await driver.answer("999")
        await driver.app.run_action(f"app.{action}")
        await driver.settle()
        await driver.press("ctrl+z")
        assert driver.events("undo") == []


async def test_undo_in_a_list_over_the_sitting_asks_again_below(start, conv):
    """The list says what was undone; the sitting is told."""
    async with start(conv) as driver:
        sitting = driver.screen
        await driver.answer("999")
        driver.app.action_browse()
        await driver.settle()
        await driver.press("ctrl+z", "escape")
        assert driver.screen is sitting
        assert (driver.typed, sitting.scene.phase) == ("999", "asking")


async def test_nothing_to_undo_is_said(start):
    """In an empty log."""
    async with start(language="zh") as driver:
        await driver.press("ctrl+z")
        assert driver.said == "没有可撤销的操作"


async def command(driver, id):
    """Run a command of the palette by its name."""
    await driver.palette(COMMANDS[id][0].en)


async def test_a_suspended_item_is_left_and_marked_where_it_can_be_taken_back(start, conv):
    """The sitting goes on, the list says suspended, and S there ends it."""
    async with start(conv) as driver:
        stem = driver.text("stem")
        await command(driver, "suspend_item")
        assert driver.said == "Suspended: Output size of a convolution (Ctrl+Z: undo)"
        assert driver.text("stem") != stem
        driver.app.action_browse()
        await driver.settle()
        assert [entry.item for entry in driver.screen.entries if entry.suspended] == [ITEM]
        place = [entry.suspended for entry in driver.screen.entries].index(True)
        assert "suspended Output size" in driver.shown()
        await driver.press("tab", *["down"] * place, "s")
        assert driver.said == "No longer suspended: Output size of a convolution (Ctrl+Z: undo)"
        assert not any(entry.suspended for entry in driver.screen.entries)
        assert driver.screen.items.highlighted == place


async def test_undo_ends_a_suspension(start):
    """In the list the mark is gone."""
    async with start() as driver:
        await driver.press("b", "tab", "s")
        assert isinstance(driver.screen, BrowseScreen)
        assert driver.screen.entries[0].suspended
        await driver.press("ctrl+z")
        assert not driver.screen.entries[0].suspended


async def test_a_judged_question_stays_to_be_read(start, conv):
    """Suspending it then takes neither the verdict nor the solution away."""
    async with start(conv) as driver:
        await driver.answer("999")
        await command(driver, "suspend_item")
        assert driver.line.startswith("Wrong.")


async def test_a_buried_item_comes_back_tomorrow(start, conv):
    """When the learner's next day begins."""
    async with start(conv) as driver:
        await driver.answer("999")
        await command(driver, "bury_item")
        store = driver.app.backstage.store
        (event,) = driver.events("bury")
        until = store.held()[ITEM].buried_until
        assert event.item == ITEM
        assert 0 < (until - event.at).total_seconds() <= 25 * 3600
        assert ITEM not in store.due(store.memory()[ITEM].due)
        assert ITEM in store.due(max(until, store.memory()[ITEM].due))


async def test_a_reset_is_asked_about(start, conv):
    """Escape leaves everything as it was, Enter makes the item new, and Ctrl+Z takes that back."""
    async with start(conv) as driver:
        await driver.answer(driver.right)
        store = driver.app.backstage.store
        known = store.memory()
        await command(driver, "reset_item")
        assert isinstance(driver.screen, ConfirmScreen)
        assert "Output size of a convolution" in driver.text("text")
        await driver.press("escape")
        assert store.memory() == known
        await command(driver, "reset_item")
        await driver.press("enter")
        assert isinstance(driver.screen, SittingScreen)
        assert store.memory() == {}
        await driver.press("ctrl+z")
        assert store.memory() == known


@pytest.mark.parametrize("id", ["suspend_item", "bury_item", "reset_item"])
async def test_without_an_item_one_line_says_so(start, id):
    """At home there is none."""
    async with start() as driver:
        await command(driver, id)
        assert driver.said == "There is no item here: open one, or choose one under Browse."
        assert driver.events() == []


def failed(store, item, times):
    """Let an item be forgotten so often."""
    for number in range(times):
        at = NOON - timedelta(days=30 - number)
        question = {"kind": item.removeprefix("kind:"), "version": 1, "seed": 1, "mode": "forward"}
        data = {"rating": 1, "verdict": "wrong", "question": question}
        store.append(Event(f"{item}{number}", at, "answer", item, data))


async def test_what_is_forgotten_again_and_again_proposes_something_easier(start):
    """After a wrong answer and in the statistics; not after a right one, nor before the fifth lapse."""
    async with start(Wish(kind="cnn.conv-macs")) as driver:
        failed(driver.app.backstage.store, "kind:cnn.conv-macs", 4)
        await driver.answer("1")
        assert "Forgotten" not in driver.line
        await driver.press("enter")
        await driver.answer("1")
        assert "Forgotten 5 times: practise “Output size of a convolution” first." in driver.line
        await driver.press("enter")
        await driver.answer(driver.right)
        assert "Forgotten" not in driver.line
        driver.app.action_statistics()
        await driver.settle()
        assert "forgotten 5 times; practise “Output size of a convolution” first" in driver.text("text")


async def test_statistics_compare_inferred_ratings_with_what_followed(start):
    """How many were followed by a review, how many of these were recalls, and what was expected."""
    async with start() as driver:
        failed(driver.app.backstage.store, "kind:cnn.conv-macs", 3)
        await driver.press("s")
        line = next(line for line in driver.text("text").splitlines() if line.startswith("again"))
        assert line.split()[:3] == ["again", "2", "0%"]
        assert line.split()[3].endswith("%")


@pytest.mark.parametrize(("language", "line"), [("en", "Cramming: recorded, but no review"), ("zh", "不算复习")])
async def test_cramming_says_that_it_is_no_review(start, language, line):
    """The verdict has no rating, and its keys do nothing."""
    async with start(Wish(chapter="gan", cram=True), language=language) as driver:
        while driver.screen.scene.phase == "front":
            await driver.press("enter", "3")
        await driver.press("f3")
        assert line in driver.line
        assert not driver.screen.check_action("rate", (2,))
        await driver.press("2")
        assert driver.events("rate") == []
        assert driver.app.backstage.store.memory() == {}


async def test_home_crams_the_chapter_under_the_cursor(start):
    """The palette's command."""
    async with start() as driver:
        await driver.press("down", "down")
        await command(driver, "cram")
        assert driver.screen.sitting.cram
        assert driver.screen.sitting.current.task.chapter == "rnn"


async def test_what_was_wrong_this_week_is_asked_from_the_palette(start):
    """With nothing wrong, the sitting is empty and says so."""
    async with start() as driver:
        failed(driver.app.backstage.store, "kind:cnn.conv-macs", 1)
        await command(driver, "wrong_this_week")
        assert driver.text("text").startswith("Nothing was answered wrongly in the last 7 days.")
        at = NOON - timedelta(days=1)
        driver.app.backstage.store.append(Event("w", at, "answer", ITEM, {"rating": 1, "verdict": "wrong"}))
        driver.app.action_wrong_this_week()
        await driver.settle()
        assert driver.screen.sitting.current.task.item == ITEM


async def test_a_days_share_that_is_done_is_said(start):
    """Instead of that nothing is new; and what is suspended is not counted as new at home."""
    async with start() as driver:
        new = driver.screen.counts["cnn"].new
        store = driver.app.backstage.store
        store.set("new-a-day", 0, NOON)
        store.suspend(ITEM, NOON)
        driver.app.action_start()
        await driver.settle()
        assert "Today's share is done" in driver.text("text")
        await driver.press("enter")
        assert driver.screen.counts["cnn"].new == new - 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 24)])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_what_is_said_covers_nothing_and_goes_with_the_next_key(start, conv, size, language):
    """It stands on lines of its own between the answer and the keys; the question stays in its place."""
    async with start(conv, size=size, language=language) as driver:
        await driver.answer("999")
        await driver.press("ctrl+z")
        shown = " ".join(driver.shown().split())
        assert all(word in shown for word in driver.said.split())
        bar, box = driver.screen.query_one(KeyBar).region, driver.screen.query_one(AnswerBox).region
        assert driver.screen.query_one("#stem").region.y == 2
        assert (box.bottom, bar.bottom) == (bar.y, size[1])
        assert driver.screen.query_one("#body").region.bottom == box.y
        await driver.press("end")
        assert driver.said == ""
        assert driver.screen.query_one(KeyBar).region.height == 1


async def test_an_error_stays_for_its_time(start):
    """Whoever types on must not miss it."""
    async with start() as driver:
        driver.app.notify("broken", severity="error", timeout=3600)
        await driver.press("down")
        assert driver.said == "broken"
        driver.app.notify("broken", severity="error", timeout=0.01)
        await driver.until(lambda: driver.said == "")


async def test_an_answer_redone_on_the_summary_names_its_mistake(start, conv):
    """Though it was taken back when the summary began; no question is said to be asked again there."""
    async with start(conv) as driver:
        await driver.answer(driver.right)
        await driver.press("enter")
        await driver.answer(str(driver.part.claims[0].value))
        await driver.press("ctrl+z", "escape")
        assert "Named mistakes" not in driver.text("text")
        await driver.press("ctrl+y")
        assert "Named mistakes\n1×" in driver.text("text").replace("  ", "")
        await driver.press("ctrl+z")
        assert driver.said == "Undone: the answer to “Output size of a convolution” (Ctrl+Y: redo)"


async def test_a_suspension_undone_in_a_list_leaves_the_question_that_is_asked(start, conv):
    """Though the one before it was left too: that was skipped, not kept back."""
    async with start(conv) as driver:
        sitting = driver.screen
        await driver.press("f4")
        stem = driver.text("stem")
        driver.app.action_browse()
        await driver.settle()
        await driver.press("tab", "down", "s", "ctrl+z")
        assert driver.said.startswith("Undone: the suspension")
        await driver.press("escape")
        assert (driver.screen, driver.text("stem"), sitting.scene.number) == (sitting, stem, 2)


async def test_what_was_typed_comes_back_with_what_was_kept_back(start, conv):
    """And is read anew."""
    async with start(conv) as driver:
        await driver.answer("fourteen")
        await command(driver, "bury_item")
        assert driver.typed == ""
        await driver.press("ctrl+z")
        assert driver.typed == "fourteen"
        assert driver.line.startswith("not readable yet")


async def test_what_a_rating_says_follows_the_rating(start):
    """Of what was forgotten too often, and of a solution that was shown, nothing is said once it counts as known."""
    async with start(Wish(kind="cnn.conv-macs")) as driver:
        failed(driver.app.backstage.store, "kind:cnn.conv-macs", 5)
        await driver.press("f3")
        said = ("Forgotten 5 times", "this counts as not known")
        assert all(each in driver.line for each in said)
        await driver.press("3")
        assert not any(each in driver.line for each in said)
        await driver.press("ctrl+z")
        assert all(each in driver.line for each in said)


async def test_undoing_a_rating_keeps_the_solution_in_view(start):
    """What stands in view after an answer stands there after its rating was taken back and put again."""
    async with start(Wish(kind="rnn.gru-step")) as driver:
        await driver.answer("7, 7")
        top = driver.screen.query_one("#body").scroll_y
        assert top > 0
        await driver.press("3")
        for key in ("ctrl+z", "ctrl+y"):
            await driver.press(key)
            assert driver.screen.query_one("#body").scroll_y == top


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 60, 50, 40])
async def test_no_line_parts_a_rating_from_its_key(start, conv, width, language):
    """Nor the number of its interval from the unit."""
    async with start(conv, size=(width, 40), language=language) as driver:
        await driver.answer(driver.right)
        shown, bar = driver.shown(), scale(language)
        assert all(each in shown for each in re.split(r"  (?=\d )", bar))
