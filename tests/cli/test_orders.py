from __future__ import annotations

import pytest

from studytool.cli import quiz
from studytool.cli.parser import make_parser
from studytool.study.wish import Wish
from studytool.text.language import UserError


def wish(*arguments):
    return quiz._wish(make_parser("en").parse_args(["quiz", *arguments]))


def test_the_options_become_a_wish():
    """With a chapter and a number."""
    assert wish("--wrong-this-week", "--count", "5") == Wish(count=5, wrong_this_week=True)
    assert wish("--cram", "--chapter", "rl", "--seed", "3") == Wish(chapter="rl", cram=True, fixed=True)


def test_a_kind_is_asked_whether_it_is_due_or_not(run):
    """So --due beside it is refused instead of being passed over."""
    status, out, err = run("quiz", "--due", "--kind", "gan.value")
    assert (status, out, err) == (2, "", "studytool: --due and --kind: give only one\n")


@pytest.mark.parametrize("one", ["--cram", "--wrong-this-week"])
@pytest.mark.parametrize("other", [["--due"], ["--exam"], ["--kind", "gan.value"], ["--cram", "--wrong-this-week"]])
def test_two_options_that_say_what_is_asked_are_refused(one, other):
    """One line names both."""
    with pytest.raises(UserError, match=rf"{one}|{other[0]}: give only one") as refused:
        wish(one, *other)
    assert "只能给一个" in refused.value.text.zh
