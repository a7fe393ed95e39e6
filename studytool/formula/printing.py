"""Syntax tree to text: plain Unicode for a terminal, LaTeX for exports, with the brackets that each needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from studytool.formula.functions.form import ATOM, PRODUCT
from studytool.formula.functions.function import Functions
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.tree import Binary, Call, Index, Name, Negative, Node, Number, Slice, Vector

GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eps": "ε", "eta": "η", "theta": "θ",
    "lambda": "λ", "lam": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Sigma": "Σ", "Lambda": "Λ", "Gamma": "Γ", "Delta": "Δ",
}  # fmt: skip
SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
STRENGTH: Final = {
    "or": 1, "and": 2, "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3,
    "+": 4, "-": 4, "*": PRODUCT, "×": PRODUCT, "/": PRODUCT, "%": PRODUCT, "@": PRODUCT, "⊙": PRODUCT, "^": 8,
}  # fmt: skip
NEGATIVE: Final = 6
SIGNS: Final = {
    "-": " − ",
    "*": "·",
    "×": "×",
    "@": " ",
    "%": " mod ",
    "⊙": " ⊙ ",
    "/": "/",
    "!=": " ≠ ",
    "<=": " ≤ ",
    ">=": " ≥ ",
    "==": " = ",
}
LATEX_SIGNS: Final = {
    "*": r" \cdot ",
    "×": r" \times ",
    "@": " ",
    "%": r" \bmod ",
    "⊙": r" \odot ",
    "!=": r" \ne ",
    "<=": r" \le ",
    ">=": r" \ge ",
    "==": " = ",
}

Shown = Callable[[Node], str | None]
"""What to print in place of a node, or None to print the node itself."""


def symbol(name: str) -> str:
    """A name in the paper's letters: `gamma` is γ, `h_1` is h₁, `q_L_1` is q_L₁, `Delta_W` is ΔW."""
    front, _, last = name.rpartition("_")
    if front and last.isdigit():
        return symbol(front) + last.translate(SUBSCRIPTS)
    base, _, index = name.partition("_")
    base = GREEK.get(base, base)
    if base == "Δ":
        return base + index
    return f"{base}_{'_'.join(GREEK.get(part, part) for part in index.split('_'))}" if index else base


def latex_symbol(name: str) -> str:
    r"""A name in LaTeX: `gamma` is \gamma, `k_eff` is k_{\mathrm{eff}}."""
    base, _, index = name.partition("_")
    if base == "Delta" and len(index) == 1:
        return rf"\Delta {index}"
    base = _latex_letters(base)
    return f"{base}_{{{','.join(_latex_letters(part) for part in index.split('_'))}}}" if index else base


def _latex_letters(word: str) -> str:
    if word in GREEK:
        return "\\" + {"eps": "epsilon", "lam": "lambda"}.get(word, word)
    return word if len(word) == 1 or word.isdigit() else rf"\mathrm{{{word}}}"


def text(node: Node | Slice, shown: Shown = lambda _: None, functions: Functions = FUNCTIONS) -> str:
    """The expression on one line of Unicode; `shown` may put a number in place of a node."""
    return _Line(shown, functions).text(node)


def latex(node: Node | Slice, functions: Functions = FUNCTIONS) -> str:
    """The expression in LaTeX, without dollar signs."""
    return _Typeset(functions).text(node)


def _strength(op: str, side: Node, *, on_right: bool) -> int:
    """How strongly a side must hold together to stand without brackets.

    a + (b − c) and a·(b·c) need none, a − (b − c) and a·(b/c) do; and W x ⊙ r would not say what is meant.
    """
    inner = side.op if isinstance(side, Binary) else ""
    if inner == op and op in "+*⊙@×":
        return STRENGTH[op]
    if inner and STRENGTH[inner] == STRENGTH[op] and {op, inner} & {"@", "⊙"}:
        return ATOM
    return STRENGTH[op] + (on_right and not (op == "+" and inner == "-"))


