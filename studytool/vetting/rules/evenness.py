"""Nobody finds the right option by its place or its size alone, nor the wrong line by its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from studytool.questions.question import Part
from studytool.text.language import Text
from studytool.vetting.collisions import right
from studytool.vetting.evenness import (
    IMPROBABLE,
    MOST_ON_ONE_LINE,
    MOST_ON_ONE_WORD,
    Places,
    best_guess,
    counts,
    place_of,
    uniform,
)
from studytool.vetting.finding import Finding
from studytool.vetting.repeats import SITTING
from studytool.vetting.subject import Subject

MOST_BY_SIZE: Final = 0.6
"""Of the choices; ranks are not as likely where most misconceptions give too much, but no rank may be nearly sure."""
PLACE: Final = Text(
    "the right option stands {counts} times in its places (p = {p:.1e}); the order must be drawn",
    "正确选项在各位置出现的次数为 {counts}（p = {p:.1e}）；次序应随机",
)
WORD: Final = Text(
    "{share:.0%} of the variants have the same one of the two words as answer ({counts}); draw both about as often",
    "{share:.0%} 的变式答案是两个词语中的同一个（{counts}）；应使两者大致一样常见",
)
LINE: Final = Text(
    "{share:.0%} of the wrong lines are the same one ({counts}); give other lines misconceptions too",
    "{share:.0%} 的错误行都在同一位置（{counts}）；应让误区分布到其他行",
)
SIZE: Final = Text(
    "{share:.0%} of the choices are got right by always taking the same rank by size; "
    "add misconceptions that give numbers on the other side of the answer",
    "总选大小排在同一位的选项可答对 {share:.0%} 的选择题；应补充给出另一侧数值的误区",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for an uneven order of options, a line that is mostly the wrong one, and telling sizes."""
    places, lines, values, sizes = Places(), Places(), Places(), Places()
    for question in subject.questions:
        part = question.parts[0]
        if question.mode == "choice":
            places[place_of(part)] += 1
            if subject.kind.type != "choice" and all(np.ndim(option.value) == 0 for option in part.options):
                values[_rank(part, magnitude=False)] += 1
                sizes[_rank(part, magnitude=True)] += 1
        if question.mode == "spot":
            lines[place_of(part)] += 1
    by_line = best_guess(lines)
    yield from _by_place(subject, places)
    if lines.total() >= SITTING and by_line is not None and by_line > MOST_ON_ONE_LINE:
        yield subject.finding("modes.spot", LINE.format(share=by_line, counts=counts(lines)))
    by_size = max((best_guess(ranks) or 0 for ranks in (values, sizes)), default=0)
    if values.total() >= SITTING and by_size > MOST_BY_SIZE:
        yield subject.finding("modes.choice", SIZE.format(share=by_size))


def _by_place(subject: Subject, places: Places) -> Iterator[Finding]:
    """Options are shuffled, but yes stands before no: there neither may be right nearly always."""
    if subject.kind.keeps_order:
        share = best_guess(places) or 0
        if places.total() >= SITTING and share > MOST_ON_ONE_WORD:
            yield subject.finding("pool", WORD.format(share=share, counts=counts(places)))
        return
    p = uniform(places)
    if p is not None and p < IMPROBABLE:
        yield subject.finding("modes.choice", PLACE.format(counts=counts(places), p=p))


def _rank(part: Part, *, magnitude: bool) -> tuple[int, int]:
    """How many options there are, and the rank of the right one by value or by magnitude."""
    numbers = [abs(option.value) if magnitude else option.value for option in part.options]
    return len(numbers), sorted(numbers).index(abs(right(part)) if magnitude else right(part))
