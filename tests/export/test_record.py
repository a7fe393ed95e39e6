"""The JSON form of a question."""

from __future__ import annotations

import json

import numpy as np

from studytool.answer.judging.judge import judge
from studytool.course.items import EITHER
from studytool.export.record import record
from studytool.formula.printing import text
from studytool.questions import bank
from studytool.questions.numbers import answer_text

KINDS = ("cnn.conv-output-size", "cnn.input-sizes-of-output", "rnn.gru-step", "rl.sarsa-lambda-episode")


def same(read, value):
    """Whether what was read is the value; a formula is read as its text."""
    return read["unicode"] == text(value) if isinstance(read, dict) else bool(np.all(np.array(read, object) == value))


def test_numbers_come_back(drawn):
    """Givens read from JSON equal the question's digit for digit, answers to ten digits."""
    for question in drawn(*KINDS):
        read = json.loads(json.dumps(record(question), allow_nan=False))
        for part, entry in zip(question.parts, read["parts"], strict=True):
            assert same(entry["answer"], part.answer) or np.allclose(entry["answer"], part.answer, rtol=1e-9, atol=0)
            assert [claim["id"].split(EITHER)[0] for claim in entry["misconceptions"]] == [c.id for c in part.claims]
        assert all(same(read["givens"][name], value) for name, value in question.givens.items())


def test_a_record_rebuilds_its_question(drawn):
    """Kind, version, seed and mode are enough to make the same record again."""
    for question in drawn(*KINDS):
        read = record(question)
        again = bank.generate(bank.find(read["kind"]), read["seed"], read["mode"])
        assert record(again) == read


def test_feedback_has_its_numbers(drawn):
    """The places of a feedback are filled with the givens."""
    texts = json.dumps([record(question) for question in drawn("cnn.conv-output-size", seeds=range(20))])
    assert "A kernel of {k}" not in texts
    assert "A kernel of 3" in texts


def test_misconceptions_are_those_of_the_verdict(drawn):
    """Who answers with a misconception's number hears the text in the file, and is told its id: all that give it."""
    shared = 0
    for question in drawn(*KINDS, seeds=range(20), modes=("forward", "parts", "choice", "fill")):
        for part, entry in zip(question.parts, record(question)["parts"], strict=True):
            offered = {option["misconception"]: option["key"] for option in entry["options"]}
            for said in entry["misconceptions"]:
                typed = offered.get(said["id"]) if part.options else _typed(part, said["value"])
                verdict = judge(question, part, typed) if typed else None
                assert verdict
                assert (verdict.claim.id, verdict.text.en) == (said["id"], said["feedback"]["en"])
                assert (verdict.verdict == "other-convention") == said["convention"]
                shared += EITHER in said["id"]
    assert shared > 0


def _typed(part, value):
    return answer_text(np.array(value) if isinstance(value, list) else value, part.type, digits=12)


def test_infinity_is_a_word(masked_kind):
    """JSON has no infinities: a mask's −∞ is the text "-inf"."""
    read = record(bank.generate(masked_kind, 1, "parts"))
    assert read["parts"][0]["answer"] == ["-inf", "-inf"]


def test_the_file_is_one_object_with_its_questions(drawn, written):
    """The header names the format and the program; the questions are their records, in order."""
    questions = drawn(*KINDS)
    read = json.loads(written("json", questions))
    assert list(read) == ["format", "studytool", "language", "questions"]
    assert read["questions"] == [record(question) for question in questions]


def test_chinese_is_written_as_chinese(drawn, written):
    """The file holds the characters themselves, not their escapes."""
    assert "卷积" in written("json", drawn("cnn.conv-output-size"))


def test_every_mode_has_what_it_adds(many_kind):
    """A task in four modes; a hidden given, lines, notes, names and reasons where a mode has them."""
    read = {mode: record(bank.generate(many_kind, 3, mode)) for mode in many_kind.modes}
    assert [mode for mode, entry in read.items() if entry["task"]] == ["inverse", "spot", "fill", "write"]
    assert read["inverse"]["givens"] == {"a": "?"}
    assert read["inverse"]["parts"][0]["because"]["en"].startswith("Put in, only a = ")
    assert [line["value"] == "?" for line in read["fill"]["worked"]][-1]
    assert all(option["note"]["zh"] and option["text"] for option in read["spot"]["parts"][0]["options"])
    (asked,) = read["write"]["parts"]
    assert set(asked["answer"]) == {"unicode", "latex"}
    assert asked["names"][0] == "a"
