"""The command `vet`: what is wrong with a kind, one line a finding."""

from __future__ import annotations

import importlib
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import PurePath
from traceback import extract_tb
from typing import Any, Final

from studytool.cli import progress_line
from studytool.cli.choosing import kind_named
from studytool.cli.output import print_json
from studytool.cli.saying import say
from studytool.cli.screen_rows import screen_rows
from studytool.course.chapters import CHAPTERS
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.text.language import Language, Text, UserError
from studytool.vetting.finding import Finding
from studytool.vetting.index import accept
from studytool.vetting.subject import Compare, Subject
from studytool.vetting.vet import vet

FOLDER: Final = "topics"
NOTHING: Final = "-"
LOADING: Final = "loading"
INDEXED: Final = "indexed"
"""What --accept mends, where nothing else is wrong."""


def run(options: Namespace) -> int:
    """Print what is wrong with the kinds; status 1 where something is."""
    kinds, unloadable = _chosen(options.kinds)
    compare = _compare(options.language) if kinds else None
    found = [(LOADING, finding) for finding in unloadable]
    for kind in _watched(kinds):
        rules = vet(Subject(kind, options.seeds, options.seeds, screen_rows, compare))
        if options.accept and {*rules} == {INDEXED}:
            accept([kind])
            continue
        found += [(rule, finding) for rule, findings in rules.items() for finding in findings]
    if options.json:
        print_json([_record(rule, finding) for rule, finding in found], indent=1)
    else:
        print("\n".join(_shown([finding for _, finding in found], options.language)))
    return 1 if found else 0


def _chosen(names: Sequence[str]) -> tuple[list[Kind], list[Finding]]:
    """The kinds of these names and chapters, all if none is named, and what could not be loaded."""
    kinds: dict[Kind, None] = {}
    unloadable: dict[Finding, None] = {}
    for name in names or CHAPTERS:
        try:
            kinds |= dict.fromkeys(bank.chapter(name) if name in CHAPTERS else [kind_named(name)])
        except UserError:
            raise
        except Exception as error:  # noqa: BLE001  whatever an author's module raises is the finding
            unloadable[_unloadable(name, error)] = None
    return list(kinds), list(unloadable)


def _unloadable(name: str, error: Exception) -> Finding:
    """The module that raises when it is imported, and the line."""
    frames = [frame for frame in extract_tb(error.__traceback__) if FOLDER in PurePath(frame.filename).parts]
    file, line = (frames[-1].filename, frames[-1].lineno) if frames else (name, None)
    if isinstance(error, SyntaxError) and error.filename:
        file, line = error.filename, error.lineno
    parts = PurePath(file).parts
    shown = "/".join(parts[parts.index(FOLDER) :]) if FOLDER in parts else file
    return Finding(shown, NOTHING, line, UNLOADABLE.format(error=f"{type(error).__name__}: {error}"))


def _compare(language: Language) -> Compare | None:
    """The comparison with PyTorch; None, and a line on stderr, where it cannot be loaded."""
    try:
        compare: Compare = importlib.import_module("studytool.crosscheck.compare").compare
    except (ImportError, OSError) as error:
        say(NO_TORCH.format(why=str(error).partition("\n")[0]), language)
        return None
    return compare


def _watched(kinds: Sequence[Kind]) -> Iterator[Kind]:
    """Pass the kinds on, with a line on stderr that names the present one where somebody can see it."""
    seen = progress_line.is_seen()
    for done, kind in enumerate(kinds, start=1):
        if seen:
            progress_line.say(f"{done}/{len(kinds)} {kind.id}")
        yield kind
    if seen:
        progress_line.wipe()


def _record(rule: str, finding: Finding) -> dict[str, Any]:
    return {"rule": rule, **asdict(finding)}


def _shown(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    for finding in findings:
        yield "  ".join((finding.kind, finding.field, str(finding.line or NOTHING), finding.said[language]))
    if not findings:
        yield SOUND[language]


SOUND: Final = Text("sound", "合格")
UNLOADABLE: Final = Text(
    "it cannot be loaded: {error}; every command that needs its chapter fails",
    "无法载入：{error}；用到这一章的命令都会失败",
)
NO_TORCH: Final = Text(
    "PyTorch cannot be loaded ({why}): the crosschecks are passed over", "无法载入 PyTorch（{why}）：跳过与它的核对"
)
