"""Finished text for terminals without Unicode: every sign becomes ASCII, Chinese stays Chinese."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORDS: Final = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma",
    "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi",
    "Ω": "Omega", "∑": "sum", "∏": "prod", "∫": "int", "∇": "grad", "√": "sqrt", "∞": "inf", "∈": "in", "∝": "prop",
}  # fmt: skip
_SIGNS: Final = {
    "−": "-", "–": "-", "—": "--", "·": "*", "×": "x", "⊙": ".*", "÷": "/", "±": "+/-", "≤": "<=", "≥": ">=",
    "≠": "!=", "≈": "~=", "≡": "==", "∼": "~", "≪": "<<", "≫": ">>", "→": "->", "←": "<-", "↔": "<->", "⇒": "=>",
    "∂": "d", "⁄": "/",
    "‖": "||", "⟨": "<", "⟩": ">", "…": "...", "⋯": "...", "′": "'", "“": '"', "”": '"', "‘": "'", "’": "'",
    "ℓ": "l", "⊤": "T", "°": " deg", "∪": "or", "∩": "and", "∗": "*", "•": "*", "\u00a0": " ",
}  # fmt: skip
_BRACKETS: Final = str.maketrans("⎡⎤⎢⎥⎣⎦⎧⎨⎩⎫⎬⎭", "[]||[]{{{}}}")
_ACCENTS: Final = {"\u0302": "_hat", "\u0303": "_tilde", "\u0304": "_bar"}
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ"
_RAISED_PLAIN: Final = "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ"
_LOWERED: Final = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
_LOWERED_PLAIN: Final = "0123456789+-=()aehijklmnoprstuvxβγρφχ"
_SCRIPTS: Final = (
    ("^", re.compile(f"[{_RAISED}]+"), str.maketrans(_RAISED, _RAISED_PLAIN)),
    ("_", re.compile(f"[{_LOWERED}]+"), str.maketrans(_LOWERED, _LOWERED_PLAIN)),
)
_AROUND: Final = (("floor", re.compile("⌊([^⌊⌋]*)⌋")), ("ceil", re.compile("⌈([^⌈⌉]*)⌉")))
_LETTER: Final = re.compile(rf"(?P<before>[^\W_])?(?P<letter>[{''.join(_WORDS)}])")
_KEPT: Final = re.compile(r"[\u2e80-\u2fdf\u3000-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]")


def to_ascii(text: str) -> str:
    """The text with ASCII in place of every sign: γλ becomes gamma lambda, x₁² x_1^2, ⌊x⌋ floor(x), × x.

    Han characters and their full-width marks stay. A row of a tall bracket keeps its width.
    """
    if text.isascii():
        return text
    text = _brackets_in_words(text.translate(_BRACKETS))
    for mark, raised, plain in _SCRIPTS:
        text = raised.sub(lambda found: mark + _grouped(found[0].translate(plain)), text)  # noqa: B023
    text = _in_words(text.replace("√(", "sqrt("))
    return "".join(_spelled(character) for character in text)


def _grouped(script: str) -> str:
    """Brackets around a script that would otherwise swallow what follows, or lose its own parts."""
    return script if re.fullmatch(r"-?\w+|T", script) else f"({script})"


def _brackets_in_words(text: str) -> str:
    for word, pair in _AROUND:
        found = 1
        while found:
            text, found = pair.subn(rf"{word}(\1)", text)
    return text


def _in_words(text: str) -> str:
    """Greek letters and operators by name, apart from a letter or digit that stands right beside them."""
    while found := _LETTER.search(text):
        name = _WORDS[found["letter"]]
        after = text[found.end() : found.end() + 1]
        gap = " " if after.isalnum() and after.isascii() else ""
        before = found["before"]
        lead = "" if before is None else before + (" " if before.isascii() else "")
        text = text[: found.start()] + lead + name + gap + text[found.end() :]
    return text


def _spelled(character: str) -> str:
    if character.isascii() or _KEPT.match(character):
        return character
    if character in _SIGNS:
        return _SIGNS[character]
    if character in _ACCENTS:
        return _ACCENTS[character]
    if unicodedata.combining(character):
        return ""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", character) if not unicodedata.combining(sign))
    return "".join(_SIGNS.get(sign, sign if sign.isascii() else "?") for sign in plain)
