r"""Prints the formulas of a card as plain Unicode, with every bracket that one line of text needs.

On paper a fraction bar, a root and a script group without brackets; here `\frac{a + b}{c}` is `(a + b)/c`.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from studytool.cards import symbols
from studytool.cards.latex import Bracketed, Fraction, Node, Root, Row, Scripted, Space, Symbol, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMULA = re.compile(r"\$([^$]*)\$")
_FENCES = {"‖", "|"}
_SEPARATORS = {"plus", "sign", "relation", "comma"}
_BEFORE_A_SIGN = {"plus", "sign", "times", "slash", "relation", "comma", "word", "big"}


class _Hold(IntEnum):
    """How firmly a row holds together beside a fraction bar."""

    TIGHT = 0
    PRODUCT = 1
    LOOSE = 2


def plain(text: str) -> str:
    """Replace every `$...$` of a text by its Unicode form; raises `UserError` as `to_unicode` does."""
    return FORMULA.sub(lambda found: to_unicode(found.group(1)), text)


def formulas(text: str) -> tuple[str, ...]:
    """Return the LaTeX between the dollar signs of a text, in order."""
    return tuple(FORMULA.findall(text))


def to_unicode(formula: str) -> str:
    """Return one formula, given without its dollar signs, as a line of Unicode.

    Raises `UserError` that names an unknown command, an unknown character or a bracket without a partner.
    """
    return _row(parse(formula))


def _flat(row: Row) -> Iterator[Node]:
    """Yield the parts of a row, looking into braces, which group without showing."""
    for part in row.parts:
        if isinstance(part, Row):
            yield from _flat(part)
        else:
            yield part


def _solid(row: Row) -> list[Node]:
    return [part for part in _flat(row) if not isinstance(part, Space)]


def _kind(part: Node) -> str:
    match part:
        case Symbol(kind=kind):
            return kind
        case Scripted(base=base):
            return _kind(base)
        case Bracketed():
            return "bracket"
        case _:
            return "operand"


def _kinds(parts: list[Node]) -> list[str]:
    """Return the kind of each part, a plus or minus that joins nothing being a sign."""
    kinds: list[str] = []
    for part in parts:
        kind = _kind(part)
        unary = kind == "plus" and (not kinds or kinds[-1] in _BEFORE_A_SIGN)
        kinds.append("sign" if unary else kind)
    return kinds


def _row(row: Row) -> str:
    parts = _solid(row)
    kinds = _kinds(parts)
    spaced = _spaced(row)
    line = ""
    for index, part in enumerate(parts):
        if index:
            bare = _ends_bare(parts[index - 1]) and _print(part, alone=True)[:1].isalnum()
            line += _gap(kinds[index - 1], kinds[index], spaced=spaced[index] or bare)
        around = {*kinds[max(index - 1, 0) : index], *kinds[index + 1 : index + 2]}
        line += _print(part, alone=around <= _SEPARATORS)
    return line


def _spaced(row: Row) -> list[bool]:
    """Tell for each part of a row whether the author left white space before it."""
    spaced: list[bool] = []
    space = False
    for part in _flat(row):
        if isinstance(part, Space):
            space = True
        else:
            spaced.append(space)
            space = False
    return spaced


def _gap(left: str, right: str, *, spaced: bool) -> str:
    if "slash" in {left, right} or right == "comma" or left in {"sign", "prefix"}:
        return ""
    if left == "comma" or {left, right} & {"relation", "times", "plus", "sign", "big"}:
        return " "
    if left == "word":
        return "" if right == "bracket" else " "
    return " " if spaced or right == "word" else ""


def _print(part: Node, *, alone: bool) -> str:
    """Print one part; a fraction that is not alone between signs is bracketed."""
    line = ""
    match part:
        case Symbol(text=text):
            line = text
        case Bracketed(left=left, body=body, right=right):
            line = left + _row(body) + right
        case Fraction():
            line = _fraction(part) if alone else f"({_fraction(part)})"
        case Root(body=body):
            line = f"√({_row(body)})"
        case Scripted():
            line = _scripted(part)
        case Row():
            line = _row(part)
        case Space():
            line = " "
    return line


def _fraction(fraction: Fraction) -> str:
    above, below = _row(fraction.above), _row(fraction.below)
    if _hold(fraction.above) is _Hold.LOOSE:
        above = f"({above})"
    if _hold(fraction.below) is not _Hold.TIGHT:
        below = f"({below})"
    return f"{above}/{below}"


def _hold(row: Row) -> _Hold:
    parts = _solid(row)
    kinds = _kinds(parts)
    if _is_tight(parts, kinds):
        return _Hold.TIGHT
    open_ended = {"plus", "sign", "slash", "relation", "comma", "word", "big"} & set(kinds)
    if not parts or open_ended or any(isinstance(part, Fraction) for part in parts):
        return _Hold.LOOSE
    return _Hold.PRODUCT


def _is_tight(parts: list[Node], kinds: list[str]) -> bool:
    match kinds:
        case ["operand" | "bracket"]:
            return not isinstance(parts[0], Fraction)
        case ["prefix", "operand"]:
            return not isinstance(parts[1], Fraction)
        case ["word", "bracket"]:
            return True
        case ["operand", "bracket"]:
            return isinstance(parts[0], Symbol | Scripted) and _is_argument(parts[1])
        case _:
            return _is_fenced(parts)


def _is_argument(part: Node) -> bool:
    """Tell whether brackets hold what a function takes, as in p(x | z), not a factor, as in d(k − 1)."""
    return isinstance(part, Bracketed) and not {"plus", "sign"} & set(_kinds(_solid(part.body)))


def _is_fenced(parts: list[Node]) -> bool:
    """Tell whether the row is one norm or absolute value from its first sign to its last."""
    bases = [part.base if isinstance(part, Scripted) else part for part in parts]
    fences = [index for index, base in enumerate(bases) if isinstance(base, Symbol) and base.text in _FENCES]
    return len(parts) > 2 and fences == [0, len(parts) - 1]


def _scripted(part: Scripted) -> str:
    base = _print(part.base, alone=True)
    if isinstance(part.base, Fraction | Root | Row):
        base = f"({base})"
    below = "" if part.below is None else _script(part.below, "_", symbols.SUBSCRIPTS, bare=_may_be_bare(part))
    above = "" if part.above is None else _script(part.above, "^", symbols.SUPERSCRIPTS, bare=False)
    return base + below + above


def _may_be_bare(part: Scripted) -> bool:
    return part.above is None or all(p == Symbol("′") for p in part.above.parts)


def _script(row: Row, mark: str, table: dict[str, str], *, bare: bool) -> str:
    """Print a script: raised or lowered where every character can be, else after its mark in brackets.

    A single letter may stand bare, as in p_g.
    """
    text = _row(row)
    tight = text.replace(" ", "")
    if tight and all(character in table for character in tight):
        return "".join(table[character] for character in tight)
    return mark + text if bare and len(text) == 1 else f"{mark}({text})"


def _ends_bare(part: Node) -> bool:
    """Tell whether a part ends in a bare subscript, which would swallow a letter that follows at once."""
    if not isinstance(part, Scripted) or part.below is None or part.above is not None:
        return False
    return _scripted(part)[-2:-1] == "_"
