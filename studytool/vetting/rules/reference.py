"""The NumPy reference runs, gives the formula's answer for every seed, and that is of the kind's type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.questions import bank
from studytool.questions.bank import UnsoundKindError
from studytool.questions.numbers import inline
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.refusal import refusal
from studytool.vetting.subject import Subject

RAISES: Final = Text(
    "seed {seed} raises {error}; every variant should have an answer", "种子 {seed} 出现 {error}；每个变式都应有答案"
)
DIFFERS: Final = Text(
    "with {givens} the reference gives {reference} and {asked} of the steps is {formula}; they should agree",
    "{givens} 时，参考实现得到 {reference}，而步骤得到 {asked} = {formula}；两者应一致",
)
TYPE: Final = Text(
    "the answer of seed {seed} is {answer}, which is no {type}: {right}",
    "种子 {seed} 的答案为 {answer}，不是 {type}：{right}",
)
WHOLE: Final = Text("it should be a whole number", "应为整数")
AXES: Final[dict[AnswerType, tuple[int, Text]]] = {
    "int": (0, Text("it should be one number", "应为一个数")),
    "float": (0, Text("it should be one number", "应为一个数")),
    "vector": (1, Text("it should be a vector", "应为向量")),
    "integers": (1, Text("it should be a vector", "应为向量")),
    "shape": (1, Text("it should be a vector", "应为向量")),
    "matrix": (2, Text("it should be a matrix", "应为矩阵")),
}
EXACTLY: Final = frozenset({"int", "integers", "shape"})
FLOATS: Final = frozenset({"float", "vector", "matrix"})
ALWAYS_WHOLE: Final = Text(
    "the answer is a whole number in every variant; the type should be {type}",
    "所有变式的答案都是整数；类型应为 {type}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first seed that raises or disagrees, and for the first answer of another type."""
    for seed in range(subject.seeds if subject.variants else 1):
        found = subject.variant(seed)
        if isinstance(found, Exception) and not _is_barren(found):
            yield _failed(subject, seed, found)
            break
    yield from _types(subject)


def _is_barren(error: Exception) -> bool:
    return isinstance(error, UnsoundKindError) and f"in {bank.ATTEMPTS} draws" in str(error)


def _failed(subject: Subject, seed: int, error: Exception) -> Finding:
    """What the reference gives where it differs; otherwise what was raised."""
    kind = subject.kind
    stream = Draw(kind.id, kind.version, seed)
    for _ in range(bank.ATTEMPTS if isinstance(error, UnsoundKindError) else 0):
        givens = bank.draw_givens(kind, stream)
        with np.errstate(all="ignore"):
            if refusal(kind, givens) is None:
                return _differs(subject, bank.derive(kind, givens, seed))
    return subject.finding("reference", RAISES.format(seed=seed, error=f"{type(error).__name__}: {error}"))


def _differs(subject: Subject, variant: object) -> Finding:
    kind = subject.kind
    values: Value = getattr(variant, "values", {})
    expected = bank.reference_answer(kind, values)
    return subject.finding(
        "reference",
        DIFFERS.format(
            givens=", ".join(f"{name} = {_shown(values[name])}" for name in kind.reference_names),
            reference=_shown(expected),
            asked=kind.asked,
            formula=_shown(values[kind.asked]),
        ),
    )


def _shown(value: Value) -> str:
    return inline(np.asarray(value)[()]) if np.asarray(value).dtype.kind in "if" else repr(value)


def _types(subject: Subject) -> Iterator[Finding]:
    """The first answer that is not of the kind's type, and floats that are whole in every variant."""
    type = subject.kind.type
    axes, right = AXES.get(type, (None, WHOLE))
    for variant in subject.variants:
        answer = variant.values[subject.kind.asked]
        whole = np.all(np.mod(answer, 1) == 0)
        if (axes is not None and np.ndim(answer) != axes) or (type in EXACTLY and not whole):
            said = right if axes is not None and np.ndim(answer) != axes else WHOLE
            yield subject.finding("type", TYPE.format(seed=variant.seed, answer=_shown(answer), type=type, right=said))
            return
    if type in FLOATS and subject.variants and all(np.all(np.mod(one.answer, 1) == 0) for one in subject.variants):
        better = {"float": "int", "vector": "integers"}.get(type)
        if better:
            yield subject.finding("type", ALWAYS_WHOLE.format(type=better))
