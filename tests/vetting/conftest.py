"""A small sound kind, and what every rule says of one that is broken in one way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studytool.cli.screen_rows import screen_rows
from studytool.kinds.givens import decimal, integer, size, vector
from studytool.kinds.kind import Kind
from studytool.kinds.misconceptions import Mistake
from studytool.text.language import Text
from studytool.vetting.subject import Subject
from studytool.vetting.vet import vet


def pooled_sum(l, k, s, w):
    """The reference of the sound kind."""
    return float(((l - k) // s + 1) * w[1])


SOUND = Kind(
    id="cnn.pooled-sum",
    level=1,
    title=Text("Weighted size of pooling", "池化的加权尺寸"),
    stem=Text(
        "A {k}×{k} window with stride {s} goes over a {l}×{l} map. The second weight of w multiplies its width. "
        "What is the result?",
        "{k}×{k} 的窗口以步幅 {s} 扫过 {l}×{l} 的特征图。用 w 的第二个权重乘以输出边长。结果是多少？",
    ),
    convention=Text("rounded down", "向下取整"),
    givens={
        "l": size(integer(20, 99)),
        "k": size(integer(2, 5)),
        "s": size(integer(2, 4)),
        "w": vector(decimal(0.3, 1.9, 1), 2),
    },
    where=("(l - k) % s > 0", "w[1] != 1"),
    steps="""
        n = floor((l - k)/s)  # steps of the window | 窗口移动的步数
        o = n + 1  # width of the output | 输出边长
        v = o*w_2  # weighted width | 加权边长
    """,
    asked="v",
    type="float",
    reference=pooled_sum,
    misconceptions=(
        Mistake(
            "rounded-up",
            Text("Rounding up", "向上取整"),
            "n = ceil((l - k)/s)",
            Text(
                "You rounded up. A window that does not fit is dropped: round down.",
                "你向上取整了。放不下的窗口要舍去：应向下取整。",
            ),
        ),
        Mistake(
            "no-plus-one",
            Text("Plus one left out", "漏掉加一"),
            "o = n",
            Text("You left out the + 1: the first position counts too.", "你漏了 + 1：初始位置也算一个。"),
        ),
        Mistake(
            "first-weight",
            Text("First weight", "用了第一个权重"),
            "v = o*w_1",
            Text("You took the first weight. The second one is wanted.", "你用了第一个权重。这里要用第二个。"),
        ),
    ),
    source="a test",
    inverse=("l",),
)


@pytest.fixture
def sound():
    """The kind that no rule finds anything in."""
    return SOUND


@pytest.fixture
def broken():
    """The sound kind with some fields changed, vetted: the findings as (rule, field, line, English, Chinese)."""

    def vetted(seeds=12, few=5, compare=None, **changes):
        subject = Subject(replace(SOUND, **changes), seeds, few, screen_rows, compare)
        return [
            (rule, found.field, found.line, found.said.en, found.said.zh)
            for rule, findings in vet(subject).items()
            for found in findings
        ]

    return vetted


@pytest.fixture
def changed():
    """The mistakes of the sound kind, one of them changed."""

    def exchanged(which, /, **changes):
        assert which in {one.id for one in SOUND.mistakes}
        return tuple(replace(one, **changes) if one.id == which else one for one in SOUND.mistakes)

    return exchanged


@pytest.fixture
def spoilt(broken, changed):
    """The sound kind with one piece of its steps exchanged, or with other steps of a misconception."""

    def vetted(old, new, *, of=None, **more):
        if of:
            return broken(misconceptions=changed(of, steps=new), **more)
        assert old in SOUND.steps
        return broken(steps=SOUND.steps.replace(old, new, 1), **more)

    return vetted


@pytest.fixture
def only():
    """The field, line and English of the one finding that there is, which is by this rule."""

    def the(findings, rule):
        ((found, field, line, en, zh),) = findings
        assert found == rule
        assert any("\u4e00" <= sign <= "\u9fff" for sign in zh)
        return field, line, en

    return the
