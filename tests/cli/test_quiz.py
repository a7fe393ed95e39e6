"""What the command `quiz` hands to the interface."""

from __future__ import annotations

import pytest

from studytool.cli import quiz
from studytool.study.wish import Wish

CONV = "cnn.conv-output-size"


@pytest.fixture
def started(monkeypatch):
    """The wish and the seed of each sitting that would have begun on a terminal."""
    found = []
    monkeypatch.setattr(quiz, "_need_terminal", lambda: None)
    monkeypatch.setattr("studytool.tui.app.run", lambda wish, *, seed, **_: found.append((wish, seed)) or 0)
    return found


def test_a_seed_that_is_said_is_kept_to(run, started):
    """With `--seed` the questions have that seed and those after it, as `ask` has them."""
    assert run("quiz", "--kind", CONV, "--seed", "7")[0] == 0
    assert started == [(Wish(kind=CONV, fixed=True), 7)]


def test_without_a_seed_the_questions_are_chosen(run, started):
    """The seed is only where the choice begins."""
    assert run("quiz", "--kind", CONV, "--count", "3", "--mode", "spot")[0] == 0
    ((wish, seed),) = started
    assert wish == Wish(kind=CONV, count=3, mode="spot")
    assert not wish.fixed
    assert 0 <= seed < 2**31


@pytest.mark.parametrize("chapter", [(), ("--chapter", "cnn")])
def test_a_mode_without_a_kind_leaves_out_what_lacks_it(run, started, chapter):
    """Only a mode that was said does that, and only where no kind was."""
    assert run("quiz", *chapter, "--mode", "spot")[0] == 0
    assert run("quiz", *chapter)[0] == 0
    assert [(wish.mode, wish.only_mode) for wish, _ in started] == [("spot", True), (None, False)]


def test_a_kind_of_the_chapter_may_be_named_with_it(run, started):
    """The chapter says nothing more then, and nothing else."""
    assert run("quiz", "--kind", CONV, "--chapter", "cnn")[0] == 0
    assert started[0][0].kind == CONV
