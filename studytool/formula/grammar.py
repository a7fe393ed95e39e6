"""Text to syntax tree: a precedence-climbing parser over a small, closed grammar.

Nothing in the text can name anything but a number, a given name or a function of the table, and the length and
the depth of what is read are bounded, so text from anyone can be parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from studytool.formula.functions import FUNCTIONS
from studytool.formula.tree import Binary, Call, Index, Name, Negative, Node, Number, Slice, Vector, names

__all__ = ["FormulaError", "names", "parse"]

MAX_LENGTH: Final = 500
MAX_DEPTH: Final = 40
MAX_DIGITS: Final = 40

TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*)"
    r"|(?P<op>\*\*|>=|<=|==|!=|[-+*/%@^<>⊙()\[\],:])"
    r"|(?P<end>$))"
)
BINDING: Final = {
    "or": 1, "and": 2,
    "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3,
    "+": 4, "-": 4,
    "*": 5, "/": 5, "%": 5, "@": 5, "⊙": 5,
    "^": 7,
}  # fmt: skip
UNARY: Final = 6


class FormulaError(ValueError):
    """The text is no expression of this language; `position` is where reading stopped."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the text; `kind` is number, name, op or end."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Cut the text into tokens; raises FormulaError at the first character that starts none."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"longer than {MAX_LENGTH} characters", MAX_LENGTH)
    found: list[Token] = []
    position = 0
    while not found or found[-1].kind != "end":
        match = TOKEN.match(text, position)
        if match is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise FormulaError(f"unknown character {text[start]!r}", start)
        kind = str(match.lastgroup)
        piece = match.group(kind)
        found.append(Token(kind, "^" if piece == "**" else piece, match.start(kind)))
        position = match.end()
    return found


def parse(text: str) -> Node:
    """Read one expression; raises FormulaError with the position of what could not be read."""
    parser = _Parser(tokens(text))
    node = parser.expression(0, 0)
    parser.expect("end", "")
    return node


class _Parser:
    """The tokens of one text and how far they have been read."""

    def __init__(self, found: list[Token]) -> None:
        self.found = found
        self.at = 0

    @property
    def token(self) -> Token:
        return self.found[self.at]

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def expect(self, kind: str, text: str) -> None:
        token = self.token
        if token.kind != kind or token.text != text:
            raise FormulaError(f"expected {text or 'the end'!r}, found {token.text or 'the end'!r}", token.position)
        if kind != "end":
            self.take()

    def expression(self, floor: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise FormulaError("nested too deeply", self.token.position)
        left = self.prefix(depth)
        while (strength := BINDING.get(self.token.text, 0)) > floor and self.token.kind != "number":
            op = self.take().text
            # a power binds to the right: 2^3^2 is 2^9
            right = self.expression(strength - 1 if op == "^" else strength, depth + 1)
            left = Binary(op, left, right)
        return left

    def prefix(self, depth: int) -> Node:
        if self.token.text == "-":
            self.take()
            return Negative(self.expression(UNARY, depth + 1))
        if self.token.text == "+":
            self.take()
            return self.expression(UNARY, depth + 1)
        return self.postfix(self.atom(depth), depth)

    def postfix(self, node: Node, depth: int) -> Node:
        while self.token.text == "[":
            self.take()
            node = Index(node, self.indices(depth + 1))
            self.expect("op", "]")
        return node

    def indices(self, depth: int) -> tuple[Node | Slice, ...]:
        found = [self.index(depth)]
        while self.token.text == ",":
            self.take()
            found.append(self.index(depth))
        return tuple(found)

    def index(self, depth: int) -> Node | Slice:
        start = self.expression(0, depth)
        if self.token.text != ":":
            return start
        self.take()
        return Slice(start, self.expression(0, depth))

    def arguments(self, closing: str, depth: int) -> tuple[Node, ...]:
        found = [self.expression(0, depth)]
        while self.token.text == ",":
            self.take()
            found.append(self.expression(0, depth))
        self.expect("op", closing)
        return tuple(found)

    def atom(self, depth: int) -> Node:
        token = self.take()
        if token.kind == "number":
            return Number(_number(token))
        if token.kind == "name" and token.text not in BINDING:
            return self.name(token, depth)
        if token.text == "(":
            inner = self.expression(0, depth + 1)
            self.expect("op", ")")
            return inner
        if token.text == "[":
            return Vector(self.arguments("]", depth + 1))
        raise FormulaError(f"expected a value, found {token.text or 'the end'!r}", token.position)

    def name(self, token: Token, depth: int) -> Node:
        if self.token.text != "(":
            return Name(token.text)
        if token.text not in FUNCTIONS:
            raise FormulaError(f"unknown function {token.text!r}", token.position)
        self.take()
        return Call(token.text, self.arguments(")", depth + 1))


def _number(token: Token) -> int | float:
    if len(token.text) > MAX_DIGITS:
        raise FormulaError(f"a number of over {MAX_DIGITS} characters", token.position)
    return int(token.text) if token.text.isdigit() else float(token.text)