@dataclass(frozen=True, slots=True)
class _Line:
    """Printing on one line of Unicode."""

    shown: Shown
    functions: Functions

    def text(self, node: Node | Slice) -> str:
        return self.printed(node)[0]

    def printed(self, node: Node | Slice) -> tuple[str, int]:
        """The text and how strongly it holds together."""
        if not isinstance(node, Slice) and (replacement := self.shown(node)) is not None:
            return replacement, NEGATIVE if replacement.startswith("−") else ATOM
        match node:
            case Number(value):
                return repr(value), ATOM
            case Name(id):
                return symbol(id), ATOM
            case Negative(operand):
                return f"−{self.wrapped(operand, NEGATIVE + 1)}", NEGATIVE
            case Binary(op, left, right):
                return self.binary(op, left, right), STRENGTH[op]
            case Call(function, arguments):
                form = self.functions[function].text_form
                return form.around(self.wrapped(argument, form.inside) for argument in arguments), form.holds
            case Index(base, indices):
                return f"{self.wrapped(base, ATOM)}[{', '.join(map(self.text, indices))}]", ATOM
            case Vector(items):
                return f"({', '.join(map(self.text, items))})", ATOM
            case Slice(start, stop):
                return f"{self.text(start)}:{self.text(stop)}", 0

    def wrapped(self, node: Node, strength: int) -> str:
        inner, own = self.printed(node)
        return inner if own >= strength else f"({inner})"

    def binary(self, op: str, left: Node, right: Node) -> str:
        if op == "^":
            base, power = self.wrapped(left, ATOM), self.text(right)
            if re.fullmatch(r"−?[0-9]+", power):
                return base + power.replace("−", "-").translate(SUPERSCRIPTS)
            return f"{base}^{self.wrapped(right, STRENGTH[op])}"
        first = self.wrapped(left, _strength(op, left, on_right=False))
        second = self.wrapped(right, _strength(op, right, on_right=True))
        if second.startswith("−"):
            second = f"({second})"
        return SIGNS.get(op, f" {op} ").join((first, second))


@dataclass(frozen=True, slots=True)
class _Typeset:
    """Printing in LaTeX."""

    functions: Functions

    def text(self, node: Node | Slice) -> str:
        return self.printed(node)[0]

    def printed(self, node: Node | Slice) -> tuple[str, int]:  # noqa: C901  one case a node
        """The LaTeX and how strongly it holds together."""
        match node:
            case Number(value):
                return repr(value), ATOM
            case Name(id):
                return latex_symbol(id), ATOM
            case Negative(operand):
                return f"-{self.wrapped(operand, NEGATIVE + 1)}", NEGATIVE
            case Binary("/", left, right):
                return rf"\frac{{{self.text(left)}}}{{{self.text(right)}}}", ATOM - 1
            case Binary("^", left, right):
                return f"{self.wrapped(left, ATOM)}^{{{self.text(right)}}}", STRENGTH["^"]
            case Binary(op, left, right):
                return self.binary(op, left, right), STRENGTH[op]
            case Call(function, arguments):
                form = self.functions[function].latex_form
                return form.around(self.wrapped(argument, form.inside) for argument in arguments), form.holds
            case Index(base, indices):
                return f"{{{self.wrapped(base, ATOM)}}}_{{[{', '.join(map(self.text, indices))}]}}", ATOM
            case Vector(items):
                return rf"\left({', '.join(map(self.text, items))}\right)", ATOM
            case Slice(start, stop):
                return f"{self.text(start)}:{self.text(stop)}", 0

    def wrapped(self, node: Node, strength: int) -> str:
        inner, own = self.printed(node)
        return inner if own >= strength else rf"\left({inner}\right)"

    def binary(self, op: str, left: Node, right: Node) -> str:
        first = self.wrapped(left, _strength(op, left, on_right=False))
        second = self.wrapped(right, _strength(op, right, on_right=True))
        return LATEX_SIGNS.get(op, f" {op} ").join((first, second))
