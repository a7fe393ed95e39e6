"""A formula as a learner types it, to the syntax tree of the bank's own formulas.

It is read as people write: `2p`, `W x`, `Wᵀ`, `x²`, `|x|`, `⌊x⌋`, `[a ‖ b]`, γ for `gamma`, `h₁` for `h_1`. What could
be meant in two ways is refused, and nothing is ever run.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from studytool.answer.reading.formula_tokens import formula_tokens
from studytool.answer.reading.refusal import NotReadError, Unreadable, with_example
from studytool.formula.functions.function import Function
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.grammar import BINDING, MAX_DEPTH, MAX_DIGITS, Parser, Problem, Token
from studytool.formula.printing import symbol
from studytool.formula.printing import text as printed
from studytool.formula.tree import Binary, Call, Index, Name, Negative, Node, Number, Slice, Vector, children

__all__ = ["read_formula"]

MAX_NODES: Final = 250
MAX_TREE_DEPTH: Final = 80
"""As deep as a tree may be to be printed and evaluated by functions that call themselves."""
IMPLICIT: Final = BINDING["*"]
AROUND: Final = {
    function.brackets[0]: (function.brackets[1], function.name) for function in FUNCTIONS.values() if function.brackets
}
CLOSING: Final = {"(": ")", "[": "]"} | {opening: closing for opening, (closing, _) in AROUND.items()}
_FUNCTION_NAMES: Final = {
    name: function.name for function in FUNCTIONS.values() for name in (function.name.casefold(), *function.typed)
}
_E: Final = Call("exp", (Number(1),))
_CONSTANTS: Final[dict[str, Node]] = {"e": _E, "π": Number(math.pi)}
_LOWERED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", "⁺⁻")
_PLAIN: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789", "_")


def read_formula(text: str, known: Collection[str]) -> Node | Unreadable:
    """Read an expression in these names; never raises, and takes time bounded by the length of the text.

    `name = ` before the expression is dropped if the name is not one of the known.
    """
    try:
        return _read(text, known)
    except NotReadError as refusal:
        return with_example(refusal.text, "formula")


def _read(text: str, known: Collection[str]) -> Node:
    found = formula_tokens(text, known)
    if len(found) == 1:
        raise NotReadError.empty()
    parser = _Typed(found, tuple(known))
    if len(found) > 2 and found[0].kind == "name" and found[1].text == "==" and not parser.meant(found[0]):
        parser.at = 2
    node = parser.whole()
    if too_large(node):
        raise NotReadError.complicated()
    return node


def too_large(node: Node) -> bool:
    """Whether an expression has too many parts, or too many inside each other."""
    level: list[Node | Slice] = [node]
    count = depth = 0
    while level:
        count, depth = count + len(level), depth + 1
        level = [child for one in level for child in children(one)]
    return count > MAX_NODES or depth > MAX_TREE_DEPTH


class _Typed(Parser):
    """The grammar with what people add to it: signs of the paper, implicit products, brackets of all kinds."""

    def __init__(self, found: list[Token], known: tuple[str, ...]) -> None:
        super().__init__(found)
        self.known = known
        self.spellings = _spellings(known)
        self.divided: Node | None = None

    def meant(self, token: Token) -> str | None:
        """The known name that a token spells."""
        for spelling in (token.text, symbol(token.text), _loose(token.text)):
            if spelling in self.spellings:
                return self.spellings[spelling]
        return None

    def fail(self, problem: Problem, token: Token) -> NotReadError:
        """The line that says what is wrong at this token."""
        before = self.found[max(0, self.found.index(token) - 1)]
        if problem == "deep":
            return NotReadError.deep(token.text)
        if problem == "digits":
            return NotReadError.digits(token.text)
        if token.kind == "end":
            unclosed = self.opened and problem == "expected"
            return NotReadError.bracket(self.opened[-1].text) if unclosed else NotReadError.incomplete(before.text)
        if problem == "value":
            return NotReadError.operand(token.text)
        if token.text in {",", ";", ":"}:
            return NotReadError.sign(token.text)
        if token.text in CLOSING.values():
            return NotReadError.bracket(self.opened[-1].text if self.opened else token.text)
        return NotReadError.operator(before.text, token.text)

    def strength(self) -> int:
        """How strongly the next token joins; what starts an operand is a product."""
        return IMPLICIT if self.token.text == "×" or self._starts_operand() else super().strength()

    def _starts_operand(self) -> bool:
        token = self.token
        if token.kind == "name":
            return token.text not in BINDING
        if token.text in {"|", "‖"}:
            return not self._closes(token.text)
        return token.kind == "op" and token.text in "([⌊⌈√"

    def _closes(self, bar: str) -> bool:
        """Whether a bar ends what the last bar opened, or separates what is joined in square brackets."""
        opened = self.opened[-1].text if self.opened else ""
        return opened == bar or (bar == "‖" and opened in {"[", "|"})

    def join(self, left: Node, depth: int) -> Node:
        """An operator and its right side, or an operand that is multiplied without a sign."""
        if self._starts_operand():
            divided, right = left is self.divided, self.expression(IMPLICIT, depth + 1)
            if divided and isinstance(left, Binary):
                raise _two_products(left, right)
            return Binary("*" if isinstance(left, Number) else "@", left, right)
        op = self.token.text
        if op == "×":
            self.take()
            return Binary(op, left, self.expression(IMPLICIT, depth + 1))
        node = super().join(left, depth)
        self.divided = node if op in "/%" else None
        return Call("exp", (node.right,)) if left is _E and isinstance(node, Binary) and op == "^" else node

    def postfix(self, node: Node, depth: int) -> Node:
        """An operand with its indices, superscripts and transpose signs."""
        while True:
            token = self.token
            if token.kind == "raised":
                node = Binary("^", node, self._raised())
            elif token.kind == "transposed":
                self.take()
                node = Call("T", (node,))
            elif token.text == "[" and not self._joins_ahead():
                node = self._indexed(node, depth)
            else:
                return node

    def _indexed(self, node: Node, depth: int) -> Node:
        self.open()
        indices = [self._range(node, depth + 1)]
        while self.token.text == ",":
            self.take()
            indices.append(self._range(Call("T", (node,)), depth + 1))
        self.close("]")
        return Index(node, tuple(indices))

    def _range(self, whole: Node, depth: int) -> Node | Slice:
        """One place, or a range that may start or end where the whole does."""
        start = Number(0) if self.token.text == ":" else self.expression(0, depth)
        if self.token.text != ":":
            return start
        self.take()
        open_ended = self.token.text in {",", "]"}
        return Slice(start, Call("len", (whole,)) if open_ended else self.expression(0, depth))

    def _raised(self) -> Node:
        token = self.take()
        digits = token.text.translate(_LOWERED)
        if len(digits) > MAX_DIGITS:
            raise NotReadError.digits(token.text)
        return Negative(Number(int(digits))) if token.text[0] == "⁻" else Number(int(digits))

    def _joins_ahead(self) -> bool:
        """Whether the square bracket that comes next joins vectors: W [a ‖ b] is a product, x[0] an entry."""
        depth = 0
        for token in self.found[self.at :]:
            depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
            if depth == 0:
                return False
            if depth == 1 and token.text in {"‖", ";"}:
                return True
        return False

    def atom(self, depth: int) -> Node:
        """A number, a name, a call, or something in brackets of one kind or another."""
        token = self.token
        if token.text in AROUND and token.kind == "op":
            closing, function = AROUND[token.text]
            return Call(function, (self._inside(closing, depth),))
        if token.text == "√":
            self.take()
            return Call("sqrt", (self._rooted(token, depth + 1),))
        if token.text == "(":
            items = self.listed(",", ")", depth + 1)
            self.divided = None
            return items[0] if len(items) == 1 else Vector(items)
        if token.text == "[":
            joins = self._joins_ahead()
            items = self.listed("‖;" if joins else ",", "]", depth + 1)
            return Call("concat", items) if joins else Vector(items)
        return super().atom(depth)

    def _rooted(self, token: Token, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self.fail("deep", token)
        return self.atom(depth)

    def close(self, text: str) -> None:
        """Take the bracket that closes; of two bars in a row one ends what is inside, the other what is around it."""
        if text == "|" and self.token.text == "‖":
            self.found[self.at] = Token("op", "|", self.token.position)
            self.opened.pop()
        else:
            super().close(text)

    def _inside(self, closing: str, depth: int) -> Node:
        self.open()
        inner = self.expression(0, depth + 1)
        self.close(closing)
        return inner

    def name(self, token: Token, depth: int) -> Node:
        """A known name, a function with its brackets, or one of the constants."""
        if self.token.text == "(" and (function := self._function(token)):
            call = self.call(token, function, depth)
            self.divided = None
            return call
        if name := self.meant(token):
            return Name(name)
        if constant := _CONSTANTS.get(symbol(token.text)):
            return constant
        if _usual(token.text) in _FUNCTION_NAMES:
            raise NotReadError.argument(token.text)
        raise NotReadError.unknown(token.text, [symbol(name) for name in self.known])

    def miscounted(self, token: Token, function: Function, count: int) -> NotReadError:
        """The refusal of a call with too few or too many arguments."""
        return NotReadError.arguments(token.text, function, count)

    def _function(self, token: Token) -> str | None:
        """The function that a name in front of a bracket is; a known name multiplies what is in the brackets."""
        if token.text in FUNCTIONS:
            return token.text
        return None if self.meant(token) else _FUNCTION_NAMES.get(_usual(token.text))


def _usual(word: str) -> str:
    """A word in small letters, but not a Greek one: Σ is no σ."""
    return word.casefold() if word[0].isascii() else word


def _two_products(quotient: Binary, right: Node) -> NotReadError:
    """The refusal of a/b c, which is (a/b) c or a/(b c)."""
    a, b, c = printed(quotient.left), printed(quotient.right), printed(right)
    sign = "/" if quotient.op == "/" else " mod "
    part = f"{a}{sign}{b} {c}"
    return NotReadError.two_ways(part, f"({a}{sign}{b})·{c}", f"{a}{sign}({b}·{c})")


@lru_cache(maxsize=256)
def _spellings(known: tuple[str, ...]) -> dict[str, str]:
    """Every spelling of the known names: as written, as printed, and without its underscores where that is unique."""
    found: dict[str, str] = {}
    for forms in (_printed_forms(known), _loose_forms(known)):
        extra: dict[str, set[str]] = {}
        for spelling, name in forms:
            extra.setdefault(spelling, set()).add(name)
        found = {spelling: names.pop() for spelling, names in extra.items() if len(names) == 1} | found
    return found | {name: name for name in known}


def _printed_forms(known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((symbol(name), name) for name in known)


def _loose_forms(known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((_loose(name), name) for name in known)


def _loose(name: str) -> str:
    return symbol(name).translate(_PLAIN)
