"""Moodle's emoticon filter, on where nothing else was set, which makes a thumb of the (y) in p(y)."""

from __future__ import annotations

import re
from typing import Final

EMOTICONS: Final = (
    *(":-)", ":)", ":-D", ";-)", ":-/", "V-.", ":-P", ":-p", "B-)", "^-)", "8-)", ":o)", ":-(", ":(", "8-.", ":-I"),
    *(":-X", ":-x", "8-o", "P-|", "8-[", "(grr)", "xx-P", "|-.", "}-]", "(h)", "(heart)", "(y)", "(n)", "(martin)"),
    "( )",
)
"""What emoticon_manager::default_emoticons of Moodle lists."""
FORMULA: Final = re.compile(r"(\\\(.*?\\\))", re.DOTALL)
WRITTEN: Final = re.compile("|".join(re.escape(text[0]) + f"(?={re.escape(text[1:])})" for text in EMOTICONS))


def without_emoticons(html: str) -> str:
    r"""The HTML, looking the same, in which the filter finds nothing; a formula between \( and \) stays as it is."""
    pieces = FORMULA.split(html)
    pieces[::2] = [WRITTEN.sub(r"\g<0><wbr>", piece) for piece in pieces[::2]]
    return "".join(pieces)
