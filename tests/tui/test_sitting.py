from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from studytool.course.chapters import CHAPTERS
from studytool.course.items import EITHER
from studytool.learner.misconceptions import named
from studytool.memory.rating import Rating
from studytool.questions import bank
from studytool.questions.numbers import answer_text
from studytool.store import errors
from studytool.store.store import Store
from studytool.study.wish import Wish
from studytool.text.interface import LINES
from studytool.tui.screens.home import HomeScreen
from studytool.tui.screens.sitting import SittingScreen
from studytool.tui.screens.summary import SummaryScreen
from studytool.tui.widgets.answer import AnswerBox
from studytool.tui.widgets.key_bar import KeyBar

pytestmark = pytest.mark.asyncio
GRU = "rnn.gru-step"


async def test_a_right_answer_is_correct_and_recorded(start, conv):
    """The verdict's first word is Correct, and the answer is in the log by then."""
    async with start(conv) as driver:
        await driver.answer(str(driver.part.answer))
        assert driver.line.startswith("Correct.")
        (event,) = driver.events("answer")
        assert event.data["verdict"] == "correct"
        assert "rated: good" in driver.line


async def test_a_known_mistake_is_named(start, conv):
    """A misconception's number brings its explanation, the answer and the solution."""
    async with start(conv) as driver:
        claim = driver.part.claims[0]
        await driver.answer(str(claim.value))
        assert driver.line.startswith("Wrong.")
        assert claim.id in driver.events("answer")[0].data["misconception"].split(EITHER)
        assert f"The answer: {driver.part.answer}" in driver.line
        assert "Worked solution" in driver.text("solution")


async def test_an_unreadable_answer_is_not_an_attempt(start, conv):
    """It says Unreadable, keeps what was typed, and leaves the log empty."""
    async with start(conv) as driver:
        await driver.answer("fourteen")
        assert driver.line.startswith("Unreadable.")
        assert driver.typed == "fourteen"
        assert driver.events() == []
        await driver.press("backspace")
        assert driver.line.startswith("not readable yet")


async def test_keys_that_come_together_act_in_their_order(start, conv):
    """Over a slow line a whole answer comes at once: what Backspace takes back before Enter is not submitted."""
    async with start(conv) as driver:
        for key in ("1", "2", "backspace", "3", "left", "4", "enter"):
            driver.app.simulate_key(key)
        await driver.settle()
        assert [event.data["typed"] for event in driver.events("answer")] == ["143"]


async def test_what_is_typed_is_read_back(start, conv):
    """While typing, the line says what the text will be taken for."""
    async with start(conv) as driver:
        assert driver.line.startswith("Type a whole number")
        await driver.type("3·224·224")
        assert "150,528" in driver.line


async def test_enter_after_the_verdict_asks_the_next_question(start, conv):
    """The next question is on the same screen, with an empty box that has the keys."""
    async with start(conv) as driver:
        screen, before = driver.screen, driver.text("stem")
        await driver.answer(driver.right)
        await driver.press("enter")
        assert driver.screen is screen
        assert driver.text("stem") != before
        assert driver.typed == ""
        assert driver.screen.query_one(AnswerBox).box.has_focus


async def test_a_number_key_changes_the_rating(start, conv):
    """After the verdict 1 to 4 write one event each that rates the answer anew."""
    async with start(conv) as driver:
        await driver.answer(driver.right)
        await driver.press("2")
        (answer,), (rate,) = driver.events("answer"), driver.events("rate")
        assert rate.rerates == (answer.uuid, Rating.HARD)
        assert "rated: hard" in driver.line


async def test_digits_are_typed_while_asking(start, conv):
    """Before the verdict 1 to 4 belong to the answer."""
    async with start(conv) as driver:
        await driver.press("1", "4")
        assert driver.typed == "14"
        assert driver.events() == []


async def test_a_hint_is_a_formula_and_makes_the_answer_hard(start, conv):
    """F2 shows a step without its number."""
    async with start(conv) as driver:
        await driver.press("f2")
        assert "k_eff = d·(k − 1) + 1" in driver.text("hints")
        await driver.answer(driver.right)
        assert "rated: hard" in driver.line


async def test_revealing_counts_as_not_known(start, conv):
    """F3 shows the solution and records again."""
    async with start(conv) as driver:
        await driver.press("f3")
        (event,) = driver.events("reveal")
        assert event.rating == Rating.AGAIN
        assert "Worked solution" in driver.text("solution")


async def test_skipping_remembers_nothing(start, conv):
    """F4 asks the next question; the log says skipped without a rating."""
    async with start(conv) as driver:
        before = driver.text("stem")
        await driver.press("f4")
        assert driver.text("stem") != before
        assert driver.events("skip")[0].rating is None


async def test_parts_go_on_with_the_learners_own_values(start):
    """A wrong part is shown beside the right value, and what follows from it is right."""
    async with start(Wish(kind=GRU, mode="parts")) as driver:
        await driver.answer("0.5, 0.5")
        assert driver.line.startswith("Wrong.")
        await driver.press("enter")
        assert "yours: 0.5, 0.5" in driver.text("earlier")
        assert "part 2 of 4" in driver.screen.query_one(AnswerBox).box.border_title
        await driver.answer(answer_text(driver.part.answer, "vector", digits=12).strip("()"))
        assert driver.line.startswith("Correct.")


