"""Questions as files: one module a format, each with `write(questions, stream, language)`, imported when asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, TextIO

from studytool.names import nearest
from studytool.text.language import Language, Text

if TYPE_CHECKING:
    from studytool.question import Question

    Writer = Callable[[Iterable[Question], TextIO, Language], None]

FORMATS: Final = ("moodle", "json", "markdown", "html")
"""Each is the name of a module of this package."""


def writer(name: str) -> Writer:
    """The function that writes this format; UserError naming the nearest one if there is none."""
    if name not in FORMATS:
        raise nearest(name, FORMATS, Text("format", "格式"))
    write: Writer = importlib.import_module(f"{__name__}.{name}").write
    return write
