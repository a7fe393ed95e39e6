"""The lines of a command's help: broken by cells, between words and Chinese characters, in both languages."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Final

from studytool.text.language import Language, Text

USAGE: Final = Text("usage: ", "用法：")
NARROWER: Final = 1
"""Cells by which the Chinese word before the usage is narrower than the English one."""


class HelpFormat(argparse.HelpFormatter):
    """argparse's help, whose own line breaks count characters and part names at their hyphens."""

    def __init__(self, prog: str, language: Language) -> None:
        super().__init__(prog)
        self._language = language

    def _split_lines(self, text: str, width: int) -> list[str]:
        from studytool.showing.wrapping import wrap

        return wrap(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))

    def _format_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None,
    ) -> str:
        """The usage; what argparse set under its first argument stands under it in Chinese too."""
        text = super()._format_usage(usage, actions, groups, USAGE.en if prefix is None else prefix)
        if prefix is not None or self._language == "en":
            return text
        return text.replace(USAGE.en, USAGE.zh, 1).replace("\n" + " " * NARROWER, "\n")
