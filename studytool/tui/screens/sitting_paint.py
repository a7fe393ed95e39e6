"""Puts a scene on the sitting's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytool.tui.widgets.answer import AnswerBox
from studytool.tui.widgets.givens import Givens
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.questions.question import Question
    from studytool.tui.screens.question import QuestionScreen

TEXTS = ("why", "stem", "convention", "worked", "options", "earlier", "hints", "back", "solution")


def paint(screen: QuestionScreen) -> None:
    """Show the screen's scene in the present language."""
    scene = screen.scene
    if scene.task is None:
        _paint_waiting(screen)
        return
    from studytool.tui import showing

    count = screen.count
    place = "number-of" if count else "number"
    screen.query_one(TitleBar).show(
        showing.heading(scene, screen.speech), screen.speech.say(place, number=scene.number, count=count)
    )
    if scene.task.question:
        _paint_question(screen, scene.task.question)
        paint_answer(screen, scene.task.question)
    else:
        _paint_card(screen)


def _paint_waiting(screen: QuestionScreen) -> None:
    box = screen.query_one(AnswerBox)
    screen.query_one(TitleBar).show("studytool")
    screen.query_one("#stem", Prose).show(Paragraph(screen.speech.say("loading"), "dim"))
    box.ask("")
    box.display = True


def _fill(screen: QuestionScreen, **texts: list[Paragraph]) -> None:
    for name in TEXTS:
        screen.query_one(f"#{name}", Prose).show(*texts.get(name, []))


def _paint_question(screen: QuestionScreen, question: Question) -> None:
    from studytool.tui import showing

    scene, speech = screen.scene, screen.speech
    part = question.parts[scene.part]
    screen.query_one("#givens", Givens).show(showing.blocks(question, speech))
    _fill(
        screen,
        why=showing.why(scene.task, speech) if scene.task else [],
        stem=showing.stem(question, speech),
        convention=showing.convention(question, speech),
        worked=showing.worked(question, speech),
        options=showing.options(part, speech),
        earlier=showing.earlier(scene, question, speech) if len(question.parts) > 1 else [],
        hints=showing.hints(scene, speech),
        solution=showing.solution(question, speech) if scene.over else [],
    )


def paint_answer(screen: QuestionScreen, question: Question) -> None:
    """Show what is asked for, and how the answer is read or judged."""
    from studytool.tui import showing

    scene, speech, box = screen.scene, screen.speech, screen.answer_box
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
        box.line.show(*showing.reading(screen.read(), speech, showing.how_to_type(part, speech)))


def _paint_card(screen: QuestionScreen) -> None:
    from studytool.tui import showing

    scene, speech, box = screen.scene, screen.speech, screen.answer_box
    if scene.task is None or scene.task.card is None:
        return
    front, back = showing.card(scene, scene.task.card, speech)
    screen.query_one("#givens", Givens).show([])
    _fill(screen, stem=front, back=back)
    box.close()
    box.box.display = False
    if scene.trouble:
        box.line.show(showing.trouble(scene.trouble, speech))
    elif scene.phase == "front":
        box.line.show(Paragraph(speech.say("recall"), "dim"))
    else:
        box.line.show(Paragraph(speech.say("rate-it"), "dim"), showing.rating_scale(scene.intervals, speech))
