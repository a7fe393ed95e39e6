"""The question fits on a screen of 80 columns and 24 rows in both languages, beside what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len

from studytool.text.language import LANGUAGES, Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

WIDTH: Final = 76
"""Columns between the margins."""
ROWS: Final = 17
"""Of 24 rows, the title and the keys take one each, the answer's box three, the line that reads it and a margin one."""
WIDE: Final = Text(
    "seed {seed}, {language}: “{row} …” is {cells} columns wide, and {width} are there; draw fewer columns or digits",
    "种子 {seed}，{language}：“{row}…”宽 {cells} 列，而屏幕只有 {width} 列；应减少列数或位数",
)
HIGH: Final = Text(
    "seed {seed}, {language}: the question takes {rows} rows, and {most} are there; shorten the stem or draw less",
    "种子 {seed}，{language}：题目占 {rows} 行，而屏幕只有 {most} 行；应缩短题干或减少已知量",
)
SHOWN: Final = 24


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the widest and for the longest question in the kind's first mode, if there is no room."""
    if subject.lines is None:
        return
    sizes = [
        (question.seed, language, rows)
        for question in subject.questions
        if question.mode == subject.kind.modes[0]
        for language in LANGUAGES
        if (rows := subject.lines(question, language))
    ]
    if not sizes:
        return
    seed, language, rows = max(sizes, key=lambda size: max(map(cell_len, size[2])))
    widest = max(rows, key=cell_len)
    if cell_len(widest) > WIDTH:
        fields = {"row": widest.strip()[:SHOWN], "cells": cell_len(widest), "width": WIDTH}
        yield subject.finding("givens", WIDE.format(seed=seed, language=language, **fields))
    seed, language, rows = max(sizes, key=lambda size: len(size[2]))
    if len(rows) > ROWS:
        yield subject.finding("stem", HIGH.format(seed=seed, language=language, rows=len(rows), most=ROWS))
