"""Which part of what was typed a refusal is about, in the signs in which it was typed."""

from __future__ import annotations

import re

from studytool.answer.reading.refusal import NotReadError, quoted
from studytool.answer.reading.spelling import as_spelled
from studytool.text.language import Text

_QUOTED = re.compile("“([^”]+)”")
_GAPS = " \n\u00a0"
_CROSSED = {"x": "*", "X": "*", "，": ","}
"""Signs whose meaning the signs beside them decide."""


def named(refusal: NotReadError, part: str) -> NotReadError:
    """The refusal, with this part of the text in front unless it already names one."""
    reason = refusal.text
    if "“" in reason.en:
        return refusal
    en = f"{quoted(part)}: {reason.en[:1].lower()}{reason.en[1:]}"
    return NotReadError(en, f"{quoted(part)}：{reason.zh}")


def as_typed(reason: Text, typed: str) -> Text:
    """The reason with every part that it quotes in the signs that were typed, such as × where * was understood."""
    return Text(_restored(reason.en, typed), _restored(reason.zh, typed))


def _restored(line: str, typed: str) -> str:
    return _QUOTED.sub(lambda found: quoted(_source(found[1], typed)), line)


def _source(piece: str, typed: str) -> str:
    """The piece itself if it was typed so, or cannot be found."""
    if piece in typed:
        return piece
    core = piece.removesuffix("…")
    exact = as_spelled(typed)
    crossed = [(_CROSSED.get(sign, sign), place) for sign, place in exact]
    tight = [(sign, place) for sign, place in crossed if sign not in _GAPS]
    for signs, sought in ((exact, core), (crossed, core), (tight, re.sub(f"[{_GAPS}]", "", core))):
        start = "".join(sign for sign, _ in signs).find(sought) if sought else -1
        if start >= 0:
            last = signs[start + len(sought) - 1][1]
            end = last + (2 if typed[last : last + 2] in {"**", "＊＊"} else 1)
            found = typed[signs[start][1] : end]
            return "".join(" " if sign.isspace() else sign for sign in found) + piece[len(core) :]
    return piece
