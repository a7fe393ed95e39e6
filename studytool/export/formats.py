"""Questions as files: one module a format, each with `write(questions, stream, language)`, imported when asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, TextIO

from studytool.course.modes import MODES, Mode
from studytool.text.language import Language, Text, UserError
from studytool.text.nearest import nearest

if TYPE_CHECKING:
    from studytool.questions.question import Question

    Writer = Callable[[Iterable[Question], TextIO, Language], None]

FORMATS: Final = ("moodle", "json", "markdown", "html")
"""Each is the name of a module of this room."""
LACKING: Final[Mapping[str, Mapping[Mode, Text]]] = {
    "moodle": {"write": Text("none of its question types checks a formula", "它没有能检查计算式的题型")},
}
"""The modes that a format has no form for, each with the reason."""


def writer(name: str, mode: Mode | None = None) -> Writer:
    """The function that writes this format; UserError if there is no such format, or if it lacks the mode."""
    if name not in FORMATS:
        raise nearest(name, FORMATS, Text("format", "格式"))
    require(name, mode)
    write: Writer = importlib.import_module(f"studytool.export.{name}").write
    return write


def require(format: str, mode: Mode | None) -> None:
    """Raise UserError if the format has no form for this mode: it says why, and what would do."""
    lacking = LACKING.get(format, {})
    if mode is None or mode not in lacking:
        return
    formats = " ".join(name for name in FORMATS if mode not in LACKING.get(name, {}))
    modes = " ".join(other for other in MODES if other not in lacking)
    why = lacking[mode]
    raise UserError(
        Text(
            f"{format} has no form for mode {mode}: {why.en}; formats that have: {formats}; modes of {format}: {modes}",
            f"{format} 无法导出 {mode} 模式：{why.zh}；可用的格式：{formats}；{format} 可用的模式：{modes}",
        )
    )
