from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: crosschecks are skipped")

from studytool.course.chapters import CHAPTERS
from studytool.crosscheck.compare import compare, crosschecks
from studytool.questions import bank


@pytest.mark.parametrize("kind", tuple(bank.kinds()), ids=lambda kind: kind.id)
def test_formula_reference_and_pytorch_agree(kind):
    """Exactly for integers, within 1e-9 relative for floats."""
    assert all(compare(kind, seed).agrees for seed in range(40))


def test_every_kind_has_a_crosscheck():
    """No kind is taught that PyTorch has not confirmed, and no crosscheck is left over."""
    checked = {id for chapter in CHAPTERS for id in crosschecks(chapter)}
    assert checked == {kind.id for kind in bank.kinds()}


def test_a_wrong_reference_is_found(monkeypatch):
    """A comparison that should fail does."""
    kind = bank.find("cnn.conv-output-size")
    monkeypatch.setitem(crosschecks("cnn"), kind.id, lambda **_: -1)
    assert not compare(kind, 0).agrees
