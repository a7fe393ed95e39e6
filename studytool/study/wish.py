"""What a learner wants of a sitting: small enough to be made before anything else is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studytool.course.modes import Mode


@dataclass(frozen=True, slots=True)
class Wish:
    """What the sitting is restricted to; None means no restriction.

    With `fixed`, the seeds are those that were asked for, and not chosen for what they tell about the learner.
    With `exam`, what is asked is what the plan for the exam has for today; with `wrong_this_week`, what was answered
    wrongly in the last seven days; with `cram`, everything in random order, and no answer counts as a review. With
    `only_mode`, what cannot be asked in the mode is left out, cards among it.
    """

    chapter: str | None = None
    kind: str | None = None
    count: int | None = None
    due_only: bool = False
    mode: Mode | None = None
    fixed: bool = False
    exam: bool = False
    wrong_this_week: bool = False
    cram: bool = False
    only_mode: bool = False
