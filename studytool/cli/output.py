"""What commands write: JSON that stays JSON in every encoding, and files that are written whole or not at all."""

from __future__ import annotations

import io
import json
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TextIO

from studytool.locations import real
from studytool.text.language import Text, UserError
from studytool.text.reasons import why

Fill = Callable[[TextIO], None]
STANDARD: Final = "-"
"""The file name that means standard output, or standard input."""


def print_json(value: Any, *, indent: int | None = None) -> None:
    """Print a value as JSON; where stdout is not UTF-8, with escapes in place of what it may lack."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    print(json.dumps(value, ensure_ascii=encoding != "utf8", indent=indent))


def deliver(fill: Fill, path: str | None) -> None:
    """Let `fill` write UTF-8 to a file, or to stdout (None or -), the same bytes to both.

    A file that exists is replaced only when the new one is complete; UserError where it cannot be written.
    """
    if path is None or path == STANDARD:
        _to_stdout(fill)
        return
    if not path:
        raise UserError(NO_NAME)
    try:
        _to_file(fill, path)
    except OSError as error:
        reason, name = why(error), path
        raise UserError(
            Text(
                f"cannot write {name}: {reason.en}. Choose another file with -o",
                f"无法写入 {name}：{reason.zh}。可用 -o 指定其他文件",
            )
        ) from None


def _to_stdout(fill: Fill) -> None:
    sys.stdout.flush()
    _fill(fill, sys.stdout.buffer)


def _to_file(fill: Fill, path: str) -> None:
    target = Path(path)
    if target.exists() and not target.is_file():
        # a folder is refused here; a device or a named pipe is written to and never replaced
        with target.open("wb") as raw:
            _fill(fill, raw)
        return
    target = real(target)
    if target.exists():
        target.open("r+b").close()
    beside = target.with_name(f".studytool-{secrets.token_hex(6)}.tmp")
    try:
        with beside.open("xb") as raw:
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
            _fill(fill, raw)
            os.fsync(raw.fileno())
        # a name that is too long for the folder is refused by this step, after which nothing is left behind
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _fill(fill: Fill, raw: Any) -> None:
    stream = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    try:
        fill(stream)
        stream.flush()
    finally:
        stream.detach()


NO_NAME: Final = Text(
    "cannot write: -o names no file. Give a path, or leave -o out for standard output",
    "无法写入：-o 未写出文件。应给出路径；要写到标准输出，去掉 -o",
)
