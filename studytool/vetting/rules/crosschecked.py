"""PyTorch gives the formula's answer by another route, where it can be loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

SEEDS: Final = 20
"""So many variants are compared; `studytool verify` compares as many as one likes."""
MISSING: Final = Text(
    "no crosscheck is entered; add one to CROSSCHECKS in studytool/crosscheck/{chapter}",
    "没有与 PyTorch 的核对；应在 studytool/crosscheck/{chapter} 的 CROSSCHECKS 中补上",
)
DIFFERS: Final = Text(
    "seed {seed}: the steps give {formula}, the reference {reference}, PyTorch {torch}; they should agree",
    "种子 {seed}：步骤得到 {formula}，参考实现得到 {reference}，PyTorch 得到 {torch}；三者应一致",
)
RAISES: Final = Text("seed {seed} raises {error}", "种子 {seed} 出现 {error}")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for a kind of the bank that PyTorch is not asked about, or for the first disagreement."""
    if subject.compare is None or not subject.is_taught:
        return
    for variant in subject.variants[:SEEDS]:
        try:
            found = subject.compare(subject.kind, variant.seed)
        except KeyError as error:
            said = MISSING.format(chapter=subject.kind.chapter)
            if error.args != (subject.kind.id,):
                said = RAISES.format(seed=variant.seed, error=f"KeyError: {error}")
            yield subject.finding("crosscheck", said)
            return
        except Exception as error:  # noqa: BLE001  whatever a crosscheck raises is the finding
            said = RAISES.format(seed=variant.seed, error=f"{type(error).__name__}: {error}")
            yield subject.finding("crosscheck", said)
            return
        if not found.agrees:
            numbers = {"formula": found.formula, "reference": found.reference, "torch": found.torch}
            yield subject.finding("crosscheck", DIFFERS.format(seed=variant.seed, **numbers))
            return
