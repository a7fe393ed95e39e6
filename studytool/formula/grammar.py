"""Text to syntax tree: a precedence-climbing parser over a small, closed grammar.

Nothing in the text can name anything but a number, a given name or a function of the table, and the length and
the depth of what is read are bounded, so text from anyone can be parsed.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from studytool.formula.functions.function import Function, Functions
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.tree import Binary, Call, Index, Name, Negative, Node, Number, Slice, Vector, names

__all__ = ["FormulaError", "Parser", "Token", "names", "parse"]

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

Problem = Literal["expected", "deep", "value", "function", "digits"]
PROBLEMS: Final[dict[Problem, str]] = {
    "expected": "something else is expected here",
    "deep": "nested too deeply",
    "value": "a value is expected here",
    "function": "unknown function",
    "digits": f"a number of over {MAX_DIGITS} characters",
}


class FormulaError(ValueError):
    """The text is no expression of this language: which `problem` it has, and the 0-based `position` where."""

    def __init__(self, problem: str, position: int, text: str) -> None:
        super().__init__(f"{problem} at position {position + 1} in {text!r}")
        self.problem = problem
        self.position = position

    def within(self, front: str, text: str) -> FormulaError:
        """The same error in a longer text: `front` stands before the formula in it."""
        return FormulaError(self.problem, len(front) + self.position, front + text)


class Token(NamedTuple):
    """One piece of the text; `kind` is number, name, op or end."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Cut the text into tokens; raises FormulaError at the first character that starts none."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"longer than {MAX_LENGTH} characters", MAX_LENGTH, text)
    found: list[Token] = []
    position = 0
    while not found or found[-1].kind != "end":
        match = TOKEN.match(text, position)
        if match is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise FormulaError(f"unknown character {text[start]!r}", start, text)
        kind = str(match.lastgroup)
        piece = match.group(kind)
        found.append(Token(kind, "^" if piece == "**" else piece, match.start(kind)))
        position = match.end()
    return found


def parse(text: str, functions: Functions = FUNCTIONS) -> Node:
    """Read one expression in these functions; raises FormulaError with the position of what could not be read."""
    return Parser(tokens(text), functions, text).whole()


class Parser:
    """The tokens of one text and how far they have been read; what learners type is read by a subclass."""

    def __init__(self, found: list[Token], functions: Functions = FUNCTIONS, text: str = "") -> None:
        self.found = found
        self.text = text
        self.functions = functions
        self.at = 0
        self.opened: list[Token] = []

    @property
    def token(self) -> Token:
        """The next token, not yet taken."""
        return self.found[self.at]

    def take(self) -> Token:
        """The next token, taken."""
        token = self.token
        self.at += 1
        return token

    def fail(self, problem: Problem, token: Token) -> Exception:
        """The refusal of this token, or of the bracket that the text leaves open."""
        if token.kind == "end" and problem == "expected" and self.opened:
            return FormulaError(f"unclosed {self.opened[-1].text}", self.opened[-1].position, self.text)
        shown = repr(token.text) if token.text else "the end"
        return FormulaError(f"{PROBLEMS[problem]}: {shown}", token.position, self.text)

    def open(self) -> None:
        """Take a bracket that opens."""
        self.opened.append(self.take())

    def close(self, text: str) -> None:
        """Take the bracket that closes what was opened last, or refuse what stands in its place."""
        if self.token.kind != "op" or self.token.text != text:
            raise self.fail("expected", self.token)
        self.take()
        self.opened.pop()

    def whole(self) -> Node:
        """The expression that all tokens together are."""
        node = self.expression(0, 0)
        if self.token.kind != "end":
            raise self.fail("expected", self.token)
        return node

    def expression(self, floor: int, depth: int) -> Node:
        """Operands joined by operators that bind more strongly than `floor`."""
        if depth > MAX_DEPTH:
            raise self.fail("deep", self.token)
        left = self.prefix(depth)
        while self.strength() > floor:
            left = self.join(left, depth)
        return left

    def strength(self) -> int:
        """How strongly what comes next joins what was read; 0 if it ends the expression."""
        return 0 if self.token.kind == "number" else BINDING.get(self.token.text, 0)

    def join(self, left: Node, depth: int) -> Node:
        """What was read, the operator that comes next and its right side."""
        op = self.take().text
        # a power binds to the right: 2^3^2 is 2^9
        return Binary(op, left, self.expression(BINDING[op] - (op == "^"), depth + 1))

    def prefix(self, depth: int) -> Node:
        """An operand with its signs."""
        if self.token.text == "-":
            self.take()
            return Negative(self.expression(UNARY, depth + 1))
        if self.token.text == "+":
            self.take()
            return self.expression(UNARY, depth + 1)
        return self.postfix(self.atom(depth), depth)

    def postfix(self, node: Node, depth: int) -> Node:
        """An operand with what stands behind it."""
        while self.token.text == "[":
            self.open()
            node = Index(node, self.indices(depth + 1))
            self.close("]")
        return node

    def indices(self, depth: int) -> tuple[Node | Slice, ...]:
        """What stands inside the brackets of an index."""
        found = [self.index(depth)]
        while self.token.text == ",":
            self.take()
            found.append(self.index(depth))
        return tuple(found)

    def index(self, depth: int) -> Node | Slice:
        """One place, or a range of places."""
        start = self.expression(0, depth)
        if self.token.text != ":":
            return start
        self.take()
        return Slice(start, self.expression(0, depth))

    def listed(self, separators: str, closing: str, depth: int) -> tuple[Node, ...]:
        """The expressions between the bracket that comes next and the one that closes it."""
        self.open()
        found = [self.expression(0, depth)]
        while self.token.text and self.token.text in separators:
            self.take()
            found.append(self.expression(0, depth))
        self.close(closing)
        return tuple(found)

    def atom(self, depth: int) -> Node:
        """A number, a name, a call or something in brackets."""
        token = self.token
        if token.text == "(":
            self.open()
            inner = self.expression(0, depth + 1)
            self.close(")")
            return inner
        if token.text == "[":
            return Vector(self.listed(",", "]", depth + 1))
        if token.kind == "number":
            return self.number(self.take())
        if token.kind == "name" and token.text not in BINDING:
            return self.name(self.take(), depth)
        raise self.fail("value", token)

    def name(self, token: Token, depth: int) -> Node:
        """A name, or the call of a function."""
        if self.token.text != "(":
            return Name(token.text)
        if token.text not in self.functions:
            raise self.fail("function", token)
        return self.call(token, token.text, depth)

    def call(self, token: Token, function: str, depth: int) -> Call:
        """The call of a function, from its opening bracket on."""
        arguments = self.listed(",", ")", depth + 1)
        if not self.functions[function].takes(len(arguments)):
            raise self.miscounted(token, self.functions[function], len(arguments))
        return Call(function, arguments)

    def miscounted(self, token: Token, function: Function, count: int) -> Exception:
        """The refusal of a call with too few or too many arguments."""
        return FormulaError(f"{token.text} takes {function.wanted}, not {count}", token.position, self.text)

    def number(self, token: Token) -> Number:
        """A literal of bounded length."""
        if len(token.text) > MAX_DIGITS:
            raise self.fail("digits", token)
        return Number(int(token.text) if token.text.isdigit() else float(token.text))
