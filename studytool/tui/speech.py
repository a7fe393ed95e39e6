"""How everything on the screen is worded: in which language, and with which signs."""

from __future__ import annotations

from dataclasses import dataclass

from studytool.text.ascii import to_ascii
from studytool.text.interface import COMMANDS, KEYS, LINES, RATINGS
from studytool.text.language import Language, Text


@dataclass(frozen=True, slots=True)
class Speech:
    """A language, and whether only ASCII signs may be used beside Chinese."""

    language: Language
    ascii_only: bool = False

    def signs(self, line: str) -> str:
        """A line in the signs that the terminal can show."""
        return to_ascii(line) if self.ascii_only else line

    def of(self, text: Text) -> str:
        """A text in this language."""
        return self.signs(text[self.language])

    def say(self, key: str, **fields: object) -> str:
        """A line of the interface, its places filled in."""
        return self.of(LINES[key].format(**fields))

    def key(self, id: str) -> str:
        """What the key binding of this id does."""
        return self.of(KEYS[id])

    def command(self, id: str) -> tuple[str, str]:
        """A command's name and its line of help."""
        name, line = COMMANDS[id]
        return self.of(name), self.of(line)

    def rating(self, grade: int) -> str:
        """The name of a rating from 1 to 4."""
        return self.of(RATINGS[grade - 1])
