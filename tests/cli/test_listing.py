from __future__ import annotations

import json

import pytest

from studytool.course.index import entries


def listed(run, *options):
    """The ids of the kinds that the command lists."""
    code, out, err = run("kinds", *options)
    assert (code, err) == (0, "")
    return [line.split()[0] for line in out.splitlines()]


def test_all_kinds_are_listed_in_the_order_of_the_course(run):
    """Nothing chosen is everything."""
    assert listed(run) == [*entries()]


def test_a_chapter_and_a_level_narrow_the_list(run):
    """Both together too; JSON says the same."""
    assert listed(run, "--chapter", "gnn") == [id for id, entry in entries().items() if entry.chapter == "gnn"]
    both = listed(run, "--chapter", "rl", "--level", "3")
    assert both == [id for id, entry in entries().items() if (entry.chapter, entry.level) == ("rl", 3)]
    assert [found["id"] for found in json.loads(run("kinds", "--chapter", "rl", "--level", "3", "--json")[1])] == both


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("c-03.q1", "cnn.conv-output-size"),
        ("LSTM parameters", "rnn.lstm-parameters"),
        ("卷积的输出尺寸", "cnn.conv-output-size"),
        ("rounding up", "cnn.conv-output-size"),
        ("rows-of-onnx", "rnn.lstm-step"),
    ],
)
def test_words_are_found_in_both_languages(run, words, id):
    """In titles, ids, catalogue numbers and the names of misconceptions, in any case, all words."""
    assert id in listed(run, "--search", words)
    assert len(listed(run, "--search", words)) < len(entries())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--search", "quaternion"), "no kind is like that"),
        (("--chapter", "cn"), "cnn"),
        (("--level", "5"), "1"),
        (("--search", ""), "--search"),
    ],
)
def test_what_finds_nothing_says_so(run, options, said):
    """One line, and status 2."""
    code, out, err = run("kinds", *options)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
