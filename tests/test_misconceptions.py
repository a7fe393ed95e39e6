from __future__ import annotations

import pytest

from studytool import bank
from studytool.misconceptions import named

IDS = sorted({mistake.id for kind in bank.kinds() for mistake in kind.mistakes})


@pytest.mark.parametrize("id", IDS)
def test_every_misconception_has_a_sentence(id):
    """One sentence in each language, without places to fill; only a sentence that has places is given as the id."""
    said = named(id)
    assert "{" not in said.en + said.zh
    assert not said.en.endswith((":", ";"))
    assert said.en == id or " " in said.en


def test_an_id_that_is_no_longer_taught_stands_for_itself():
    """An old log may have any id."""
    assert named("gone").zh == "gone"
