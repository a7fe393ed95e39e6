"""One typed expression over numbers: its exact value, and the text of how it was understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import e, pi
from typing import Final, ParamSpec, TypeVar

from studytool.answer.reading.exact import APPLIED, Number, apply, exponential, minus, over, plus, power, times
from studytool.answer.reading.naming import named
from studytool.answer.reading.refusal import NotReadError
from studytool.answer.reading.spelling import MINUS
from studytool.answer.reading.tokens import Token, literal, raised, tokens, vulgar

Given = ParamSpec("Given")
Found = TypeVar("Found")

MAX_DEPTH: Final = 24
CONSTANTS: Final = {"pi": (pi, "π"), "e": (e, "e")}
NAMES: Final = {name: name for name in APPLIED} | {
    "log": "ln", "log₂": "log2", "log_2": "log2", "log_10": "log10", "√": "sqrt",
}  # fmt: skip
SHOWN: Final = {"log2": "log₂", "sqrt": "√"}
WRITTEN: Final = {"*": "·", "pi": "π"}
BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}
ROUNDING: Final = {"⌊": "floor", "⌈": "ceil"}
PAIRS: Final = BRACKETS | {"⌊": "⌋", "⌈": "⌉"}
CLOSING: Final = frozenset(PAIRS.values())
SUPERSCRIPTS: Final = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
BINARY: Final[dict[str, tuple[Callable[[Number, Number], Number], str]]] = {
    "+": (plus, " + "), "-": (minus, f" {MINUS} "), "*": (times, "·"), "/": (over, "/"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A piece that has been read; `form` is number, group or other: only the first two may stand before a factor."""

    value: Number
    text: str
    form: str = "other"


def expression(text: str, pattern: re.Pattern[str]) -> Part:
    """Read one expression; NotReadError names what could not be read, or both readings of what has two."""
    reader = _Reader(text, tokens(text, pattern))
    part = reader.sum()
    if reader.token.kind != "end":
        raise reader.leftover()
    return Part(part.value, _ROUND.sub("", part.text), part.form) if part.form == "number" else part


def known(name: str) -> str:
    """The function that a name stands for; NotReadError if it is none."""
    function = NAMES.get(name) or NAMES.get(name.lower())
    if function is None:
        raise NotReadError.name(name)
    return function


