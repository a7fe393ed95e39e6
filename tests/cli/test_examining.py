from __future__ import annotations

import io
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from studytool.answer.judging.judge import judge
from studytool.cli.examining import _cards, _sat
from studytool.cli.titles import titles_of
from studytool.course import syllabus
from studytool.learner.exam import exam_of
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.study.mock import Sat, paper
from studytool.text.language import LANGUAGES

AHEAD = f"{datetime.now(UTC) + timedelta(days=21):%Y-%m-%d}"
SET = ("exam", "set", "Deep Learning final", "--date", AHEAD, "--zone", "Europe/Berlin")


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database of the test's own."""
    path = tmp_path / "s.db"
    monkeypatch.setenv("STUDYTOOL_DB", str(path))
    return path


def test_an_exam_is_set_shown_and_cleared(run, database):
    """Once set, the exam is shown with mark, band, chapters, risks, minutes and today's items; once cleared no more."""
    status, out, _ = run(*SET, "--chapters", "cnn,rnn:2,rl", "--minutes", "40")
    assert (status, "Deep Learning final" in out) == (0, True)
    status, out, _ = run("exam", "--json")
    found = json.loads(out)
    assert found["exam"]["chapters"] == {"cnn": 1.0, "rnn": 2.0, "rl": 1.0}
    assert 20 < found["days_left"] < 22
    assert found["mark"]["low"] <= found["mark"]["mean"] <= found["mark"]["high"]
    assert found["today"]["minutes"] <= 40
    assert [one["minutes"] for one in found["with_minutes"]] == [20, 40, 60, 80]
    assert run("exam", "clear")[0] == 0
    status, out, err = run("exam")
    assert (status, out) == (2, "")
    assert "no exam is set" in err


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Expected mark", "At risk", "Today")), ("zh", ("预期得分", "丢分", "今天"))]
)
def test_the_plan_is_shown_in_both_languages(run, database, language, words):
    """The same plan in English and in Chinese."""
    run(*SET)
    status, out, _ = run("exam", "--lang", language)
    assert status == 0
    assert all(word.casefold() in out.casefold() for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_are_called_by_their_titles_too(run, database, language):
    """Beside the id of each item at risk and of each planned for today stands what it is called, on one line."""
    run(*SET)
    planned = json.loads(run("exam", "--json")[1])["today"]["items"]
    _, out, _ = run("exam", "--lang", language)
    lines = [line for line in out.splitlines() if line.startswith(("  kind:", "  card:"))]
    titles = titles_of(_cards())
    assert [line.split()[0] for line in lines[-len(planned) :]] == planned
    for line in lines:
        item, title = re.fullmatch(r"  (\S+)(?: +\d+%  −\d+\.\d%)? +(.+)", line).groups()
        assert titles[item][language].startswith(title.removesuffix("…"))
        assert cell_len(line) <= 80


@pytest.mark.parametrize(("seconds", "shown"), [(1.0, "(−4 s)"), (4.8, "(+0 s)"), (7.6, "(+3 s)")])
def test_the_time_against_the_average_has_a_sign(seconds, shown):
    """A true minus, as all numbers have; a difference that rounds to nothing is no minus."""
    assert _sat(1, Sat("kind:x", "cnn", 1.0, seconds, True), 5.0).en.endswith(shown)


@pytest.mark.parametrize(
    ("more", "en", "zh"),
    [
        (("--date", "2020-01-01"), "lies ahead", "将来的日期"),
        (("--minutes", "0"), "at most 1440", "不超过 1440"),
        (("--minutes", "1500"), "at most 1440", "不超过 1440"),
        (("--zone", "Mars/Base"), "unknown time zone", "时区"),
        (("--chapters", "cnn,physics"), "unknown chapter 'physics'", "没有名为 physics 的章"),
        (("--questions", "0"), "from 1 to 500", "1 到 500"),
    ],
)
def test_what_is_unfit_is_refused_and_changes_nothing(run, database, more, en, zh):
    """One line in each language, status 2, and the exam that was set stays."""
    run(*SET)
    with open_store(database) as store:
        before = exam_of(store)
    for language, said in (("en", en), ("zh", zh)):
        status, out, err = run(*SET, *more, "--lang", language)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said in err
    with open_store(database) as store:
        assert exam_of(store) == before


def test_looking_leaves_no_file_behind(run, database):
    """Without a database, showing and clearing make none."""
    assert run("exam")[0] == 2
    assert run("exam", "clear")[0] == 0
    assert not Path(database).exists()


@pytest.mark.parametrize("more", [("--count", "x"), ("--minutes", "0"), ("--seed", "-1")])
def test_an_unfit_mock_exam_leaves_no_file_behind(run, database, more):
    """What cannot be asked for is refused before a database is made."""
    status, out, err = run("exam", "mock", *more)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert not Path(database).exists()


def test_a_mock_exam_is_sat_through_standard_input(run, database, monkeypatch):
    """Lines are answers, an empty one a blank; the report is JSON on standard output, the answers are in the log."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n\n"))
    status, out, err = run("exam", "mock", "--count", "3", "--seed", "11", "--json")
    report = json.loads(out)
    assert status == 0
    assert [one["answered"] for one in report["questions"]].count(True) <= 1
    assert len(report["questions"]) == 3
    assert "Question 1 of 3" in err
    assert "Correct" not in err
    with open_store(database) as store:
        assert {event.kind for event in store.events()} <= {"answer", "skip"}


def test_a_mock_exam_reports_in_words(run, database, monkeypatch):
    """Without --json the report is a table with the mark by chapter."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    status, out, _ = run("exam", "mock", "--count", "2", "--minutes", "5", "--lang", "zh")
    assert status == 0
    assert "得分 0%" in out
    assert "未作答" in out


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Sent for review: Effective size of a dilated kernel."),
        ("zh", "已安排复习：空洞卷积核的等效尺寸。"),
    ],
)
def test_a_mock_exam_names_what_mistakes_sent_for_review(run, database, monkeypatch, language, line):
    """Only in the report: a skill known before that an answer showed to be missing."""
    item = "kind:cnn.conv-output-size"
    run(*SET, "--chapters", "cnn")
    with open_store(database, skills=syllabus.graph()) as store:
        store.append(Event("1", datetime.now(UTC) - timedelta(days=1), "answer", item, {"rating": 3}))
    seed, answers = ignoring_the_dilation(item)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    status, out, _ = run("exam", "mock", "--count", "6", "--seed", str(seed), "--lang", language)
    assert status == 0
    before, _, report = out.partition({"en": "Mark ", "zh": "得分 "}[language])
    assert line in report.splitlines()
    assert line not in before


