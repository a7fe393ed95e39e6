from __future__ import annotations

from types import SimpleNamespace

import pytest

from studytool.questions import bank
from studytool.vetting.rules import crosschecked
from studytool.vetting.subject import Subject

KIND = bank.find("cnn.conv-output-size")


def found(compare, kind=KIND):
    """What the rule says when PyTorch answers like this."""
    return [one.said.en for one in crosschecked.check(Subject(kind, 3, 3, compare=compare))]


def missing(kind, seed):
    raise KeyError(kind.id)


def failing(kind, seed):
    raise RuntimeError("no kernel")


@pytest.mark.parametrize(
    ("compare", "said"),
    [
        (missing, "no crosscheck is entered"),
        (failing, "seed 0 raises RuntimeError: no kernel"),
        (
            lambda _, seed: SimpleNamespace(agrees=seed < 2, formula=3, reference=3, torch=4),
            "seed 2: the steps give 3, the reference 3, PyTorch 4",
        ),
    ],
)
def test_a_disagreement_is_told(compare, said):
    """With the numbers; a crosscheck that is not there is a finding too."""
    (told,) = found(compare)
    assert said in told


def test_where_pytorch_is_not_there_nothing_is_said(sound):
    """The rule is passed over, and so are kinds that are not in the bank."""
    assert not found(None)
    assert not found(missing, sound)
