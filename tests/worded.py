"""Made-up kinds whose answers are words: yes or no, and one of six; and one with few variants."""

from __future__ import annotations

from dataclasses import replace

from studytool.kinds.givens import bit, count, integer
from studytool.kinds.kind import Kind
from studytool.text.language import Text

YES_OR_NO = Kind(
    id="cnn.batch-dependence",
    level=1,
    title=Text("What batch normalisation depends on", "批归一化的依赖"),
    stem=Text(
        "A batch of {n} samples goes through batch normalisation. Training mode is {t} (1 on, 0 off). Does the output "
        "of one sample depend on the others?",
        "{n} 个样本组成的一批经过批归一化。训练模式为 {t}（1 开，0 关）。一个样本的输出是否依赖其他样本？",
    ),
    givens={"n": count(integer(1, 64)), "t": bit(integer(0, 1))},
    steps="""
        m = n - 1  # other samples of the batch | 批中其他样本数
        d = m*t > 0  # depends on them | 依赖它们
    """,
    asked="d",
    type="choice",
    pool=(Text("no", "否"), Text("yes", "是")),
    reference=lambda n, t: int(t == 1 and n > 1),
    misconceptions="""
        always @batch-statistics  Batch statistics always | 总用批统计量
            d = m > 0
            In evaluation mode the running mean and variance are used, which no other sample changes.
            评估模式使用滑动平均的均值和方差，它们不随其他样本变化。
        never @batch-statistics  Every sample alone | 每个样本独立
            d = m < 0
            In training mode mean and variance are those of the batch of {n}.
            训练模式使用这一批 {n} 个样本的均值和方差。
        reversed @batch-statistics  Modes exchanged | 两种模式混淆
            d = m*(1 - t) > 0
            It is the other way round: the batch counts in training mode.
            正好相反：训练模式才使用这一批的统计量。
    """,
    claims=1,
    source="Ioffe & Szegedy 2015, algorithm 2",
)
SIX = replace(
    YES_OR_NO,
    id="cnn.six-words",
    title=Text("Which <network> & why", "哪个 <网络> & 为何"),
    givens={"n": count(integer(0, 5)), "t": count(integer(100, 999))},
    stem=Text(
        "Entry {n} of a list is wanted; {t} is noise. Which one is it?", "取列表的第 {n} 项，{t} 是噪声。是哪一项？"
    ),
    steps="""
        m = n + 6*t  # far along | 远处
        d = m % 6  # the entry | 这一项
    """,
    pool=tuple(
        Text(f"<{word}> & *co*_{word}_", f"<{word}> 网络") for word in ("LSTM", "GRU", "RNN", "CNN", "GNN", "VAE")
    ),
    reference=lambda n: n,
    misconceptions="""
        next  Counted from one | 从一数起
            d = (m + 1) % 6
            The first entry is entry 0, {n} is another.
            第一项是第 0 项，不是第 {n} 项。
        beyond  Never back | 不回头
            d = m + 1
            That is no entry.
            没有这一项。
    """,
)
FEW = replace(
    YES_OR_NO,
    id="cnn.few-variants",
    givens={"n": count(integer(2, 3)), "t": bit(integer(0, 1))},
    variants=4,
)
