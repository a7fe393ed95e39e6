"""Values that may not be empty: what an unset shell variable leaves behind is none."""

from __future__ import annotations

from argparse import ArgumentTypeError

from studytool.text.half_width import half_width


def given(text: str) -> str:
    """What was typed; refused, as a missing value is, where that is nothing."""
    if not text.strip():
        # argparse's own words, which `complaints` says in both languages
        raise ArgumentTypeError("expected one argument")
    return text


def given_half_width(text: str) -> str:
    """What was typed, with full-width digits and signs as ASCII; nothing is refused."""
    return half_width(given(text))
