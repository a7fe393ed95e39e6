"""The command `verify`: formula, NumPy reference and PyTorch side by side."""

from __future__ import annotations

import importlib
from argparse import Namespace

from studytool.cli.choosing import kinds_named
from studytool.cli.counts import counted
from studytool.cli.table import table
from studytool.kinds.kind import Kind
from studytool.questions.numbers import answer_text
from studytool.text.language import Language, Text, UserError

NO_TORCH = Text(
    "verify needs PyTorch, which cannot be loaded ({why}): pip install 'studytool[torch]'",
    "verify 需要 PyTorch，但无法载入（{why}）：pip install 'studytool[torch]'",
)


def verify(options: Namespace) -> int:
    """Print a row for each kind and a verdict; status 1 where the three do not agree."""
    chosen = kinds_named(options.kinds)
    _need_torch()
    rows = [_row(kind, options.seeds, options.language) for kind in chosen]
    print(table([HEAD[options.language], *(row for row, _ in rows)]))
    wrong = sum(not agrees for _, agrees in rows)
    kinds, variants = counted(len(rows), "kind"), counted(options.seeds, "variant")
    fields = {"kinds": kinds, "variants": variants, "count": len(rows), "seeds": options.seeds, "wrong": wrong}
    print(VERDICT.format(**fields)[options.language])
    return 1 if wrong else 0


def _need_torch() -> None:
    try:
        importlib.import_module("studytool.crosscheck.compare")
    except (ImportError, OSError) as error:
        why = str(error).partition("\n")[0]
        raise UserError(NO_TORCH.format(why=why)) from None


def _row(kind: Kind, seeds: int, language: Language) -> tuple[tuple[str, ...], bool]:
    """The numbers of the first disagreement, or of seed 0."""
    from studytool.crosscheck.compare import compare

    found = [compare(kind, seed) for seed in range(seeds)]
    shown = next((one for one in found if not one.agrees), found[0])
    numbers = [answer_text(value, kind.type, kind.labels) for value in (shown.formula, shown.reference, shown.torch)]
    agrees = shown.agrees
    return (kind.id, str(shown.seed), *numbers, (SAME if agrees else DIFFERENT)[language]), agrees


HEAD = {
    "en": ("kind", "seed", "formula", "reference", "PyTorch", "verdict"),
    "zh": ("题型", "种子", "公式", "参考实现", "PyTorch", "结论"),
}
SAME = Text("agree", "一致")
DIFFERENT = Text("DIFFER", "不一致")
VERDICT = Text(
    "{kinds}, {variants} of each compared: {wrong} disagree; a row shows seed 0, or the first seed that disagrees",
    "{count} 种题型，每种比对了 {seeds} 个变式：{wrong} 种不一致；每行只显示种子 0，或第一个不一致的种子",
)
