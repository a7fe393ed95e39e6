from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: crosschecks are skipped")

from studytool.course.chapters import CHAPTERS
from studytool.crosscheck.compare import compare, crosschecks
from studytool.questions import bank

FEW, MANY = range(3), range(40)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_formula_reference_and_pytorch_agree(chapter):
    """On some variants of every kind: exactly for integers, within 1e-9 relative for floats."""
    assert [kind.id for kind in bank.chapter(chapter) if not all(compare(kind, seed).agrees for seed in FEW)] == []


@pytest.mark.kinds
def test_formula_reference_and_pytorch_agree_on_many_variants(kind):
    """The same."""
    assert all(compare(kind, seed).agrees for seed in MANY)


def test_every_kind_has_a_crosscheck():
    """No kind is taught that PyTorch has not confirmed, and no crosscheck is left over."""
    checked = {id for chapter in CHAPTERS for id in crosschecks(chapter)}
    assert checked == {kind.id for kind in bank.kinds()}


def test_a_wrong_reference_is_found(monkeypatch):
    """A comparison that should fail does."""
    kind = bank.find("cnn.conv-output-size")
    monkeypatch.setitem(crosschecks("cnn"), kind.id, lambda **_: -1)
    assert not compare(kind, 0).agrees