@pytest.mark.parametrize(
    ("language", "why"),
    [("en", "rated: again (2 of 4 parts were wrong)"), ("zh", "评分：重来（4 步中有 2 步答错）")],
)
async def test_a_rating_that_earlier_parts_have_earned_is_explained(start, language, why):
    """Where the last part is right; not once another rating is chosen."""
    async with start(Wish(kind=GRU, mode="parts"), language=language) as driver:
        for wrong in (True, False, True, False):
            right = answer_text(driver.part.answer, "vector", digits=12).strip("()")
            await driver.answer("7, 7" if wrong else right)
            last = driver.line
            await driver.press("enter")
        assert why in last


@pytest.mark.parametrize(("language", "own"), [("en", "   (yours: 0.5, 0.5)"), ("zh", "（你的值：0.5, 0.5）")])
async def test_ones_own_value_stands_beside_the_right_one(start, language, own):
    """In each language's punctuation."""
    async with start(Wish(kind=GRU, mode="parts"), language=language) as driver:
        await driver.answer("0.5, 0.5")
        await driver.press("enter")
        assert driver.text("earlier").endswith(own)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("wish", "key"),
    [
        (Wish(due_only=True), "summary-none-due"),
        (Wish(chapter="cnn", due_only=True), "summary-none-due-chapter"),
        (Wish(wrong_this_week=True), "summary-none-wrong"),
    ],
)
async def test_an_empty_sitting_says_what_is_true(start, language, wish, key):
    """Nothing is due, though everything is new."""
    async with start(wish, language=language) as driver:
        assert driver.text("text").splitlines()[0] == LINES[key][language]


@pytest.mark.parametrize(("chapter", "key"), [(None, "summary-none"), ("gan", "summary-none-chapter")])
async def test_nothing_new_is_said_of_what_was_wished_for(start, chapter, key):
    """Where everything there is suspended."""
    async with start() as driver:
        backstage = driver.app.backstage
        for name in [chapter] if chapter else CHAPTERS:
            for entry in backstage.shelf(name):
                backstage.suspend(entry.item)
        driver.app.practise(Wish(chapter=chapter))
        await driver.settle()
        assert driver.text("text").splitlines()[0] == LINES[key]["en"]


async def test_a_share_of_new_items_that_is_done_is_no_reason_for_nothing_due(start):
    """A share of reviews that is done is one."""
    for setting, key in (("new-a-day", "summary-none-due"), ("reviews-a-day", "summary-done")):
        async with start() as driver:
            driver.app.backstage.store.set(setting, 0, datetime(2026, 1, 1, 11, tzinfo=UTC))
            driver.app.practise(Wish(due_only=True))
            await driver.settle()
            assert driver.text("text").splitlines()[0] == LINES[key]["en"]


async def test_revealing_a_part_ends_the_question(start):
    """The solution of the whole question is shown, and it can be rated."""
    async with start(Wish(kind=GRU, mode="parts")) as driver:
        await driver.press("f3")
        assert "h_new" in driver.text("solution")
        assert "rated: again" in driver.line


async def test_a_choice_takes_the_letter(start):
    """The options are lettered, and the right letter is correct."""
    async with start(Wish(kind=GRU, mode="choice")) as driver:
        assert driver.text("options").startswith("a)  ")
        await driver.answer(driver.part.answer)
        assert driver.line.startswith("Correct.")


async def test_the_mode_changes_within_the_sitting(start, conv):
    """An unanswered question is asked anew in the mode, later ones too."""
    async with start(conv) as driver:
        driver.app.ask_in("choice")
        await driver.settle()
        assert driver.text("options").startswith("a)  ")
        await driver.press("f4")
        assert driver.text("options").startswith("a)  ")


async def test_a_failing_store_loses_nothing(start, conv, monkeypatch):
    """One line says so, what was typed stays, and submitting again records it once."""
    async with start(conv) as driver:
        store = driver.app.backstage.store
        append = store.append

        def fail(_):
            raise errors.failure(errors.DISK_FULL, "s.db")

        monkeypatch.setattr(store, "append", fail)
        right = driver.right
        await driver.answer(right)
        assert driver.line.startswith("Not saved: There is no room left")
        assert driver.typed == right
        monkeypatch.setattr(store, "append", append)
        await driver.press("enter")
        assert driver.line.startswith("Correct.")
        assert len(driver.events()) == 1
        assert driver.screen.sitting.summary().asked == 1


async def test_the_summary_counts_and_names_mistakes(start):
    """After the last question the sitting is summed up, by chapter and by mistake."""
    async with start(Wish(kind="cnn.conv-output-size", count=2)) as driver:
        claim = driver.part.claims[0]
        await driver.answer(str(claim.value))
        (told,) = driver.events("answer")
        await driver.press("enter")
        await driver.answer(str(driver.part.answer))
        await driver.press("enter")
        assert isinstance(driver.screen, SummaryScreen)
        assert "2 asked, 1 right, 0 skipped" in driver.text("text")
        name = named(told.data["misconception"]).en
        assert f"1×  {name}" in driver.text("text")
        assert "next review in" in driver.text("text")
        await driver.press("enter")
        assert isinstance(driver.screen, HomeScreen)


