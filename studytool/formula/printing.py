"""Syntax tree to text: plain Unicode for a terminal, LaTeX for exports, with the brackets that each needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

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
    "+": 4, "-": 4, "*": 5, "×": 5, "/": 5, "%": 5, "@": 5, "⊙": 5, "^": 8,
}  # fmt: skip
NEGATIVE: Final = 6
ATOM: Final = 9
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
FUNCTION_SIGNS: Final = {
    "sigmoid": "σ",
    "relu": "ReLU",
    "leaky_relu": "LeakyReLU",
    "log": "ln",
    "log2": "log₂",
    "trace": "tr",
}
AROUND: Final = {"floor": "⌊⌋", "ceil": "⌈⌉", "abs": "||", "norm": "‖‖"}

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
LATEX_AROUND: Final = {
    "floor": (r"\left\lfloor ", r"\right\rfloor"), "ceil": (r"\left\lceil ", r"\right\rceil"),
    "abs": (r"\left|", r"\right|"), "norm": (r"\left\|", r"\right\|"), "sqrt": (r"\sqrt{", "}"),
}  # fmt: skip
LATEX_FUNCTIONS: Final = {
    "sigmoid": r"\sigma", "log": r"\ln", "log2": r"\log_2", "exp": r"\exp", "tanh": r"\tanh", "max": r"\max",
    "min": r"\min", "det": r"\det", "trace": r"\operatorname{tr}", "relu": r"\operatorname{ReLU}",
    "leaky_relu": r"\operatorname{LeakyReLU}", "argmax": r"\arg\max",
}  # fmt: skip

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


def text(node: Node | Slice, shown: Shown = lambda _: None) -> str:
    """The expression on one line of Unicode; `shown` may put a number in place of a node."""
    return _text(node, shown)[0]


def _text(node: Node | Slice, shown: Shown) -> tuple[str, int]:
    """The text and how strongly it holds together."""
    if not isinstance(node, Slice) and (replacement := shown(node)) is not None:
        return replacement, NEGATIVE if replacement.startswith("−") else ATOM
    match node:
        case Number(value):
            return repr(value), ATOM
        case Name(id):
            return symbol(id), ATOM
        case Negative(operand):
            return f"−{_wrap(operand, NEGATIVE + 1, shown)}", NEGATIVE
        case Binary(op, left, right):
            return _binary_text(op, left, right, shown), STRENGTH[op]
        case Call(function, arguments):
            return _call_text(function, arguments, shown)
        case Index(base, indices):
            inner = ", ".join(text(index, shown) for index in indices)
            return f"{_wrap(base, ATOM, shown)}[{inner}]", ATOM
        case Vector(items):
            return f"({', '.join(text(item, shown) for item in items)})", ATOM
        case Slice(start, stop):
            return f"{text(start, shown)}:{text(stop, shown)}", 0


def _wrap(node: Node, strength: int, shown: Shown) -> str:
    inner, own = _text(node, shown)
    return inner if own >= strength else f"({inner})"


def _binary_text(op: str, left: Node, right: Node, shown: Shown) -> str:
    strength = STRENGTH[op]
    if op == "^":
        base, power = _wrap(left, ATOM, shown), _text(right, shown)[0]
        if re.fullmatch(r"−?[0-9]+", power):
            return base + power.replace("−", "-").translate(SUPERSCRIPTS)
        return f"{base}^{_wrap(right, strength, shown)}"
    first = _wrap(left, _strength(op, left, on_right=False), shown)
    second = _wrap(right, _strength(op, right, on_right=True), shown)
    if second.startswith("−"):
        second = f"({second})"
    return SIGNS.get(op, f" {op} ").join((first, second))


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


def _call_text(function: str, arguments: tuple[Node, ...], shown: Shown) -> tuple[str, int]:
    inner = ", ".join(text(argument, shown) for argument in arguments)
    if around := AROUND.get(function):
        return around[0] + inner + around[1], ATOM
    if function == "T":
        return f"{_wrap(arguments[0], ATOM, shown)}ᵀ", ATOM
    if function == "sqrt":
        return f"√({inner})", ATOM
    if function == "concat":
        return f"[{' ‖ '.join(text(argument, shown) for argument in arguments)}]", ATOM
    if function == "shape":
        return "×".join(_wrap(argument, ATOM, shown) for argument in arguments), 5
    return f"{FUNCTION_SIGNS.get(function, function)}({inner})", ATOM


def latex(node: Node | Slice) -> str:
    """The expression in LaTeX, without dollar signs."""
    return _latex(node)[0]


def _latex(node: Node | Slice) -> tuple[str, int]:  # noqa: C901  one case a node
    match node:
        case Number(value):
            return repr(value), ATOM
        case Name(id):
            return latex_symbol(id), ATOM
        case Negative(operand):
            return f"-{_latex_wrap(operand, NEGATIVE + 1)}", NEGATIVE
        case Binary("/", left, right):
            return rf"\frac{{{latex(left)}}}{{{latex(right)}}}", ATOM - 1
        case Binary("^", left, right):
            return f"{_latex_wrap(left, ATOM)}^{{{latex(right)}}}", STRENGTH["^"]
        case Binary(op, left, right):
            sides = (
                _latex_wrap(left, _strength(op, left, on_right=False)),
                _latex_wrap(right, _strength(op, right, on_right=True)),
            )
            return LATEX_SIGNS.get(op, f" {op} ").join(sides), STRENGTH[op]
        case Call(function, arguments):
            return _latex_call(function, arguments), ATOM
        case Index(base, indices):
            return f"{{{_latex_wrap(base, ATOM)}}}_{{[{', '.join(latex(index) for index in indices)}]}}", ATOM
        case Vector(items):
            return rf"\left({', '.join(latex(item) for item in items)}\right)", ATOM
        case Slice(start, stop):
            return f"{latex(start)}:{latex(stop)}", 0


def _latex_wrap(node: Node, strength: int) -> str:
    inner, own = _latex(node)
    return inner if own >= strength else rf"\left({inner}\right)"


def _latex_call(function: str, arguments: tuple[Node, ...]) -> str:
    inner = ", ".join(latex(argument) for argument in arguments)
    if around := LATEX_AROUND.get(function):
        return around[0] + inner + around[1]
    if function == "T":
        return f"{_latex_wrap(arguments[0], ATOM)}^{{\\top}}"
    if function == "concat":
        joined = r" \,\|\, ".join(latex(argument) for argument in arguments)
        return rf"\left[{joined}\right]"
    if function == "shape":
        return r" \times ".join(_latex_wrap(argument, ATOM) for argument in arguments)
    name = LATEX_FUNCTIONS.get(function) or rf"\operatorname{{{function}}}"
    return rf"{name}\left({inner}\right)"
