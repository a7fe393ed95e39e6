"""The LaTeX commands of the decks and the characters that a terminal shows for them."""

from __future__ import annotations

from typing import Literal

Kind = Literal["operand", "prefix", "word", "big", "times", "plus", "slash", "relation", "comma"]
"""How a symbol stands in a row: what is spaced, and what a fraction bar or an exponent must bracket."""

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

OPERANDS = GREEK | {"infty": "∞", "top": "⊤", "ell": "ℓ", "ldots": "…", "dots": "…", "cdots": "⋯"}
PREFIXES = {"partial": "∂", "nabla": "∇"}
WORDS = ("arg", "cos", "det", "exp", "inf", "lim", "ln", "log", "max", "min", "sin", "sup", "tanh")
BIG = {"sum": "∑", "prod": "∏", "int": "∫"}
TIMES = {"odot": "⊙", "times": "×", "cdot": "·"}
RELATIONS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡",
    "in": "∈", "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "mid": "|", "sim": "∼",
    "propto": "∝", "ll": "≪", "gg": "≫",
}  # fmt: skip

COMMANDS: dict[str, tuple[str, Kind]] = {
    **{name: (sign, "operand") for name, sign in OPERANDS.items()},
    **{name: (sign, "prefix") for name, sign in PREFIXES.items()},
    **{name: (name, "word") for name in WORDS},
    **{name: (sign, "big") for name, sign in BIG.items()},
    **{name: (sign, "times") for name, sign in TIMES.items()},
    **{name: (sign, "relation") for name, sign in RELATIONS.items()},
    "pm": ("±", "plus"),
    "|": ("‖", "operand"),
}

CHARACTERS: dict[str, tuple[str, Kind]] = {
    "+": ("+", "plus"),
    "-": ("−", "plus"),
    "/": ("/", "slash"),
    "=": ("=", "relation"),
    "<": ("<", "relation"),
    ">": (">", "relation"),
    ",": (",", "comma"),
    ";": (";", "comma"),
    "|": ("|", "operand"),
    "*": ("*", "operand"),
    "!": ("!", "operand"),
}

OPENING = {"(": "(", "[": "[", r"\{": "{", r"\lfloor": "⌊", r"\lceil": "⌈", r"\langle": "⟨"}
CLOSING = {")": ")", "]": "]", r"\}": "}", r"\rfloor": "⌋", r"\rceil": "⌉", r"\rangle": "⟩"}

ACCENTS = {"hat": "\u0302", "tilde": "\u0303", "bar": "\u0304"}
DOUBLE_STRUCK = {"E": "𝔼", "N": "ℕ", "P": "ℙ", "R": "ℝ", "Z": "ℤ"}

# A raised T would read as the transpose, so only \top becomes ᵀ.
SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRUVW⊤βγδθφχ*′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂᵀᵝᵞᵟᶿᵠᵡ*′",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
