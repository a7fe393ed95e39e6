from __future__ import annotations

from dataclasses import replace

from studytool.questions import explain
from studytool.vetting.rules import solution


def test_a_line_that_does_not_recompute_is_told(broken, only, monkeypatch):
    """The line is printed, with what its numbers give."""
    honest = explain.solution

    def careless(variant):
        lines = honest(variant)
        return (*lines[:-1], replace(lines[-1], numbers=f"{lines[-1].numbers} + 1"))

    monkeypatch.setattr(explain, "solution", careless)
    field, _, en = only(broken(), "solution")
    assert field == "steps"
    assert "seed 0 prints “v = o·w₂" in en


def test_rounded_numbers_lead_to_the_answer(spoilt, only, monkeypatch):
    """A difference of large numbers loses the digits that are printed."""
    monkeypatch.setattr(solution, "DIGITS", 1)
    field, _, en = only(spoilt("v = o*w_2", "v = o*w_2"), "solution")
    assert field == "steps"
    assert "who goes on from the rounded numbers" in en


def test_the_last_line_is_the_answer(broken, monkeypatch):
    """A solution that goes on, and a value that is not in its line."""
    honest = explain.solution
    monkeypatch.setattr(explain, "solution", lambda variant: honest(variant)[:-1])
    assert "the last line is o, not v" in broken()[0][3]
    monkeypatch.setattr(explain, "solution", lambda variant: (*honest(variant)[:-1], Torn(honest(variant)[-1])))
    assert "does not end in its value" in broken()[0][3]


class Torn:
    """A line that lacks its value."""

    def __init__(self, step):
        self.name, self.numbers, self.value = step.name, step.numbers, step.value
        self.line = "v ="
