"""A sentence in both languages, and which of them is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in English and in Simplified Chinese."""

    en: str
    zh: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def format(self, **fields: object) -> Text:
        """Fill the `{name}` places of both sentences; a Text is put into each in its language."""
        return Text(*(self[language].format(**_spoken(fields, language)) for language in LANGUAGES))


def _spoken(fields: dict[str, object], language: Language) -> dict[str, object]:
    return {name: value[language] if isinstance(value, Text) else value for name, value in fields.items()}


class UserError(Exception):
    """Something the user asked for cannot be done; `text` is the one line that says why and what would be right."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
