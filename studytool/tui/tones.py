"""The styles of what is right, wrong, or not to be read."""

from __future__ import annotations

from typing import Final

RIGHT: Final = "bold $text-success"
WRONG: Final = "bold $text-error"
UNREAD: Final = "bold $text-warning"
