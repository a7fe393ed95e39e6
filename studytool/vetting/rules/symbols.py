"""Every letter that a text or a solution prints is known: a shown given, a step, or said in the stem or the convention.

Letters are looked for in the Chinese texts, where none of them is a word; the English ones say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.printing import symbol
from studytool.kinds.givens import Hidden
from studytool.questions.worked import needed
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.prose import Piece, prose
from studytool.vetting.subject import Subject

_LETTER: Final = "A-Za-zÀ-ɏα-ωΑ-Ω\u0300-\u036f"
TOKEN: Final = re.compile(
    rf"(?<![{_LETTER}_])(?P<base>[A-Za-zα-ωΑ-Ω][\u0300-\u036f]?)(?P<index>(?:_(?:\{{[^}}]*\}}|\w+)|[₀-₉ᵀ′])*)(?![{_LETTER}])"
)
INTRODUCED: Final = re.compile(r"(?:时刻|节点|单元|状态|动作|边|第|邻域|期望|标准差|有)\s?(?:[a-z], )*$")
"""What names a letter where it is used: 时刻 t, 第 i 行, 边 i, j, 邻域 N_i, 有 k 个数."""
LIBRARIES: Final = ("PyTorch", "torchvision", "NumPy")
"""Whose parameters keep their names where the text says whose they are."""
INDEX: Final = re.compile(r"\w+")
PLACE: Final = re.compile(r"(?<!\{)\{\w+\}(?!\})")
UNKNOWN: Final = Text(
    "“{letter}” in “… {around} …” is neither a shown given nor a step, and neither the stem nor the convention says "
    "what it is; say it there, or use the name of the step",
    "“…{around}…”中的“{letter}”既不是已显示的已知量，也不是步骤，题干和约定也未说明；应在其中说明，或改用步骤的名称",
)
HIDDEN: Final = Text(
    "the solution prints “{line}”, and {letter} is a hidden given; show it, or compute it in a step",
    "详解印出“{line}”，而 {letter} 是隐藏的已知量；应将它显示出来，或在步骤中算出",
)
FUNCTION: Final = Text(
    "the solution prints {sign} for {function}, which neither the stem nor the convention says; say it in one of them",
    "详解用 {sign} 表示 {function}，而题干和约定都没有说明；应在其中之一写明",
)
GREEK_FUNCTIONS: Final = ("sigmoid",)
"""The functions whose printed sign is a letter that means other things elsewhere."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each letter that nothing introduces, once, where it stands first."""
    functions = dict(_functions(subject))
    yield from functions.values()
    known = _known(subject)
    told = {*functions}
    for piece in prose(subject):
        if piece.field in {"stem", "convention"} or piece.field.endswith(".name"):
            continue
        for letter, around in _letters(piece, known):
            if letter not in told:
                told.add(letter)
                yield subject.finding(piece.field, UNKNOWN.format(letter=letter, around=around), piece.line)
    yield from _hidden(subject)


def _known(subject: Subject) -> set[str]:
    """The letters of givens, steps and indices, and those that the stem and the convention print, without indices."""
    kind = subject.kind
    shown = [name for name, given in kind.givens.items() if not isinstance(given, Hidden)]
    printed = {symbol(name) for name in (*shown, *subject.names)}
    found = {_bare(name) for name in printed} | {line.line.loop[0] for line in subject.steps if line.line.loop}
    for said in (kind.stem, kind.convention):
        for token in TOKEN.finditer(said.zh if said else ""):
            found |= {token["base"], *INDEX.findall(token["index"].strip("_{}"))}
    return found | {f"{letter.lower()}" for letter in found if letter.isupper() and len(letter) == 1}


def _bare(letter: str) -> str:
    """A symbol without its indices; one with a word as index, such as x_hat, is printed whole."""
    token = TOKEN.fullmatch(letter)
    return token["base"] if token else letter


def _letters(piece: Piece, known: set[str]) -> Iterator[tuple[str, str]]:
    """The letters of a text that neither the kind nor the text itself introduces, with what stands around them."""
    text = PLACE.sub("0", piece.text.zh)
    here: set[str] = set()
    for token in TOKEN.finditer(text):
        sentence = re.split("[。；]", text[: token.start()])[-1]
        is_a_librarys = any(library in sentence for library in LIBRARIES)
        if INTRODUCED.search(sentence) or is_a_librarys:
            here.add(token["base"])
        elif token["base"] not in known | here:
            yield token[0], text[max(0, token.start() - 8) : token.end() + 8].strip()


def _functions(subject: Subject) -> Iterator[tuple[str, Finding]]:
    """The signs of functions that are letters and are not said, each with its finding."""
    kind = subject.kind
    said = kind.stem.en + (kind.convention.en if kind.convention else "")
    for function in GREEK_FUNCTIONS:
        sign = FUNCTIONS[function].text_form.before.rstrip("(")
        uses = [line for line in subject.steps if f"{function}(" in line.line.formula]
        if uses and sign not in said and function not in said:
            yield sign, subject.finding("convention", FUNCTION.format(sign=sign, function=function))


def _hidden(subject: Subject) -> Iterator[Finding]:
    """Hidden givens in the formulas of the solution, which the reader has never seen."""
    kind = subject.kind
    hidden = {name for name, given in kind.givens.items() if isinstance(given, Hidden)}
    told: set[str] = set()
    for _, steps in subject.expansions:
        lines = {step.name: written for written, step in steps}
        for step in needed([step for _, step in steps], kind.asked):
            for name in sorted(step.needs & hidden - told):
                told.add(name)
                line = f"{symbol(step.name)} = {step.text}"
                said = HIDDEN.format(line=line, letter=symbol(name))
                yield subject.finding("steps", said, lines[step.name].number)
