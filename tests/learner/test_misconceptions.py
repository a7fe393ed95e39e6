from __future__ import annotations

import pytest

from studytool.learner.misconceptions import named
from studytool.questions import bank
from studytool.text.language import LANGUAGES


@pytest.fixture(scope="module")
def known():
    """The name of every misconception that is taught, by its id."""
    return {mistake.id: mistake.name for kind in bank.kinds() for mistake in kind.mistakes}


def test_every_misconception_is_called_by_its_name(known):
    """In each language, as its author named it."""
    assert {id: named(id) for id in known} == known


def test_an_id_means_the_same_in_every_kind(known):
    """Misconceptions are counted by their ids over all kinds: one id has one name."""
    names = {(mistake.id, mistake.name) for kind in bank.kinds() for mistake in kind.mistakes}
    assert len(names) == len(known)


def test_an_id_has_no_signs_that_join_ids(known):
    """Several ids are joined by signs that none of them has."""
    assert not any(sign in id for id in known for sign in "|+ ")


def test_misconceptions_that_are_not_told_apart_are_named_together(known):
    """All of them, in the order of the id, whether they are taught or not."""
    one, other = known["padded-once"], known["no-plus-one"]
    assert named("padded-once|no-plus-one").en == f"{one.en} or {other.en}"
    assert named("padded-once|no-plus-one").zh == f"“{one.zh}”或“{other.zh}”"
    three = named("padded-once|gone|no-plus-one")
    assert all(name in three[language] for language in LANGUAGES for name in (one[language], "gone", other[language]))


def test_an_id_that_is_no_longer_taught_stands_for_itself():
    """An old log may have any id."""
    assert named("gone").zh == "gone"
