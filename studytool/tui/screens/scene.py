"""A screen that shows a scene of a sitting: a question or a card, and how far the learner has come with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytool.tui.scene import Scene
from studytool.tui.screens.question import AnswerScreen
from studytool.tui.widgets.givens import Givens
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.answer.reading.read import Reading, Unreadable
    from studytool.questions.question import Question

TEXTS = ("why", "stem", "convention", "worked", "options", "earlier", "hints", "back", "solution")


class SceneScreen(AnswerScreen):
    """Shows its scene; `count` is of how many tasks, None where nobody knows."""

    def __init__(self, count: int | None = None) -> None:
        super().__init__()
        self.scene = Scene()
        self.count = count

    def read(self) -> Reading | Unreadable | None:
        """How the text in the box is read; None where there is none."""
        return None

    def paint(self) -> None:
        """Show the scene in the present language."""
        scene = self.scene
        if scene.task is None:
            self._paint_waiting()
            return
        from studytool.tui import showing

        place = self.speech.say("number-of" if self.count else "number", number=scene.number, count=self.count)
        self.query_one(TitleBar).show(showing.heading(scene, self.speech), place)
        if scene.task.question:
            self._paint_question(scene.task.question)
            self.paint_answer(scene.task.question)
        else:
            self._paint_card()

    def _paint_waiting(self) -> None:
        self.query_one(TitleBar).show("studytool")
        self.query_one("#stem", Prose).show(Paragraph(self.speech.say("loading"), "dim"))
        self.answer_box.ask("")
        self.answer_box.display = True

    def _fill(self, **texts: list[Paragraph]) -> None:
        for name in TEXTS:
            self.query_one(f"#{name}", Prose).show(*texts.get(name, []))

    def _paint_question(self, question: Question) -> None:
        from studytool.tui import showing

        scene, speech = self.scene, self.speech
        part = question.parts[scene.part]
        self.query_one("#givens", Givens).show(showing.blocks(question, speech))
        self._fill(
            why=showing.why(scene.task, speech) if scene.task else [],
            stem=showing.stem(question, speech),
            convention=showing.convention(question, speech),
            worked=showing.worked(question, speech),
            options=showing.options(part, speech),
            earlier=showing.earlier(scene, question, speech) if len(question.parts) > 1 else [],
            hints=showing.hints(scene, speech),
            solution=showing.solution(question, speech) if scene.over else [],
        )

    def paint_answer(self, question: Question) -> None:
        """Show what is asked for, and how the answer is read or judged."""
        from studytool.tui import showing

        scene, speech, box = self.scene, self.speech, self.answer_box
        part = question.parts[scene.part]
        box.box.display = True
        box.ask(showing.prompt(scene, part, question, speech))
        if scene.phase == "asking":
            box.open()
        else:
            box.close()
        if scene.trouble:
            box.line.show(showing.trouble(scene.trouble, speech))
        elif scene.feedback or scene.revealed or scene.blank:
            box.line.show(*showing.verdict(scene, part, question, speech))
        else:
            box.line.show(*showing.reading(self.read(), speech, showing.how_to_type(part, speech)))

    def _paint_card(self) -> None:
        from studytool.tui import showing

        scene, speech, box = self.scene, self.speech, self.answer_box
        if scene.task is None or scene.task.card is None:
            return
        front, back = showing.card(scene, scene.task.card, speech)
        self.query_one("#givens", Givens).show([])
        self._fill(stem=front, back=back)
        box.close()
        box.box.display = False
        if scene.trouble:
            box.line.show(showing.trouble(scene.trouble, speech))
        elif scene.phase == "front":
            box.line.show(Paragraph(speech.say("recall"), "dim"))
        else:
            box.line.show(Paragraph(speech.say("rate-it"), "dim"), showing.rating_scale(scene.intervals, speech))
