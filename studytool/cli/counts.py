"""How often something was, behind what it was."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

TIMES: Final = Text(" (×{count})", "（{count} 次）")
