"""A parser of arguments that helps, and complains, in the chosen language."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any, NoReturn

from studytool import __version__
from studytool.cli.complaints import complaint
from studytool.cli.help_format import HelpFormat
from studytool.text.language import Language, Text

HEADINGS = (Text("options:", "选项："), Text("positional arguments:", "参数："), Text("commands:", "命令："))


class Parser(argparse.ArgumentParser):
    """A parser that speaks the chosen language and says what was wrong in one line."""

    language: Language = "en"

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Take what stands behind an option as its value, though it begins with a minus: `--answer -P-B-C`."""
        parsed, more = super().parse_known_args(None if args is None else self._joined(args), namespace)
        if more:
            # here and not in `parse_args`, so that a command's own help is named
            self.error(f"unrecognized arguments: {' '.join(more)}")
        return parsed, more

    def _joined(self, arguments: Iterable[str]) -> list[str]:
        """The arguments, such a value behind an equals sign."""
        joined: list[str] = []
        for argument in arguments:
            if joined and self._wants_value(joined[-1]) and self._is_negative(argument):
                joined[-1] += f"={argument}"
            else:
                joined.append(argument)
        return joined

    def _wants_value(self, argument: str) -> bool:
        option = self._option_string_actions.get(argument)
        return option is not None and option.nargs is None

    def _is_negative(self, argument: str) -> bool:
        """Whether a minus begins the argument, and neither a long option nor one that is known here."""
        return argument[:1] == "-" and argument[1:2] not in {"", "-"} and argument not in self._option_string_actions

    def error(self, message: str) -> NoReturn:
        """Raise the user's error instead of printing the usage."""
        raise complaint(message, self.prog)

    def print_help(self, file: Any = None) -> None:
        """Print the help; unlike argparse's own, this does not hide that it could not be written."""
        print(self.format_help(), end="", file=file)

    def _get_formatter(self) -> argparse.HelpFormatter:
        return HelpFormat(self.prog, self.language)

    def format_help(self) -> str:
        """The help with its headings in the chosen language."""
        text = super().format_help()
        for heading in HEADINGS:
            text = text.replace(f"\n{heading.en}\n", f"\n{heading[self.language]}\n", 1)
        return text


class Version(argparse.Action):
    """Print the version and leave."""

    def __call__(self, *_: Any) -> NoReturn:
        """Print it as any other output is printed."""
        print(f"studytool {__version__}")
        raise SystemExit(0)