async def test_escape_ends_the_sitting(start, conv):
    """With something answered it is summed up; with nothing it leads home."""
    async with start(conv) as driver:
        await driver.press("escape")
        assert isinstance(driver.screen, HomeScreen)
    async with start(conv) as driver:
        await driver.answer(driver.right)
        await driver.press("escape")
        assert isinstance(driver.screen, SummaryScreen)


async def test_a_card_is_turned_and_rated(start):
    """Enter shows the back, 1 to 4 record the card's review and end its turn."""
    async with start() as driver:
        card = driver.app.backstage.cards()[0]
        driver.app.practise_card(card.item)
        await driver.settle()
        assert isinstance(driver.screen, SittingScreen)
        assert driver.text("back") == ""
        await driver.press("3")
        assert driver.events() == []
        await driver.press("enter")
        assert driver.text("back") != ""
        await driver.press("3")
        (event,) = driver.events("answer")
        assert (event.item, event.rating) == (card.item, Rating.GOOD)
        assert isinstance(driver.screen, SummaryScreen)


async def test_an_unknown_kind_ends_the_program(start):
    """A sitting that cannot begin exits with the line that says why."""
    async with start(Wish(kind="cnn.conv-output-sise")) as driver:
        assert driver.app.return_code == 2
        assert "cnn.conv-output-size" in driver.app.trouble.en


async def test_a_slow_store_does_not_hold_the_screen(start, conv, monkeypatch):
    """While an answer is being recorded the screen still follows the keys; the verdict waits for the record."""
    async with start(conv) as driver:
        store, go_on = driver.app.backstage.store, threading.Event()
        append = store.append
        monkeypatch.setattr(store, "append", lambda event: (go_on.wait(), append(event)))
        await driver.type(driver.right)
        await driver.pilot.press("enter", "ctrl+l")
        await driver.pilot.pause()
        assert driver.line.startswith("读作")
        go_on.set()
        await driver.settle()
        assert driver.line.startswith("正确")


async def test_an_answer_is_recorded_once(start, conv, monkeypatch):
    """Enter twice while the first is on its way submits once."""
    async with start(conv) as driver:
        store, go_on = driver.app.backstage.store, threading.Event()
        append = store.append
        monkeypatch.setattr(store, "append", lambda event: (go_on.wait(), append(event)))
        await driver.type(driver.right)
        await driver.pilot.press("enter", "enter")
        go_on.set()
        await driver.settle()
        assert len(driver.events()) == 1
        assert driver.line.startswith("Correct")


async def test_nothing_long_runs_on_the_screens_thread(start, conv, monkeypatch):
    """Questions are generated, and the store is asked, in other threads."""
    threads = []

    def noted(call):
        def run(*values, **names):
            threads.append(threading.current_thread())
            return call(*values, **names)

        return run

    monkeypatch.setattr(bank, "generate", noted(bank.generate))
    for name in ("append", "due", "memory"):
        monkeypatch.setattr(Store, name, noted(getattr(Store, name)))
    async with start() as driver:
        driver.app.practise(conv)
        await driver.settle()
        await driver.answer(driver.right)
        await driver.press("2", "enter", "f4", "f3", "escape", "enter")
    assert len(threads) > 8
    assert threading.main_thread() not in threads


async def test_what_is_typed_after_enter_is_no_part_of_the_answer(start, conv):
    """Keys that come before the verdict change neither what is judged nor what stands above the verdict."""
    async with start(conv) as driver:
        right = driver.right
        for key in [*right, "enter", "9", "9"]:
            driver.app.simulate_key(key)
        await driver.settle()
        (event,) = driver.events("answer")
        assert (event.data["typed"], driver.typed) == (right, right)
        assert driver.line.startswith("Correct.")


@pytest.mark.parametrize("mode", ["forward", "fill", "write"])
async def test_a_hint_is_offered_only_while_there_is_one(start, mode):
    """The key that shows nothing more is not in the key bar, and asking for nothing is no help."""
    async with start(Wish(kind="rnn.lstm-parameters", mode=mode)) as driver:
        bar, shown = driver.screen.query_one(KeyBar), ""
        while any(keys == "F2" for keys, _, _ in bar.shown):
            await driver.press("f2")
            assert driver.text("hints") != shown
            shown = driver.text("hints")
        await driver.press("f2")
        assert driver.text("hints") == shown
        assert bool(shown) == (mode != "fill") == driver.screen.sitting.current.helped


async def test_the_last_question_can_be_left_with_something_typed(start):
    """The text in the box belongs to no question any more; neither the end nor another language reads it."""
    async with start(Wish(kind="cnn.conv-output-size", count=1)) as driver:
        await driver.type("12")
        await driver.press("f4")
        assert isinstance(driver.screen, SummaryScreen)
        await driver.press("ctrl+l")
        assert "跳过 1" in driver.text("text")