class _Reader:
    """The pieces of one expression and how far they have been read."""

    def __init__(self, text: str, found: list[Token]) -> None:
        self.text = text
        self.found = found
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.found[self.at]

    @property
    def before(self) -> str:
        return self.found[self.at - 1].text if self.at else ""

    def since(self, first: int) -> str:
        """What was typed from a piece on, as far as it has been read."""
        return self.text[self.found[first].start : self.found[max(first, self.at - 1)].end]

    def computed(self, first: int, compute: Callable[Given, Found], *values: Given.args, **more: Given.kwargs) -> Found:
        """The result; a refusal names what was typed from `first` on."""
        try:
            return compute(*values, **more)
        except NotReadError as refusal:
            raise named(refusal, self.since(first)) from None

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def sum(self) -> Part:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotReadError.deep(self.token.text)
        first = self.at
        part = self.term()
        while self.token.text in {"+", "-", "–"}:
            part = self.summand(first, part, self.take().text)
        self.depth -= 1
        return part

    def summand(self, first: int, left: Part, op: str) -> Part:
        if op == "–":
            raise NotReadError.dash(op)
        if self.token.text in {"+", "-", "–"}:
            raise NotReadError.signs(op + self.token.text)
        right = self.term()
        return self.computed(first, _joined, op, left, right)

    def term(self) -> Part:
        first = self.at
        part = last = self.signed()
        op = ""
        while True:
            if self.token.text in {"*", "/"}:
                op = self.take().text
                last = self.signed()
            elif self.factor_follows(last):
                if op == "/":
                    raise self.doubtful_denominator(last)
                op, last = "*", self.power()
            else:
                return part
            part = self.computed(first, _joined, op, part, last)

    def doubtful_denominator(self, last: Part) -> NotReadError:
        denominator, after = last.text, WRITTEN.get(self.token.text, self.token.text)
        one, other = f"/({denominator}·{after}…)", f"/{denominator}·({after}…)"
        slash = next(place for place in range(self.at, -1, -1) if self.found[place].text == "/")
        typed = self.text[self.found[slash].start : self.token.end]
        return NotReadError.two_ways(typed, one, other)

    def factor_follows(self, last: Part) -> bool:
        """Whether a factor stands directly after a number or a bracket, as in 2π, 2√3, 2(3 + 4)."""
        if last.form == "other":
            return False
        token = self.token
        if token.text in PAIRS:
            return not token.spaced and not self.repeating()
        name = token.text.lower()
        return token.kind == "name" and (name == "pi" or name in NAMES)

    def repeating(self) -> bool:
        """Whether digits in brackets follow a decimal: 0.(3) and 0.1(6) may be repeating decimals."""
        before, following = self.found[self.at - 1], self.found[self.at + 1 : self.at + 3]
        digits = following[0].text.isdecimal() and following[-1].text == ")"
        return digits and before.kind == "number" and "." in before.text

    def signed(self) -> Part:
        if self.token.text not in {"+", "-", "–"}:
            return self.power()
        sign = self.take().text
        if self.token.text in {"+", "-", "–"}:
            raise NotReadError.signs(sign + self.token.text)
        part = self.power()
        return part if sign == "+" else Part(-part.value, MINUS + part.text, part.form)

    def power(self) -> Part:
        first = self.at
        base = self.atom()
        token = self.token
        if token.text in {"%", "‰"}:
            return self.percent(base)
        if token.text == "^":
            self.take()
            exponent = self.exponent()
        elif token.kind == "raised":
            value = self.computed(self.at, raised, self.take().text)
            exponent = Part(value, str(value).replace("-", MINUS))
        else:
            return base
        _check_no_product(self.found[first].text, self.since(first))
        if self.token.text == "^" or self.token.kind == "raised":
            raise self.tower(first, base, exponent)
        return self.computed(first, _raise, base, exponent)

    def tower(self, first: int, base: Part, exponent: Part) -> NotReadError:
        token = self.token
        top = "…" if token.text == "^" else str(raised(token.text))
        one, other = f"{base.text}^({exponent.text}^{top})", f"({base.text}^{exponent.text})^{top}"
        return NotReadError.two_ways(self.text[self.found[first].start : token.end], one, other)

    def exponent(self) -> Part:
        sign = self.take().text if self.token.text in {"+", "-", "–"} else ""
        name = self.token.kind == "name" and self.token.text != "√" and self.token.text.lower() not in CONSTANTS
        if name and self.found[self.at + 1].text not in PAIRS:
            raise NotReadError.call(self.token.text)
        part = self.atom()
        return Part(-part.value, MINUS + part.text) if sign in {"-", "–"} else part

    def percent(self, base: Part) -> Part:
        sign = self.take().text
        if base.form != "number":
            raise NotReadError.character(sign)
        if self.token.kind in {"number", "vulgar", "raised", "name"} or self.token.text in {"^", "%", "‰", *PAIRS}:
            raise NotReadError.character(f"{self.found[self.at - 2].text}{sign}{self.token.text}")
        return Part(over(base.value, 100 if sign == "%" else 1000), base.text + sign)

    def atom(self) -> Part:
        token = self.take()
        if token.kind == "number":
            value, text = self.computed(self.at - 1, literal, token.text)
            return self.mixed(Part(value, f"({text})" if "^" in text else text, "number"))
        if token.kind == "vulgar":
            value = self.computed(self.at - 1, vulgar, token.text)
            return Part(value, token.text if len(token.text) == 1 else f"({token.text})", "number")
        if token.kind == "name":
            return self.named(token)
        if token.text in PAIRS:
            return self.group(token.text)
        raise self.missing(token)

    def missing(self, token: Token) -> NotReadError:
        if token.kind == "bad":
            return NotReadError.character(token.text)
        if token.kind == "end":
            return NotReadError.unfinished(self.found[self.at - 2].text) if self.at > 1 else NotReadError.empty()
        return NotReadError.value(token.text)

    def mixed(self, whole: Part) -> Part:
        """A whole number with a fraction that is one sign, as 1½."""
        if self.token.kind != "vulgar":
            return whole
        fraction = self.take()
        value = self.computed(self.at - 1, vulgar, fraction.text)
        plain = isinstance(whole.value, int) and "." not in self.found[self.at - 2].text and value < 1
        if not plain or self.token.text == "^" or self.token.kind == "raised":
            raise NotReadError.operator(self.found[self.at - 2].text, fraction.text)
        return Part(plus(whole.value, value), whole.text + fraction.text, "number")

    def group(self, opening: str) -> Part:
        inner = self.sum()
        if self.token.text != PAIRS[opening]:
            raise NotReadError.bracket(opening) if self.token.kind == "end" else self.leftover()
        self.take()
        if opening in ROUNDING:
            return Part(apply(ROUNDING[opening], inner.value), f"{ROUNDING[opening]}({inner.text})")
        return Part(inner.value, f"({inner.text})", "group")

    def named(self, token: Token) -> Part:
        name = token.text if token.text == "e" else token.text.lower()
        if token.text != "E" and name in CONSTANTS:
            return self.constant(name)
        function, first = known(token.text), self.at - 1
        if self.token.text in BRACKETS:
            inner = self.group(self.take().text)
            text = inner.text
        else:
            inner = self.bare(token)
            text = f"({inner.text})"
        return Part(self.computed(first, apply, function, inner.value), SHOWN.get(function, function) + text)

    def constant(self, name: str) -> Part:
        value, text = CONSTANTS[name]
        if self.token.text in PAIRS and not self.token.spaced:
            raise NotReadError.operator(text, self.token.text)
        return Part(value, text)

    def bare(self, name: Token) -> Part:
        """The number after a function without brackets; refused where more might belong to it, as in ln 2·3."""
        operand = self.token
        nested = operand.kind == "name" and operand.text.lower() not in CONSTANTS
        if nested or operand.kind not in {"number", "vulgar", "name"} or not _bases_told(name, operand):
            raise NotReadError.call(name.text)
        part = self.atom()
        more = self.token.text in {"*", "/", "^", "%", "‰", *PAIRS} or self.token.kind in {"raised", "name"}
        if more and (name.text != "√" or self.token.kind == "name" or self.token.text in {"%", "‰", *PAIRS}):
            after = WRITTEN.get(self.token.text, self.token.text)
            one, other = f"{name.text}({part.text}){after}…", f"{name.text}({part.text}{after}…)"
            raise NotReadError.two_ways(self.text[name.start : self.token.end], one, other)
        return part

    def leftover(self) -> NotReadError:
        """Why the next piece cannot follow what has been read."""
        token, left = self.token, self.before
        if token.text in {",", ";"}:
            return self.comma(left)
        if token.kind == "bad":
            return NotReadError.character(token.text)
        if token.text in CLOSING:
            return NotReadError.bracket(token.text)
        if token.kind == "name" and token.text not in CONSTANTS and token.text.lower() not in NAMES:
            return NotReadError.name(token.text)
        both = token.kind in {"number", "vulgar"} and left[-1:].isdigit()
        reason = NotReadError.several if both and token.spaced else NotReadError.operator
        return reason(left, token.text)

    def comma(self, left: str) -> NotReadError:
        following = self.found[self.at + 1]
        tight = not self.token.spaced and not following.spaced and self.token.text == ","
        if tight and left.isdecimal() and following.text.isdecimal():
            numbers = f"{left}; {following.text}"
            return NotReadError.two_ways(f"{left},{following.text}", f"{left}.{following.text}", numbers)
        return NotReadError.several(left, f"{self.token.text}{following.text}")


