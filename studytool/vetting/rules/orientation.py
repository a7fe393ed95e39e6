"""What a row of a matrix is, is said: where the transpose is another matrix of that shape, nobody could know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from studytool.kinds.kind import Kind
from studytool.text.language import LANGUAGES, Language, Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

LOOKED_AT: Final = 8
"""So many variants show whether a matrix is always its own transpose."""
SAID: Final = Text(
    "neither the stem nor the convention says what a row of {name} is; say it, or print a product with it",
    "题干和约定都没有说明 {name} 的行是什么；应写明，或写出含它的乘积",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each square matrix that is not symmetric and of which a language does not say the rows."""
    for name in _lopsided(subject):
        if not all(_is_said(subject.kind, name, language) for language in LANGUAGES):
            yield subject.finding(f"givens.{name}", SAID.format(name=name))


def _lopsided(subject: Subject) -> Iterator[str]:
    for name in subject.kind.givens:
        values = (variant.givens.get(name) for variant in subject.variants[:LOOKED_AT])
        if any(_is_lopsided(value) for value in values if isinstance(value, np.ndarray)):
            yield name


def _is_lopsided(value: np.ndarray) -> bool:
    """Whether the transpose is another matrix of the same shape."""
    return value.ndim == 2 and value.shape[0] == value.shape[1] and not np.array_equal(value, value.T)


def _is_said(kind: Kind, name: str, language: Language) -> bool:
    """Whether the question says what a row is, or prints a product with the matrix."""
    text = f"{kind.stem[language]} {kind.convention[language] if kind.convention else ''}"
    rows = rf"[Rr]ows? (?:\w )?of (?:\w+ and )?{name}\b|{name} (?:和 \w+ )?的(?:第 \w+ |各)?行"
    product = rf"\b{name[0]}(?:_\w)?ᵀ? ?[(\[]*[a-z](?:_\w+)?\b|\bH {name}\b"
    return bool(re.search(f"{rows}|{product}", text))
