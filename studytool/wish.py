"""What a learner wants of a sitting: small enough to be made before anything else is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studytool.kind import Mode


@dataclass(frozen=True, slots=True)
class Wish:
    """What the sitting is restricted to; None means no restriction."""

    chapter: str | None = None
    kind: str | None = None
    count: int | None = None
    due_only: bool = False
    mode: Mode | None = None
