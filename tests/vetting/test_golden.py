from __future__ import annotations

import json
from dataclasses import replace

import pytest

from studytool.questions import bank
from studytool.vetting import golden
from studytool.vetting.subject import Subject

KIND = bank.find("cnn.conv-output-size")


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A file in the place of the checkout's."""
    path = tmp_path / "variants.json"
    monkeypatch.setattr(golden, "golden_path", lambda: path)
    path.write_text("{}", encoding="utf-8")
    return path


def test_a_kind_that_is_not_written_down_is_told(file):
    """A new kind, until it is accepted; then it has to stay."""
    (found,) = golden.check(Subject(KIND))
    assert "not written down yet" in found.said.en
    golden.accept([KIND])
    assert not [*golden.check(Subject(KIND))]
    changed = json.loads(file.read_text(encoding="utf-8"))
    changed[golden.key(KIND)][2] = "7"
    file.write_text(json.dumps(changed), encoding="utf-8")
    (found,) = golden.check(Subject(KIND))
    assert found.field == "version"
    assert "raise `version`" in found.said.en


def test_only_kinds_of_the_bank_are_written_down(file):
    """What somebody makes up is nobody's question, and an installation has no such file."""
    assert not [*golden.check(Subject(replace(KIND)))]


def test_an_installation_has_nothing_written_down(monkeypatch):
    """Where the file is not there, nothing is compared and nothing accepted."""
    monkeypatch.setattr(golden, "golden_path", lambda: None)
    golden.accept([KIND])
    assert not [*golden.check(Subject(KIND))]


def test_the_bank_is_written_down():
    """The checkout's file has every kind, in its present version."""
    written = json.loads(golden.golden_path().read_text(encoding="utf-8"))
    assert {*written} == {golden.key(kind) for kind in bank.kinds()}