def ignoring_the_dilation(item):
    """A seed of a paper on cnn, and lines that leave all blank but a convolution whose dilation they ignore."""
    for seed in range(300):
        for place, task in enumerate(paper({"cnn": 1.0}, 6, seed)):
            part = task.question.parts[-1]
            for typed in [str(claim.value) for claim in part.claims if task.item == item]:
                claim = judge(task.question, part, typed).claim
                if claim and claim.id == "dilation-ignored":
                    return seed, "\n" * place + f"{typed}\n" + "\n" * (5 - place)
    raise AssertionError("no such paper")


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", r"  1\. \S+  \d+%  \d+ s  \([+−]\d+ s\)"), ("zh", r"  1\. \S+  \d+%  \d+ 秒（[+−]\d+ 秒）")],
)
def test_a_mock_exam_measures_in_the_language(run, database, monkeypatch, language, line):
    """The seconds of a question are called by the language's own word."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    _, out, _ = run("exam", "mock", "--count", "2", "--seed", "1", "--lang", language)
    assert [one for one in out.splitlines() if re.fullmatch(line, one)]
    assert language == "en" or not re.search(r"\d s\b", out)


@pytest.mark.parametrize(("language", "times"), [("en", " (×1)"), ("zh", "（1 次）")])
def test_mistakes_are_counted_in_the_language(run, database, monkeypatch, language, times):
    """In the report of a mock exam, and in the statistics afterwards."""
    seed, answers = ignoring_the_dilation("kind:cnn.conv-output-size")
    run(*SET, "--chapters", "cnn")
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    _, report, _ = run("exam", "mock", "--count", "6", "--seed", str(seed), "--lang", language)
    _, statistics, _ = run("stats", "--lang", language)
    for out in (report, statistics):
        assert [line for line in out.splitlines() if line.endswith(times)]


@pytest.mark.parametrize("other", [("--due",), ("--kind", "cnn.conv-macs")])
def test_the_plan_is_not_mixed_with_another_order(run, other):
    """`quiz --exam` with a kind, or with only what is due, is refused before the screen is taken."""
    status, _, err = run("quiz", "--exam", *other)
    assert (status, "leave --kind and --due away" in err) == (2, True)
