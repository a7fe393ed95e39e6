from __future__ import annotations

from dataclasses import replace

import pytest

from studytool.questions import bank
from studytool.vetting.rules import skills
from studytool.vetting.subject import Subject


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"contains": {"convolution-sise": 1.0}}, "contains", "the nearest is convolution-size"),
        ({"contains": {"cnn.conv-output-sise": 0.5}}, "contains", "the nearest is cnn.conv-output-size"),
        ({"needs": ("dilatation",)}, "needs", "the nearest is dilation"),
        ({"contains": {"dilation": 0.0}}, "contains", "exercises 0.0 of dilation"),
        ({"contains": {"dilation": 1.5}}, "contains", "exercises 1.5 of dilation"),
    ],
)
def test_a_name_or_a_share_that_is_none_is_told(broken, only, changes, field, said):
    """The nearest name, and what a share may be."""
    found, _, en = only(broken(**changes), "skills")
    assert found == field
    assert said in en


def test_a_misconception_is_about_what_the_kind_contains(broken, changed, only):
    """Another skill is told, and any at what is right under another convention."""
    about = {"contains": {"dilation": 1.0}}
    wrong = broken(misconceptions=changed("no-plus-one", skill="relu"), **about)
    assert "which the kind does not contain" in only(wrong, "skills")[2]
    elsewhere = broken(misconceptions=changed("no-plus-one", skill="dilation", convention=True), **about)
    assert "leave out @dilation" in only(elsewhere, "skills")[2]


def test_a_kind_of_the_bank_exercises_something_elementary(monkeypatch):
    """What only contains other kinds says nothing in skills."""
    kind = replace(bank.find("cnn.conv-output-size"), contains={"cnn.elsewhere": 0.5}, misconceptions=())
    subject = Subject(kind)
    monkeypatch.setitem(vars(subject), "is_taught", True)
    found = [one.said.en for one in skills.check(subject)]
    assert len(found) == 2
    assert "no elementary skill" in found[1]
