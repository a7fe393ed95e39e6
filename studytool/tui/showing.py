"""What a scene says, as paragraphs and blocks ready for the widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from rich.cells import cell_len

from studytool.answer.judging.judge import WORDS
from studytool.answer.reading.read import Unreadable
from studytool.cards.mathtext import plain
from studytool.showing.asked import Asked, keyed
from studytool.showing.sheet import sheet
from studytool.showing.words import COLON
from studytool.showing.wrapping import NO_BREAK
from studytool.study.sent import listed, names
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.durations import brief
from studytool.text.exam_words import BLANK
from studytool.text.sources import cited
from studytool.tui.tones import RIGHT, UNREAD, WRONG
from studytool.tui.widgets.givens import Block, named
from studytool.tui.widgets.prose import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytool.answer.reading.read import Reading
    from studytool.cards.deck import Card
    from studytool.memory.rating import Rating
    from studytool.questions.question import Part, Question
    from studytool.showing.givens import Given
    from studytool.study.task import Intervals, Task
    from studytool.text.language import Text
    from studytool.tui.scene import Scene
    from studytool.tui.speech import Speech

Lines = list[Paragraph]
AGAIN: Final = 1
"""The rating of what was not known."""
ROOM: Final = 74
"""The cells of a line under the answer box, on a screen of 80."""


def heading(scene: Scene, speech: Speech) -> str:
    """Where the task belongs: chapter, title and level."""
    task = scene.task
    if task is None:
        return "studytool"
    pieces = [speech.of(CHAPTER_NAMES[task.chapter])]
    if task.question:
        kind = task.question.kind
        pieces += [speech.of(kind.title), speech.say("level", level=kind.level)]
    else:
        pieces.append(speech.say("front"))
    return speech.signs(" · ".join(pieces)).replace(" * ", " | ")


def why(task: Task, speech: Speech) -> Lines:
    """Why a task is asked now, where that is for what was sent for review: what one line has room for."""
    named = names(task.practises)
    lines = [_practised(named, count, speech) for count in range(len(named), 0, -1)]
    return [Paragraph(next((line for line in lines if cell_len(line) <= ROOM), lines[-1]), hanging=4)] if lines else []


def _practised(named: Sequence[Text], count: int, speech: Speech) -> str:
    """So many of the names, and how many more there are."""
    more = len(named) - count
    return speech.say("practises-some" if more else "practises", names=speech.of(listed(named[:count])), more=more)


def stem(question: Question, speech: Speech) -> Lines:
    """The question's text, and what to do where the stem does not say it."""
    shown = sheet(question)
    return [Paragraph(speech.of(text)) for text in (shown.stem, shown.task) if text]


def worked(question: Question, speech: Speech) -> Lines:
    """The lines of a solution that are printed with the question."""
    return [Paragraph(speech.of(line.bare), indent=2, hanging=4) for line in sheet(question).lines]


def blocks(question: Question, speech: Speech) -> list[list[Block]]:
    """The givens: the scalars on one line, then vectors and matrices."""
    givens = sheet(question).givens
    scalars = [_block(given, speech) for given in givens if given.dimensions == 0]
    others = [_block(given, speech) for given in givens if given.dimensions > 0]
    return [scalars, others]


def _block(given: Given, speech: Speech) -> Block:
    return named(speech.signs(given.label), [speech.signs(row) for row in given.rows])


def convention(question: Question, speech: Speech) -> Lines:
    """The convention that the question states."""
    stated = sheet(question).convention
    return [Paragraph(speech.say("convention", text=stated[speech.language]), hanging=2)] if stated else []


def options(part: Part, speech: Speech) -> Lines:
    """The options of a multiple choice."""
    lines = [f"{option.key})  {speech.of(option.text)}" for option in part.options]
    return [Paragraph(line, indent=2, hanging=4) for line in lines]


def earlier(scene: Scene, question: Question, speech: Speech) -> Lines:
    """The parts already asked, with the right values; one's own where it is another."""
    parts, lines = sheet(question).parts, []
    for done in scene.earlier:
        asked = parts[done.part]
        line = f"{asked.label} = {_right(asked)[speech.language]}"
        own = line if done.correct else speech.say("yours", text=line, typed=done.typed)
        lines.append(Paragraph(speech.signs(own), "dim", indent=2, hanging=4))
    return lines


def _right(asked: Asked) -> Text:
    """The right answer to a part, as one would write it."""
    return keyed("{key})  {text}", asked.part.right) if asked.part.options else asked.right


def hints(scene: Scene, speech: Speech) -> Lines:
    """The hints asked for so far."""
    return [Paragraph(speech.say("hint", text=hint), "italic", hanging=4) for hint in scene.hints]


def prompt(scene: Scene, part: Part, question: Question, speech: Speech) -> str:
    """What is asked for, and which part of how many it is."""
    asked = speech.of(part.prompt)
    if len(question.parts) == 1:
        return asked
    place = speech.say("part-of", part=scene.part + 1, parts=len(question.parts))
    return f"{place}{COLON[speech.language]}{asked}"


