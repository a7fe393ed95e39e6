r"""Reads the LaTeX of a card into a tree: rows of symbols, brackets, fractions, roots and scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studytool.cards import symbols
from studytool.text.language import Text, UserError

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)
DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter, number, word or sign as the terminal shows it."""

    text: str
    kind: symbols.Kind = "operand"


@dataclass(frozen=True, slots=True)
class Space:
    """White space of the source, which keeps two factors apart and means nothing else."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A row between brackets that the author wrote; the two need not match, as in a half-open interval."""

    left: str
    body: Row
    right: str


@dataclass(frozen=True, slots=True)
class Fraction:
    r"""`\frac{above}{below}`."""

    above: Row
    below: Row


@dataclass(frozen=True, slots=True)
class Root:
    r"""`\sqrt{body}`."""

    body: Row


@dataclass(frozen=True, slots=True)
class Scripted:
    """A base with a subscript, a superscript or both."""

    base: Node
    below: Row | None
    above: Row | None


Node = Symbol | Space | Row | Bracketed | Fraction | Root | Scripted


def parse(formula: str) -> Row:
    """Read one formula, without its dollar signs, into a row.

    Raises `UserError` for an unknown command or character, which it names, and for brackets or braces that do
    not pair.
    """
    reader = _Reader(formula, TOKEN.findall(formula))
    row = reader.row("")
    if reader.ahead:
        raise reader.wrong(f"{reader.ahead} closes nothing that was opened", f"{reader.ahead} 没有与之配对的开始符号")
    return row


@dataclass(slots=True)
class _Reader:
    formula: str
    tokens: list[str]
    position: int = 0
    depth: int = 0

    @property
    def ahead(self) -> str:
        """The token that comes next, or nothing at the end."""
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def wrong(self, en: str, zh: str) -> UserError:
        return UserError(Text(f"formula ${self.formula}$: {en}", f"公式 ${self.formula}$：{zh}"))

    def take(self) -> str:
        taken = self.ahead
        self.position += 1
        return taken

    def expect(self, wanted: str, after: str) -> None:
        if self.take() != wanted:
            raise self.wrong(f"expected {wanted} after {after}", f"{after} 之后应有 {wanted}")

    def row(self, end: str) -> Row:
        """Read up to the token that ends the row, `}` or a closing bracket or nothing, and leave it."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong(f"nested more than {DEEPEST} deep", f"嵌套超过 {DEEPEST} 层")
        parts: list[Node] = []
        while self.ahead and self.ahead != "}" and self._bare() not in symbols.CLOSING:
            self._part(parts)
        if not self.ahead and end:
            raise self.wrong(f"{end} has no partner", f"{end} 没有配对")
        self.depth -= 1
        return Row(tuple(parts))

    def _bare(self) -> str:
        r"""Return the next token, looking through `\right`."""
        if self.ahead != r"\right":
            return self.ahead
        return self.tokens[self.position + 1] if self.position + 1 < len(self.tokens) else ""

    def _part(self, parts: list[Node]) -> None:
        if self.ahead in {"_", "^", "'"}:
            if not parts or isinstance(parts[-1], Space):
                raise self.wrong(f"{self.ahead} has nothing before it", f"{self.ahead} 之前没有内容")
            parts.append(self._scripts(parts.pop()))
        else:
            parts.append(self._node())

    def _scripts(self, base: Node) -> Scripted:
        below: Row | None = None
        above: tuple[Node, ...] = ()
        while self.ahead in {"_", "^", "'"}:
            mark = self.take()
            if mark == "'":
                above = (*above, Symbol("′"))
            elif mark == "_" and below is None:
                below = self._script(mark)
            elif mark == "^" and all(part == Symbol("′") for part in above):
                above = (*above, *self._script(mark).parts)
            else:
                raise self.wrong(f"two scripts {mark} on one base", f"同一个符号有两个 {mark}")
        return Scripted(base, below, Row(above) if above else None)

    def _script(self, mark: str) -> Row:
        if self.ahead == "{":
            return self._braced(mark)
        if not self.ahead.strip() or self.ahead == "}" or re.fullmatch("[0-9.]{2,}", self.ahead):
            raise self.wrong(f"put what {mark} holds in braces", f"{mark} 的内容应放在花括号里")
        return Row((self._node(),))

    def _braced(self, command: str) -> Row:
        self.expect("{", command)
        row = self.row("{")
        self.expect("}", command)
        return row

    def _node(self) -> Node:
        taken = self.take()
        if taken.isspace() or taken in {r"\,", r"\;", r"\:", r"\ "}:
            return Space()
        if taken == "{":
            self.position -= 1
            return self._braced("{")
        if taken == r"\left":
            taken = self.take()
        if taken in symbols.OPENING:
            return self._bracketed(taken)
        if taken.startswith("\\"):
            return self._command(taken)
        return self._character(taken)

    def _bracketed(self, opening: str) -> Bracketed:
        body = self.row(opening)
        if self.ahead == r"\right":
            self.take()
        closing = self.take()
        if closing not in symbols.CLOSING:
            raise self.wrong(f"{opening} has no partner", f"{opening} 没有配对")
        return Bracketed(symbols.OPENING[opening], body, symbols.CLOSING[closing])

    def _character(self, taken: str) -> Symbol:
        if taken in symbols.CHARACTERS:
            return Symbol(*symbols.CHARACTERS[taken])
        if taken.isascii() and taken[:1].isalnum():
            return Symbol(taken)
        raise self.wrong(f"unknown character {taken or 'at the end'}", f"无法识别的字符 {taken or '（在末尾）'}")

    def _command(self, taken: str) -> Node:
        name = taken[1:]
        if name in symbols.COMMANDS:
            return Symbol(*symbols.COMMANDS[name])
        if name == "frac":
            return Fraction(self._braced(taken), self._braced(taken))
        if name == "sqrt":
            return Root(self._braced(taken))
        if name in {"text", "mathrm"}:
            return self._word(taken)
        if name in symbols.ACCENTS:
            return self._accented(taken)
        if name == "mathbb":
            return self._double_struck(taken)
        raise self.wrong(f"unknown command {taken}", f"无法识别的命令 {taken}")

    def _word(self, command: str) -> Symbol:
        self.expect("{", command)
        letters = ""
        while self.ahead and self.ahead != "}":
            letters += self.take()
        self.expect("}", command + "{" + letters)
        return Symbol(letters.strip(), "operand" if len(letters) == 1 else "word")

    def _single(self, command: str) -> str:
        r"""Read the one symbol, in braces, that a command such as `\hat` acts on."""
        body = self._braced(command)
        if len(body.parts) != 1 or not isinstance(body.parts[0], Symbol) or len(body.parts[0].text) != 1:
            raise self.wrong(f"{command} takes one symbol", f"{command} 只能作用于 1 个符号")
        return body.parts[0].text

    def _accented(self, command: str) -> Symbol:
        return Symbol(self._single(command) + symbols.ACCENTS[command[1:]])

    def _double_struck(self, command: str) -> Symbol:
        letter = self._single(command)
        if letter not in symbols.DOUBLE_STRUCK:
            known = ", ".join(symbols.DOUBLE_STRUCK)
            raise self.wrong(
                f"{command} takes one of {known}, not {letter}", f"{command} 只接受 {known}，而不是 {letter}"
            )
        return Symbol(symbols.DOUBLE_STRUCK[letter])
