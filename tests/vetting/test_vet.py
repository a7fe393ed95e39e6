from __future__ import annotations

from pathlib import Path

import pytest

from studytool.vetting import rules, vet
from studytool.vetting.rules import bands, syntax
from studytool.vetting.spelling import hint

FILES = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}


def test_every_rule_is_asked_once():
    """A file under `rules` is a rule, and stands in the list."""
    names = [vet.name_of(rule) for rule in vet.RULES]
    assert sorted(names) == sorted(FILES)


def test_every_rule_has_its_test_beside_it():
    """A rule that nobody has seen find something may find nothing at all."""
    assert {path.stem.removeprefix("test_") for path in (Path(__file__).parent / "rules").glob("test_*.py")} == FILES


def test_what_a_rule_stumbles_over_is_a_finding(broken, only, monkeypatch):
    """A rule that raises does not hide the others."""

    def raising(_):
        raise LookupError("here")

    monkeypatch.setattr(bands, "check", raising)
    field, _, en = only(broken(), "bands")
    assert field == "bands"
    assert "it cannot be looked at: LookupError: here" in en


def test_a_typo_is_no_avalanche(broken, monkeypatch, sound):
    """Where a formula cannot be read, nothing else that needs it is looked at."""
    steps = sound.steps.replace("floor((l", "floor(((l")
    assert [one[0] for one in broken(steps=steps)] == ["syntax"]
    monkeypatch.setattr(syntax, "check", lambda _: iter(()))
    assert "syntax" not in {one[0] for one in broken(steps=steps)}


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("co", ["c_i", "c_o"], "the nearest is c_o"),
        ("K", ["k", "s"], "the nearest is k"),
        ("zeta", ["k", "s"], "there are k, s"),
        ("x", [], "there is none"),
        ("q", [f"n{number}" for number in range(20)], "n15, …"),
    ],
)
def test_the_nearest_name(name, known, said):
    """The one that is most alike, whatever its case; otherwise the first ones that there are."""
    assert hint(name, known).en.endswith(said)


def test_a_rule_may_be_waived_for_a_reason(broken, only, sound):
    """What the kind says that it breaks is not told; what it keeps, and what is no rule, is."""
    noteless = sound.steps.replace("  # width of the output | 输出边长", "")
    assert {one[0] for one in broken(steps=noteless)} == {"texts"}
    assert not broken(waived={"texts": "a reason"}, steps=noteless)
    assert "no rule is called text; the nearest is texts" in only(broken(waived={"text": "a reason"}), "waived")[2]
    in_vain = broken(waived={"texts": "a reason"}, seeds=200, few=200)
    assert "keeps the rule texts" in only(in_vain, "waived")[2]
