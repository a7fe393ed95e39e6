"""What the sitting's screen shows at a moment, apart from how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from studytool.answer.judging import Feedback
    from studytool.memory.rating import Rating
    from studytool.session import Task
    from studytool.text.language import Text

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
    """One task on the screen."""

    phase: Phase = "loading"
    task: Task | None = None
    number: int = 0
    part: int = 0
    hints: tuple[str, ...] = ()
    feedback: Feedback | None = None
    revealed: bool = False
    rating: Rating | None = None
    earlier: list[Earlier] = field(default_factory=list)
    trouble: Text | None = None

    def allows(self, action: str) -> bool:
        """Whether the action makes sense now."""
        return action not in ALLOWED or self.phase in ALLOWED[action]

    @property
    def over(self) -> bool:
        """Whether the whole question may be shown with its solution."""
        return self.phase == "done"
