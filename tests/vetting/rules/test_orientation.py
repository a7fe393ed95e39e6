from __future__ import annotations

from dataclasses import replace

import pytest

from studytool.questions import bank
from studytool.text.language import Text
from studytool.vetting.rules import orientation
from studytool.vetting.subject import Subject

KIND = bank.find("generative.cd1-update")


@pytest.mark.parametrize("missing", ["both", "en", "zh"])
def test_a_matrix_whose_rows_are_not_said_is_told(missing):
    """In either language."""
    plain = Text("An RBM with weights W. What is the update?", "RBM 的权重为 W。更新量是多少？")
    said = Text("Row i of W belongs to visible unit i.", "W 的第 i 行对应可见单元 i。")
    stem = Text(plain.en if missing != "zh" else said.en, plain.zh if missing != "en" else said.zh)
    (found,) = orientation.check(Subject(replace(KIND, stem=stem, convention=None), 8))
    assert found.field == "givens.W"
    assert "what a row of W is" in found.said.en


def test_a_product_or_the_rows_say_it():
    """And a symmetric matrix needs nothing said."""
    assert not [*orientation.check(Subject(KIND, 8))]
    assert not [*orientation.check(Subject(bank.find("gnn.gcn-layer"), 8))]