def how_to_type(part: Part, speech: Speech) -> str:
    """What an answer of this type looks like."""
    sizes = np.shape(part.answer)
    count, rows_, columns = sizes[0] if sizes else 1, sizes[0] if sizes else 1, sizes[-1] if sizes else 1
    line = [str(number) for number in range(1, columns + 1)]
    example = "; ".join([" ".join(line)] * rows_) if len(sizes) == 2 else ", ".join(line)
    key = "type-some" if part.size_is_asked else "type-line" if part.name == "line" else f"type-{part.type}"
    return speech.say(key, count=count, rows=rows_, columns=columns, example=example)


def reading(read: Reading | Unreadable | None, speech: Speech, example: str) -> Lines:
    """How the answer typed so far is read, or why it cannot be."""
    if read is None:
        return [Paragraph(example, "dim")]
    if isinstance(read, Unreadable):
        return [Paragraph(speech.say("not-read", text=read.reason[speech.language]), "dim")]
    return [Paragraph(speech.say("read-as", text=read.text))]


def verdict(scene: Scene, part: Part, question: Question, speech: Speech) -> Lines:
    """The verdict, its first word saying right, wrong or unreadable; the answer; the rating."""
    if scene.blank:
        lines = [Paragraph(speech.of(BLANK), UNREAD)]
    else:
        lines = [Paragraph(_judgement(scene, speech), _tone(scene))]
    feedback = scene.feedback
    wrong = scene.revealed or scene.blank or (feedback is not None and feedback.verdict != "correct")
    if wrong and scene.over:
        lines.append(Paragraph(speech.say("answer-is", text=_right(Asked(question, part))), hanging=4))
        lines += [Paragraph(speech.of(part.because), hanging=4)] if part.because else []
    if scene.leech and scene.leech.easier:
        easier = speech.of(scene.leech.easier)
        lines.append(Paragraph(speech.say("leech-now", count=scene.leech.count, easier=easier), hanging=4))
    if scene.sent:
        lines.append(Paragraph(speech.say("sent", names=speech.of(listed(scene.sent))), hanging=4))
    if scene.cram and scene.over:
        lines.append(Paragraph(speech.say("crammed"), "dim"))
    if scene.rating is not None:
        lines.append(_rated(scene, scene.rating, len(question.parts), speech))
    return lines


def _rated(scene: Scene, rating: Rating, parts: int, speech: Speech) -> Paragraph:
    """The rating, with its reason where earlier parts are it; when the item would come back after each of the four."""
    name = speech.rating(rating)
    explained = rating == AGAIN and parts > 1 and scene.wrong and not scene.revealed
    if scene.intervals is None and not explained:
        return Paragraph(speech.say("rated", rating=name), "dim")
    rated = speech.say("rated-for" if explained else "rated-bare", rating=name, wrong=scene.wrong, parts=parts)
    scale = rating_scale(scene.intervals, speech)
    return Paragraph(f"{rated}   {scale}" if cell_len(rated + scale) < ROOM - 2 else f"{rated}\n{scale}", "dim")


def _judgement(scene: Scene, speech: Speech) -> str:
    if scene.feedback is None:
        return speech.say("revealed" if scene.rating == AGAIN else "solution-shown")
    word = WORDS[scene.feedback.verdict][speech.language]
    said = scene.feedback.text[speech.language]
    return speech.say("verdict", word=word, text=said) if said else speech.say("verdict-bare", word=word)


def _tone(scene: Scene) -> str:
    feedback = scene.feedback
    if feedback is None or feedback.verdict == "unreadable":
        return UNREAD
    return RIGHT if feedback.verdict == "correct" else WRONG


def trouble(text: Text, speech: Speech) -> Paragraph:
    """What could not be recorded, and that nothing typed is lost."""
    return Paragraph(speech.say("not-saved", text=text[speech.language]), UNREAD)


def solution(question: Question, speech: Speech) -> Lines:
    """The worked solution, line by line, and where the formula comes from."""
    shown = sheet(question)
    lines = [Paragraph(speech.say("solution"), "bold underline")]
    for line in shown.solution:
        if note := line.step.note:
            lines.append(Paragraph(speech.of(note), "dim"))
        lines.append(Paragraph(speech.of(line.bare), indent=2, hanging=4))
    return [*lines, Paragraph(speech.of(shown.source), "dim italic", hanging=2)]


def _source(source: str, speech: Speech) -> str:
    return speech.say("source", text=cited(source)[speech.language])


def card(scene: Scene, shown: Card, speech: Speech) -> tuple[Lines, Lines]:
    """A card's front, and its back once it has been turned."""
    front = _marked(shown.front[speech.language], speech)
    if scene.phase == "front":
        return front, []
    back = _marked(shown.back[speech.language], speech)
    if shown.source:
        back.append(Paragraph(_source(shown.source, speech), "dim italic", hanging=2))
    return front, back


def _marked(text: str, speech: Speech) -> Lines:
    return [Paragraph(speech.signs(plain(line)), hanging=2 * line.startswith("- ")) for line in text.split("\n")]


def rating_scale(intervals: Intervals | None, speech: Speech) -> str:
    """The four ratings with their keys, and how long until the item comes back after each, where that is known."""
    waits = [speech.of(brief(days)) for days in intervals] if intervals else [""] * 4
    names = (f"{grade} {speech.rating(grade)} {wait}".rstrip() for grade, wait in enumerate(waits, start=1))
    return ("  " if intervals else "   ").join(name.replace(" ", NO_BREAK) for name in names)
