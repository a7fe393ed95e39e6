from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.text.language import LANGUAGES

SET = [
    ("rollover", "5", 5),
    ("zone", "Europe/Berlin", "Europe/Berlin"),
    ("zone", "local", ""),
    ("reviews-a-day", "100", 100),
    ("reviews-a-day", "none", None),
    ("new-a-day", "0", 0),
    ("wanted-recall", "0.85", 0.85),
    ("easy-days", "sun,Sat", ["sat", "sun"]),
    ("easy-days", "none", []),
    ("easy-days", "sat sun", ["sat", "sun"]),
    ("easy-days", "sun, Mon", ["mon", "sun"]),
    ("easy-days", "mon，tue、wed", ["mon", "tue", "wed"]),
    ("easy-days", "周日、周六", ["sat", "sun"]),
    ("rollover", "４", 4),
    ("new-a-day", "１２", 12),
    ("wanted-recall", "０．８", 0.8),
]
REFUSED = [
    ("rollover", "24"), ("rollover", "-1"), ("rollover", "4.5"), ("rollover", "٤"), ("zone", "Europe/Berlim"),
    ("zone", "../etc"), ("reviews-a-day", "-3"), ("reviews-a-day", "10000"), ("new-a-day", "some"),
    ("wanted-recall", "1"), ("wanted-recall", "0.5"), ("wanted-recall", "nan"), ("easy-days", "caturday"),
    ("easy-days", "mon,tue,wed,thu,fri,sat,sun"), ("colour", "red"),
]  # fmt: skip


@pytest.fixture
def database(tmp_path, monkeypatch):
    """Where the command keeps what it sets."""
    monkeypatch.setenv("STUDYTOOL_DB", str(tmp_path / "s.db"))
    return tmp_path / "s.db"


@pytest.mark.parametrize(("name", "typed", "value"), SET)
def test_a_setting_holds_from_then_on(run, database, name, typed, value):
    """It is in the log, printed alone and among all, and setting it again changes nothing."""
    run("settings", "rollover", "3")
    assert run("settings", name, typed)[0] == 0
    assert json.loads(run("settings", "--json")[1])[name] == value
    assert json.loads(run("settings", name, "--json")[1]) == {name: value}
    with open_store(database) as store:
        before = len(list(store.events()))
    run("settings", name, typed)
    with open_store(database) as store:
        assert len(list(store.events())) == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "typed"), REFUSED)
def test_what_cannot_be_set_is_refused_in_one_line(run, database, name, typed, language):
    """Status 2, one line that says what would be right, and nothing is changed or made."""
    status, out, err = run("settings", name, "--lang", language, "--", typed)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert not database.exists()


def test_looking_makes_no_database(run, database):
    """Every setting has a default."""
    status, out, _ = run("settings")
    assert (status, len(out.splitlines())) == (0, 6)
    assert not database.exists()


def test_a_clock_that_was_put_back_loses_no_setting(run, database):
    """What is set last holds, though an earlier one stands in the log with a later time."""
    with open_store(database) as store:
        store.set("rollover", 9, datetime.now(UTC) + timedelta(days=2))
    run("settings", "rollover", "6")
    assert json.loads(run("settings", "rollover", "--json")[1]) == {"rollover": 6}


def test_what_another_program_set_is_no_error(run, database):
    """A value that cannot be set here is shown as the default."""
    with open_store(database) as store:
        for name in ("rollover", "zone", "reviews-a-day", "easy-days"):
            store.set(name, {"other": 1}, datetime.now(UTC))
    found = json.loads(run("settings", "--json")[1])
    assert (found["rollover"], found["zone"], found["reviews-a-day"], found["easy-days"]) == (4, "", None, [])


def test_the_wanted_recall_moves_what_is_due(run, database):
    """A lower recall makes intervals longer."""
    with open_store(database) as store:
        data = {"rating": 3}
        store.append(Event("a", datetime.now(UTC), "answer", "kind:cnn.a", data))
        before = store.memory()["kind:cnn.a"].due
    run("settings", "wanted-recall", "0.8")
    with open_store(database) as store:
        assert store.memory()["kind:cnn.a"].due > before


@pytest.mark.parametrize("language", LANGUAGES)
def test_statistics_tell_what_ratings_are_worth_and_what_is_forgotten(run, database, language):
    """A row for each inferred rating, a line for each leech, and the same as JSON."""
    question = {"kind": "cnn.conv-macs", "version": 1, "seed": 1, "mode": "forward"}
    with open_store(database) as store:
        for number in range(7):
            at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
            data = {"rating": 1, "verdict": "wrong", "question": question}
            store.append(Event(f"u{number}", at, "answer", "kind:cnn.conv-macs", data))
    status, out, _ = run("stats", "--lang", language)
    assert status == 0
    first = {"en": "practise cnn.conv-output-size first", "zh": "先练习 cnn.conv-output-size"}[language]
    assert first in out
    head = {"en": "inferred rating", "zh": "推断的评分"}[language]
    assert head in out
    days = {"en": "Reviews by day", "zh": "每日复习次数"}[language]
    assert re.search(rf"\n{days}\n(  202\d-\d\d-\d\d  1\n){{7}}", out)
    found = json.loads(run("stats", "--json")[1])
    assert found["leeches"] == {"kind:cnn.conv-macs": 6}
    again = found["calibration"][0]
    assert (again["rating"], again["reviews"], again["remembered"]) == ("again", 6, 0.0)
    assert [chapter["chapter"] for chapter in found["chapters"]] == ["cnn"]


def test_statistics_of_nothing_have_the_same_fields(run, database):
    """There is nothing in them, and looking makes no database."""
    before = run("stats", "--json")
    assert not database.exists()
    open_store(database).close()
    assert run("stats", "--json") == before
    assert json.loads(before[1])["chapters"] == []


def test_a_misconception_is_counted_over_all_chapters(run, database):
    """It is one line, however many chapters it was recognized in; as JSON it is told as a mock exam tells it."""
    with open_store(database) as store:
        for number, item in enumerate(("cnn.conv-macs", "gan.value", "gan.value")):
            question = {"seed": number, "mode": "forward", "version": 1, "misconception": "stride-only"}
            at = datetime(2026, 9, 1 + number, 12, tzinfo=UTC)
            data = {"rating": 1, "verdict": "wrong", "question": question, "misconception": "stride-only"}
            store.append(Event(f"m{number}", at, "answer", f"kind:{item}", data))
    out = run("stats")[1]
    assert out.count("stride-only") == 1
    assert "stride-only (×3)" in out
    chapters = json.loads(run("stats", "--json")[1])["chapters"]
    assert [chapter["misconceptions"] for chapter in chapters] == [
        [{"id": "stride-only", "count": 1}],
        [{"id": "stride-only", "count": 2}],
    ]
