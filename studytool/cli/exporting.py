"""The command `export`."""

from __future__ import annotations

import io
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from studytool import bank
from studytool.export import writer
from studytool.kind import Kind, Mode
from studytool.names import mode_named
from studytool.question import Question
from studytool.text.language import Text, UserError


def export(options: Namespace) -> int:
    """Write `count` variants of every chosen kind; a file is written whole or not at all."""
    text = io.StringIO()
    writer(options.format)(_questions(options), text, options.language)
    if options.output is None:
        sys.stdout.write(text.getvalue())
        return 0
    try:
        Path(options.output).write_bytes(text.getvalue().encode())
    except OSError as error:
        raise UserError(
            Text(
                f"cannot write {options.output}: {error.strerror}. Choose another file with -o",
                f"无法写入 {options.output}：{error.strerror}。可用 -o 指定其他文件",
            )
        ) from None
    return 0


def _questions(options: Namespace) -> Iterator[Question]:
    mode = mode_named(options.mode) if options.mode else None
    first = options.seed or 0
    for kind in _kinds(options):
        for seed in range(first, first + options.count):
            yield bank.generate(kind, seed, _available(kind, mode, named=options.kind is not None))


def _available(kind: Kind, mode: Mode | None, *, named: bool) -> Mode | None:
    """The wanted mode; among many kinds, those that lack it are asked in their own."""
    return mode if named or mode in kind.modes else None


def _kinds(options: Namespace) -> tuple[Kind, ...]:
    if options.kind:
        return (bank.find(options.kind),)
    return bank.chapter(options.chapter) if options.chapter else tuple(bank.kinds())
