"""The sitting: questions and cards, one after the other on the same screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from studytool.text.interface import LINES
from studytool.text.language import Text, UserError
from studytool.tui.keys import RATE, bound
from studytool.tui.scene import Earlier, Scene
from studytool.tui.screens.base import Way
from studytool.tui.screens.question import SCROLLING
from studytool.tui.screens.scene import SceneScreen

if TYPE_CHECKING:
    from studytool.answer.reading.read import Reading, Unreadable
    from studytool.course.modes import Mode
    from studytool.study.session import Change, Sitting
    from studytool.tui.scene import Phase

AGAIN = 1
"""The rating of what was not known."""
KEPT_BACK = frozenset({"suspend", "bury"})
"""The deeds after which an item is left."""


class SittingScreen(SceneScreen):
    """Asks, judges, explains and rates; `begin` makes the sitting, in a thread.

    `nothing` is the key of the line that says why a sitting has no tasks at all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("answer", "enter", "answer", show=True),
        bound("turn", "enter", "turn", show=True),
        bound("next", "enter", "go_on", show=True),
        bound("hint", "f2", "hint", show=True),
        bound("reveal", "f3", "reveal", show=True),
        bound("skip", "f4", "skip", show=True),
        bound("rate-again", "1", "rate(1)", show=True, group=RATE),
        bound("rate-hard", "2", "rate(2)", show=True, group=RATE),
        bound("rate-good", "3", "rate(3)", show=True, group=RATE),
        bound("rate-easy", "4", "rate(4)", show=True, group=RATE),
        *SCROLLING,
        bound("finish", "escape", "finish"),
    ]

    asks = True

    def __init__(
        self, begin: Callable[[], Sitting], count: int | None = None, *, nothing: str = "summary-none"
    ) -> None:
        super().__init__(count)
        self._judged: dict[str, Scene] = {}
        self._left: dict[int, tuple[Scene, str]] = {}
        self._begin = begin
        self._look_at = ""
        self.nothing = nothing

    def on_mount(self) -> None:
        """Make the sitting and ask its first task."""
        super().on_mount()
        self.start_work(self._first, before_open=True)

    @property
    def asked(self) -> Sitting:
        """The sitting; an error before it has begun."""
        if self.sitting is None:
            raise RuntimeError("the sitting has not begun")
        return self.sitting

    @property
    def item(self) -> str | None:
        """The item that is asked."""
        return self.scene.task.item if self.scene.task else None

    def read(self) -> Reading | Unreadable | None:
        """How the text in the box is read; None where there is none."""
        from studytool.answer.judging.judge import read_part

        typed, scene = self.answer_box.box.value, self.scene
        if scene.phase != "asking" or scene.task is None or scene.task.question is None or not typed.strip():
            return None
        return read_part(scene.task.question.parts[scene.part], typed, decimal_comma=self.asked.decimal_comma)

    def failed(self, text: Text) -> None:
        """Say it under the answer, which stays; before the first task the application ends with it."""
        if self.scene.number == 0:
            self.study.give_up(text)
        self.scene.trouble = text

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what makes sense in the present phase."""
        del parameters
        return self.scene.allows(action) and (action != "hint" or self.asked.more_hints)

    @on(Input.Changed)
    def _typed(self) -> None:
        scene = self.scene
        if scene.phase == "asking":
            scene.feedback = None
        if scene.task and scene.task.question:
            self.paint_answer(scene.task.question)

    def submit(self, typed: str) -> None:
        """Have this judged, whatever is typed after it."""
        if self.scene.allows("answer") and typed.strip():
            self.start_work(partial(self._answer, typed))

    def action_go_on(self) -> None:
        """Ask the next part or the next task."""
        self.start_work(self._go_on)

    def action_turn(self) -> None:
        """Show the card's back."""
        self.scene.phase = "back"
        self.paint()
        self.refresh_bindings()
        if not self.scene.cram:
            self.run_worker(self._foresee(self.scene))

    def action_hint(self) -> None:
        """Show one more hint."""
        self.start_work(self._hint)

    def action_reveal(self) -> None:
        """Show the solution instead of answering."""
        self.start_work(self._reveal)

    def action_skip(self) -> None:
        """Go on without an answer."""
        self.start_work(self._skip)

    def action_rate(self, grade: int) -> None:
        """Rate the card, or rate the answer otherwise than inferred."""

        async def rate() -> None:
            await self._rate(grade)

        self.start_work(rate)

    def action_finish(self) -> None:
        """End the sitting and sum it up."""
        self.start_work(self._finish)

    def ask_in(self, mode: Mode) -> None:
        """Ask in another mode from here on."""

        async def change() -> None:
            changed = await asyncio.to_thread(self.asked.ask_in, mode)
            if changed:
                self._enter_task()
            self.study.tell_mode(mode, now=changed)

        self.start_work(change)

    def read_commas(self, *, decimal: bool) -> None:
        """Take a comma for the decimal sign from here on, or no longer; what is typed is read anew."""
        if self.sitting:
            self.sitting.decimal_comma = decimal
            self.repaint()

    async def _first(self) -> None:
        self.sitting = await asyncio.to_thread(self._begin)
        self.sitting.decimal_comma = self.study.decimal_comma
        if self.study.mode:
            self.sitting.mode = self.study.mode
        await self._next_task()

    async def _next_task(self, *, kept_back: bool = False) -> None:
        from studytool.questions.bank import UnsoundKindError

        try:
            task = await asyncio.to_thread(partial(self.asked.next, kept_back=kept_back))
        except UnsoundKindError as why:
            raise UserError(LINES["no-variant"].format(why=why)) from why
        if task is None:
            self.scene = replace(self.scene, phase="loading")
            await self._finish()
            return
        self._enter_task()

    def _enter_task(self) -> None:
        current = self.asked.current
        phase: Phase = "asking" if current.task.question else "front"
        self.scene = Scene(phase, current.task, current.place, hints=self.asked.hints(), cram=self.asked.cram)
        self.answer_box.clear()
        self.query_one("#body").scroll_home(animate=False)

    async def _answer(self, typed: str) -> None:
        scene = self.scene
        scene.trouble = None
        feedback = await asyncio.to_thread(self.asked.submit, typed)
        scene.feedback = feedback
        if feedback.reading is not None:
            scene.earlier.append(Earlier(scene.part, typed.strip(), feedback.verdict == "correct" and not feedback.own))
            await self._settle()
            self.answer_box.box.value = typed

    async def _reveal(self) -> None:
        self.scene.trouble = None
        await asyncio.to_thread(self.asked.reveal)
        self.scene.revealed, self.scene.feedback = True, None
        self.scene.part = self.asked.current.part
        await self._settle()

    async def _settle(self) -> None:
        """Show what follows a judged answer: the next part, or the solution and the rating."""
        progress = self.asked.current
        self.scene.phase = "done" if progress.review else "judged"
        self.scene.rating, self.scene.intervals = progress.rating, progress.intervals
        self.scene.wrong = progress.right.count(False)
        await self._tell_effects()
        self._keep()
        self._look_at = "solution" if progress.review else "earlier"

    async def _tell_effects(self) -> None:
        """Find out what the answer, as it is rated now, has sent for review, and whether it was one failure too many.

        It sends nothing where it showed no misconception.
        """
        self.scene.leech, self.scene.sent = None, ()
        if self.scene.rating == AGAIN:
            with suppress(UserError):
                self.scene.leech = await asyncio.to_thread(self.study.backstage.leech, self.asked.current.task.item)
        if self.scene.feedback and self.scene.feedback.claim:
            with suppress(UserError):
                self.scene.sent = await asyncio.to_thread(self.asked.just_sent)

    def _keep(self) -> None:
        """Keep the scene as the latest deed has left it, to be shown again if that is undone and redone."""
        if self.asked.tally.latest:
            self._judged[self.asked.tally.latest] = replace(self.scene, earlier=[*self.scene.earlier])

    async def step(self, way: Way) -> Change | None:
        """Undo or redo in the sitting; what that does to the task on the screen is shown."""
        if self.sitting is None:
            return await super().step(way)
        self.scene.trouble = None
        change = await asyncio.to_thread(self.asked.undo if way == "undo" else self.asked.redo)
        if change and change.current:
            self._show_change(way, change)
            if way == "redo" and (change.event.kind == "skip" or self.scene.phase == "back"):
                await self._next_task()
            elif change.event.kind == "rate":
                await self._tell_effects()
        elif change and way == "redo" and change.event.item == self.item:
            await self.changed(leaving=change.event.kind in KEPT_BACK)
        return change

    def _show_change(self, way: Way, change: Change) -> None:
        """Show the task as it was before what is undone, or after what is redone; it may be an earlier or later one."""
        event, current = change.event, self.asked.current
        typed = event.data.get("typed")
        if event.kind in KEPT_BACK:
            self.scene, typed = self._left[current.place]
        elif event.kind == "rate":
            self.scene = replace(self._judged[event.uuid], rating=current.rating)
            typed = self.scene.earlier[-1].typed if self.scene.earlier else None
        elif way == "undo":
            self.scene = self._judged[event.uuid].asked_again(current.part, self.asked.hints())
        else:
            self.scene = self._judged[event.uuid]
        if self.scene.phase in {"judged", "done"}:
            self._look_at = "solution" if self.scene.over else "earlier"
        else:
            self.query_one("#body").scroll_home(animate=False)
        self.answer_box.box.value = typed if isinstance(typed, str) else ""

    async def changed(self, *, leaving: bool) -> None:
        """An item that is kept back from now on is left, unless its answer is still to be read."""
        if leaving and self.scene.phase in {"asking", "front", "back"}:
            self._left[self.scene.number] = replace(self.scene, feedback=None), self.answer_box.box.value
            await self._next_task(kept_back=True)

    async def _foresee(self, scene: Scene) -> None:
        """Find out when a card would come back after each rating."""
        await self.study.opened.wait()
        with suppress(UserError):
            scene.intervals = await asyncio.to_thread(self.asked.foresee)
        if scene is self.scene:
            self.repaint()

    async def _hint(self) -> None:
        self.scene.hints = await asyncio.to_thread(self.asked.hint)
        self._look_at = "hints"

    def after_work(self) -> None:
        """Bring into view what has just been added below the question."""
        if self._look_at:
            added = self.query_one(f"#{self._look_at}")
            self.query_one("#body").scroll_to_widget(added, top=self._look_at == "solution", animate=False)
        self._look_at = ""

    async def _go_on(self) -> None:
        if self.scene.phase != "judged" or not self.asked.advance():
            await self._next_task()
            return
        self.scene.part, self.scene.phase = self.asked.current.part, "asking"
        self.scene.feedback, self.scene.hints = None, ()
        self._look_at = "earlier"
        self.answer_box.clear()

    async def _skip(self) -> None:
        self.scene.trouble = None
        await asyncio.to_thread(self.asked.skip)
        self._keep()
        await self._next_task()

    async def _rate(self, grade: int) -> None:
        from studytool.memory.rating import Rating

        self.scene.trouble = None
        await asyncio.to_thread(self.asked.rate, Rating(grade))
        self.scene.rating = Rating(grade)
        await self._tell_effects()
        self._keep()
        if self.scene.phase == "back":
            await self._next_task()

    async def _finish(self) -> None:
        from studytool.tui.screens.summary import SummaryScreen

        if self.sitting is None:
            return
        summary = self.sitting.summary()
        outlook = await asyncio.to_thread(self.study.backstage.outlook)
        if self.scene.number and not summary.asked and not summary.skipped:
            self.study.go_home()
        else:
            told = await asyncio.to_thread(self.study.backstage.told, [name for name, _ in summary.misconceptions])
            sent = await asyncio.to_thread(self.sitting.sent)
            self.study.replace(SummaryScreen(self.sitting, outlook, told, sent, nothing=self.nothing))
