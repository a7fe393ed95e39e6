"""The contract that every kind keeps, over the whole bank: a new kind is found and held to it by itself."""

from __future__ import annotations

import importlib
import re

import pytest

from studytool.cli.screen_rows import screen_rows
from studytool.questions import bank
from studytool.vetting.subject import Subject
from studytool.vetting.vet import vet

KINDS = tuple(bank.kinds())
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


@every_kind
def test_no_rule_finds_anything(kind):
    """The rules of `studytool vet`, over forty variants and eight questions in every mode."""
    _check(Subject(kind, 40, 8, screen_rows))


@pytest.mark.long
@every_kind
def test_no_rule_finds_anything_in_many_questions(kind):
    """Over two hundred variants in every mode, and beside PyTorch where it can be loaded."""
    try:
        compare = importlib.import_module("studytool.crosscheck.compare").compare
    except ImportError:
        compare = None
    _check(Subject(kind, 200, 200, screen_rows, compare))


def _check(subject):
    """No finding, with every one in the message."""
    found = [finding for findings in vet(subject).values() for finding in findings]
    assert not found, "\n".join(f"{one.field}  {one.line or '-'}  {one.said.en}" for one in found)


def test_ids_are_unique_and_readable():
    """An id is chapter.name in lower case, and stands for one kind."""
    ids = [kind.id for kind in KINDS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)
    assert all(id.startswith(f"{kind.chapter}.") for id, kind in zip(ids, KINDS, strict=True))


def test_every_type_and_level_appears():
    """All answer types and all four levels are in the bank."""
    assert {kind.type for kind in KINDS} == {"int", "float", "vector", "integers", "matrix", "shape", "choice"}
    assert {kind.level for kind in KINDS} == {1, 2, 3, 4}
