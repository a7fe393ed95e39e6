"""The command `export`."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from studytool.cli.choosing import kind_in
from studytool.cli.output import deliver
from studytool.cli.saying import say
from studytool.course.modes import Mode, mode_named
from studytool.export.distinct import distinct
from studytool.export.formats import writer
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.question import Question
from studytool.text.language import Text, UserError
from studytool.text.whole import LARGEST_SEED


def export(options: Namespace) -> int:
    """Write `count` different variants of every chosen kind; a file is written whole or not at all."""
    mode = mode_named(options.mode) if options.mode else None
    write = writer(options.format, mode)
    chosen = _kinds(options)
    # a kind that is named, or one of a chapter whose kinds all lack the mode, is refused by `generate` with its reason
    lacking = [] if options.kind is not None else [kind for kind in chosen if mode and mode not in kind.modes]
    kinds, found = [kind for kind in chosen if kind not in lacking] or chosen, Counter[str]()
    questions = _counted(_questions(kinds, mode, options), found)
    # the first question is made before anything is written: a wrong mode, kind or chapter leaves stdout empty
    asked = chain([next(questions)], questions)
    deliver(lambda stream: write(asked, stream, options.language), options.output)
    if lacking:
        names = ", ".join(kind.id for kind in lacking)
        say(LEFT_OUT.format(mode=mode, count=len(lacking), of=len(chosen), names=names), options.language)
    short = [kind for kind in kinds if found[kind.id] < options.count]
    whole = [kind for kind in short if kind.variants is not None and found[kind.id] >= kind.variants]
    for said, those in ((FEWER, [kind for kind in short if kind not in whole]), (ALL, whole)):
        if names := ", ".join(f"{kind.id} {found[kind.id]}" for kind in those):
            say(said.format(of=options.count, names=names), options.language)
    return 0


def _questions(kinds: Iterable[Kind], mode: Mode | None, options: Namespace) -> Iterator[Question]:
    """So many of each kind as are wanted; a seed whose question came before is passed over."""
    seeds = _seeds(options.seed or 0, options.count)
    drawn = (distinct(_generated(kind, seeds, mode)) for kind in kinds)
    return chain.from_iterable(islice(questions, options.count) for questions in drawn)


def _generated(kind: Kind, seeds: Iterable[int], mode: Mode | None) -> Iterator[Question]:
    return (bank.generate(kind, seed, mode) for seed in seeds)


def _counted(questions: Iterable[Question], found: Counter[str]) -> Iterator[Question]:
    """The questions, with how many there were of each kind put into `found`."""
    for question in questions:
        found[question.kind.id] += 1
        yield question


def _seeds(first: int, count: int) -> range:
    """The seeds to try: as many as are wanted, and as many again in place of those that repeat a question."""
    if first + count - 1 > LARGEST_SEED:
        most = LARGEST_SEED - count + 1
        raise UserError(
            Text(
                f"--seed {first} leaves no room for {count} variants: take at most {most}",
                f"从 --seed {first} 起排不下 {count} 个变式：最大可用 {most}",
            )
        )
    return range(first, min(first + 2 * count, LARGEST_SEED + 1))


def _kinds(options: Namespace) -> tuple[Kind, ...]:
    if options.kind is not None:
        return (kind_in(options.chapter, options.kind),)
    return bank.chapter(options.chapter) if options.chapter is not None else tuple(bank.kinds())


LEFT_OUT: Final = Text(
    "left out, as they have no mode {mode}: {count} of {of} kinds: {names}",
    "已略去没有 {mode} 模式的题型（{of} 种中的 {count} 种）：{names}",
)
ALL: Final = Text(
    "not so many exist: of {of} wanted there are {names}, and no more", "总共没有这么多：要 {of} 道，全部只有 {names}"
)
FEWER: Final = Text(
    "not so many differ: of {of} wanted there are {names}; another --seed gives others",
    "不同的题目没有这么多：要 {of} 道，只有 {names}；换一个 --seed 可得到其他题目",
)
