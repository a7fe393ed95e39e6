from __future__ import annotations

import pytest

from studytool.kinds.misconceptions import read_misconceptions
from studytool.text.language import Text

BLOCKS = """
    dilation-ignored @dilation  Dilation left out | 忽略膨胀率
        k_eff = k
        You left out the dilation. A kernel of {k}
        spans d·(k − 1) + 1 pixels.
        你忽略了膨胀率。
        尺寸 {k} 的卷积核覆盖 d·(k − 1) + 1 个像素。

    = one-bias @rnn.gru-step  One bias | 一个偏置
        for t in 1..3
            b_{t} = h  # biases | 偏置
        B = 2*h
        Here k = 1 is no step.
        这里 k = 1 不是一步。
    plain  Plain | 普通
        o = n
        You stopped. | is only a bar.
        你停下了。
"""


def test_blocks_are_read():
    """Head, marks, steps and what to tell, over several lines too."""
    first, second, third = read_misconceptions(BLOCKS)
    assert (first.id, first.skill, first.convention, first.steps.split()) == (
        "dilation-ignored",
        "dilation",
        False,
        ["k_eff", "=", "k"],
    )
    assert first.name == Text("Dilation left out", "忽略膨胀率")
    assert first.feedback.en == "You left out the dilation. A kernel of {k} spans d·(k − 1) + 1 pixels."
    assert first.feedback.zh == "你忽略了膨胀率。尺寸 {k} 的卷积核覆盖 d·(k − 1) + 1 个像素。"
    assert (second.id, second.skill, second.convention) == ("one-bias", "rnn.gru-step", True)
    assert [(line.name, line.loop) for line in second.lines] == [("b_{t}", ("t", "1", "3")), ("B", None)]
    assert (third.skill, third.convention, third.feedback.en) == (None, False, "You stopped. | is only a bar.")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("        o = n\n        English.\n        中文。", "no head"),
        ("id  Name only\n    o = n\n    English.\n    中文。", "no head of a misconception"),
        ("id Name | 名\n    o = n\n    English.\n    中文。", "no head of a misconception"),
        ("Big-Id  Name | 名\n    o = n\n    English.\n    中文。", "no head of a misconception"),
        ("id  Name | 名\n    English.\n    中文。", "has no step"),
        ("id  Name | 名\n    o = n\n    中文。", "English"),
        ("id  Name | 名\n    o = n\n    English.", "Chinese"),
        ("id  Name | 名\n    o = n", "English"),
        ("id  Name | 名", "has no step"),
        ("id  Name | 名\n    o = n\n    k = 1 looks like a step.\n    中文。", "English"),
    ],
)
def test_what_is_no_block_is_refused_by_its_line(wrong, told):
    """The error says what is missing, and where."""
    with pytest.raises(ValueError, match=told):
        read_misconceptions(wrong)


def test_nothing_is_no_misconception():
    """An empty text has none."""
    assert read_misconceptions("\n   \n") == ()
