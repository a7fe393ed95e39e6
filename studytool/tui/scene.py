"""What the sitting's screen shows at a moment, apart from how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from studytool.answer.judging.judge import Feedback
    from studytool.memory.rating import Rating
    from studytool.study.task import Intervals, Task
    from studytool.text.language import Text
    from studytool.tui.backstage import Leech

Phase = Literal["loading", "asking", "judged", "done", "front", "back"]
"""`judged` has parts left, `done` has none; a card shows its front, then its back."""

ALLOWED: dict[str, frozenset[Phase]] = {
    "answer": frozenset({"asking"}),
    "turn": frozenset({"front"}),
    "go_on": frozenset({"judged", "done"}),
    "hint": frozenset({"asking"}),
    "reveal": frozenset({"asking"}),
    "skip": frozenset({"asking", "front", "back"}),
    "rate": frozenset({"done", "back"}),
}
"""In which phases an action makes sense; actions that are not named here always do."""


@dataclass
class Earlier:
    """A part already asked: its number in the question, and what was typed for it."""

    part: int
    typed: str
    correct: bool


@dataclass
class Scene:
    """One task on the screen; `wrong` counts the parts answered wrongly, `blank` is one left without an answer."""

    phase: Phase = "loading"
    cram: bool = field(default=False, kw_only=True)
    task: Task | None = None
    number: int = 0
    part: int = 0
    hints: tuple[str, ...] = ()
    feedback: Feedback | None = None
    revealed: bool = False
    blank: bool = False
    wrong: int = 0
    rating: Rating | None = None
    intervals: Intervals | None = None
    leech: Leech | None = None
    sent: tuple[Text, ...] = ()
    earlier: list[Earlier] = field(default_factory=list)
    trouble: Text | None = None

    def asked_again(self, part: int, hints: tuple[str, ...]) -> Scene:
        """The same task where this part of it has not been answered yet."""
        earlier = [done for done in self.earlier if done.part < part]
        phase: Phase = "asking" if self.task and self.task.question else "front"
        return Scene(phase, self.task, self.number, part, hints, earlier=earlier, cram=self.cram)

    def allows(self, action: str) -> bool:
        """Whether the action makes sense now."""
        if action == "rate" and self.cram:
            return self.phase == "back"
        return action not in ALLOWED or self.phase in ALLOWED[action]

    @property
    def over(self) -> bool:
        """Whether the whole question may be shown with its solution."""
        return self.phase == "done"
