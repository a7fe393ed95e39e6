from __future__ import annotations

import pytest

from studytool.questions import bank
from studytool.questions.vocabulary import known_names


@pytest.mark.kinds
def test_a_step_is_not_written_by_itself(kind):
    """Neither the step nor what follows from it is known, but all that its own formula uses is, unless it is hidden."""
    variant = bank.variant(kind, 1)
    for step in variant.derivation.steps:
        known = set(known_names(variant, step.name))
        later = {other.name for other in variant.derivation.after([step])}
        assert not known & later
        assert step.needs <= known


def test_unneeded_steps_are_not_known():
    """Only steps on the way to the answer are named."""
    variant = bank.variant(bank.find("cnn.receptive-field"), 1)
    last = max(int(name[2:]) for name in variant.values if name.startswith("j_"))
    assert f"r_{last}" not in known_names(variant, "r_0")
    assert f"j_{last}" not in known_names(variant, f"r_{last}")
    assert f"j_{last - 1}" in known_names(variant, f"r_{last}")


def test_entries_of_givens_are_known():
    """An entry that the steps call by name may be called so."""
    assert "x_2" in known_names(bank.variant(bank.find("rnn.bptt-weight-gradient"), 1), "a_1")
