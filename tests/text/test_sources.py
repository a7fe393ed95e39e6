from __future__ import annotations

import re

import pytest

from studytool.questions import bank
from studytool.text.sources import cited


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Dumoulin & Visin 2016, relationships 6 and 15", "Dumoulin & Visin 2016，关系式 6 和 15"),
        ("Veličković et al. 2018, equations 1–3", "Veličković et al. 2018，式 1～3"),
        ("Sutton & Barto 2018, sections 6.4 to 6.6", "Sutton & Barto 2018，第 6.4～6.6 节"),
        ("Cho et al. 2014; PyTorch documentation of GRU", "Cho et al. 2014；PyTorch 文档（GRU）"),
        ("Hinton 2002", "Hinton 2002"),
    ],
)
def test_the_place_is_said_in_chinese(en, zh):
    """Authors, years and titles stay."""
    assert cited(en).zh == zh
    assert cited(en).en == en


def test_no_source_of_a_kind_keeps_an_english_place():
    """Whatever formulas cite, only names and titles are left in Latin letters."""
    words = r"relationship|equation|section|chapter|algorithm|appendix|table|proposition|documentation| as in | the "
    for kind in bank.kinds():
        assert not re.search(words, cited(kind.source).zh, re.IGNORECASE), kind.source