def _bases_told(name: Token, operand: Token) -> bool:
    """Whether a logarithm without brackets says its base: log10 and log2 do not, log 10 and ln10 do."""
    return name.text.lower() != "log" or operand.spaced or operand.kind != "number"


def _check_no_product(base: str, typed: str) -> None:
    """NotReadError for 3.10^8, where the point may be a dot between 3 and a power of ten."""
    whole, point, rest = base.partition(".")
    if point and rest == "10" and whole.strip("0"):
        raise NotReadError.two_ways(typed, f"({base})^…", f"{whole}·10^…")


def _joined(op: str, left: Part, right: Part) -> Part:
    apply_op, sign = BINARY[op]
    text = f"({right.text})" if right.text.startswith(MINUS) else right.text
    return Part(apply_op(left.value, right.value), left.text + sign + text)


def _raise(base: Part, exponent: Part) -> Part:
    value = exponential(exponent.value) if base.text == "e" else power(base.value, exponent.value)
    plain = exponent.text.removeprefix("(").removesuffix(")")
    if plain.removeprefix(MINUS).isdecimal():
        return Part(value, base.text + plain.translate(SUPERSCRIPTS))
    simple = exponent.text.startswith("(") or exponent.text.replace(".", "").isalnum()
    return Part(value, f"{base.text}^{exponent.text}" if simple else f"{base.text}^({exponent.text})")


def mixed_number(text: str) -> Part | None:
    """A whole number, a space and a proper fraction, as 1 1/2; None if the text is nothing of the kind."""
    found = _MIXED.fullmatch(text)
    if found is None:
        return None
    sign, whole, top, bottom = found.groups()
    if not int(top) < int(bottom):
        return None
    if len(top) == 3 and len(whole) <= 3:
        raise NotReadError.two_ways(text, f"{whole} + {top}/{bottom}", f"{whole}{top}/{bottom}")
    value = int(whole) + Fraction(int(top), int(bottom))
    shown = f"{whole} + {top}/{bottom}"
    return Part(-value, f"{MINUS}({shown})") if sign in {"-", "–"} else Part(value, shown)


_ROUND = re.compile(r"[()]")
_MIXED = re.compile(r"([-–+]?) ?([0-9]{1,15}) ([0-9]{1,9})/([0-9]{1,9})")
