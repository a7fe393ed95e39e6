"""The command `export`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from itertools import chain

from studytool import bank
from studytool.cli.choosing import kind_named
from studytool.cli.output import deliver
from studytool.cli.parser import LARGEST_SEED
from studytool.export import writer
from studytool.kind import Kind, Mode
from studytool.names import mode_named
from studytool.question import Question
from studytool.text.language import Text, UserError


def export(options: Namespace) -> int:
    """Write `count` variants of every chosen kind; a file is written whole or not at all."""
    mode = mode_named(options.mode) if options.mode else None
    write = writer(options.format, mode)
    questions = _questions(options, mode)
    # the first question is made before anything is written: a wrong mode, kind or chapter leaves stdout empty
    asked = chain([next(questions)], questions)
    deliver(lambda stream: write(asked, stream, options.language), options.output)
    return 0


def _questions(options: Namespace, mode: Mode | None) -> Iterator[Question]:
    seeds = _seeds(options.seed or 0, options.count)
    for kind in _kinds(options):
        for seed in seeds:
            yield bank.generate(kind, seed, _available(kind, mode, named=options.kind is not None))


def _seeds(first: int, count: int) -> range:
    if first + count - 1 > LARGEST_SEED:
        most = LARGEST_SEED - count + 1
        raise UserError(
            Text(
                f"--seed {first} leaves no room for {count} variants: take at most {most}",
                f"从 --seed {first} 起排不下 {count} 个变式：最大可用 {most}",
            )
        )
    return range(first, first + count)


def _available(kind: Kind, mode: Mode | None, *, named: bool) -> Mode | None:
    """The wanted mode; among many kinds, those that lack it are asked in their own."""
    return mode if named or mode in kind.modes else None


def _kinds(options: Namespace) -> tuple[Kind, ...]:
    chapter = bank.chapter(options.chapter) if options.chapter is not None else tuple(bank.kinds())
    if options.kind is None:
        return chapter
    kind = kind_named(options.kind)
    if kind not in chapter:
        raise UserError(
            Text(
                f"{kind.id} is not in the chapter {options.chapter}: leave out --chapter or --kind",
                f"{kind.id} 不在 {options.chapter} 章中：去掉 --chapter 或 --kind",
            )
        )
    return (kind,)
