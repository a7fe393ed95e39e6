"""A question of a mock exam looked at afterwards: what was typed, the verdict, the worked solution."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from studytool.tui.keys import bound
from studytool.tui.scene import Earlier, Scene
from studytool.tui.screens.question import SCROLLING
from studytool.tui.screens.scene import SceneScreen

if TYPE_CHECKING:
    from studytool.study.mock import Looked


class MockLookScreen(SceneScreen):
    """Shows the question as a sitting does once it has been answered; there is nothing to do but to read it."""

    undoes = "nothing"
    BINDINGS: ClassVar[list[BindingType]] = [bound("back", "escape,enter", "app.go_back", show=True), *SCROLLING]

    def __init__(self, looked: Looked, number: int, count: int) -> None:
        super().__init__(count)
        self.looked = looked
        self.scene = scene_of(looked, number)

    def on_mount(self) -> None:
        """Show what was typed last, under the question."""
        super().on_mount()
        answers = self.looked.answers
        self.answer_box.box.value = answers[-1].typed if answers else ""
        self.paint()


def scene_of(looked: Looked, number: int) -> Scene:
    """The question after its last answer; a part that was not answered leaves all of it blank."""
    answers, question = looked.answers, looked.task.question
    scene = Scene("done", looked.task, number, part=len(question.parts) - 1 if question else 0)
    scene.earlier = [Earlier(one.part, one.typed, one.feedback.verdict == "correct") for one in answers]
    whole = bool(answers) and answers[-1].part == scene.part
    scene.feedback, scene.blank = answers[-1].feedback if whole else None, not whole
    return scene
