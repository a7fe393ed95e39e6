"""The first answers of each kind, written down in a checkout, so that nobody changes a question without a new version.

What learners have answered is kept as kind, version and seed: the same three have to stay the same question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.numbers import answer_text
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

SEEDS: Final = 5
DIGITS: Final = 9
CHANGED: Final = Text(
    "the first variants changed: raise `version` if learners have seen the old ones, "
    "and run `studytool vet {kind} --accept`",
    "前几个变式已改变：若学习者做过旧的变式，应增大 `version`；然后运行 `studytool vet {kind} --accept`",
)
UNKNOWN: Final = Text(
    "the first variants are not written down yet; run `studytool vet {kind} --accept`",
    "前几个变式尚未记下；应运行 `studytool vet {kind} --accept`",
)


def golden_path() -> Path | None:
    """The file of a checkout; None in an installation, which has none."""
    path = Path(__file__).resolve().parents[2] / "tests" / "golden" / "variants.json"
    return path if path.is_file() else None


def key(kind: Kind) -> str:
    """Under which name a kind is written down."""
    return f"{kind.id}@{kind.version}"


def digest(kind: Kind) -> list[str]:
    """The first answers of a kind, to nine digits."""
    return [answer_text(bank.variant(kind, seed).answer, "float", digits=DIGITS) for seed in range(SEEDS)]


def accept(kinds: Iterable[Kind], path: Path | None = None) -> None:
    """Write down the first answers of these kinds in place of those of their earlier versions."""
    file = path or golden_path()
    if file is None:
        return
    golden = json.loads(file.read_text(encoding="utf-8"))
    for kind in kinds:
        old = next((name for name in golden if name.partition("@")[0] == kind.id), key(kind))
        golden.setdefault(old, [])
        golden = {key(kind) if name == old else name: answers for name, answers in golden.items()}
        golden[key(kind)] = digest(kind)
    file.write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if the first answers of a kind of the bank are not those written down, where they are."""
    path, kind = golden_path(), subject.kind
    if path is None or not subject.is_taught:
        return
    golden = json.loads(path.read_text(encoding="utf-8"))
    if key(kind) not in golden:
        yield subject.finding("version", UNKNOWN.format(kind=kind.id))
    elif golden[key(kind)] != digest(kind):
        yield subject.finding("version", CHANGED.format(kind=kind.id))
