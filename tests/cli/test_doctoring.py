"""The command doctor: its statuses and what it prints."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studytool.store.events import Event
from studytool.store.open_store import open_store

UUID = "12345678-1234-4234-8234-123456789abc"


@pytest.fixture
def path(tmp_path):
    """Return a closed progress file with an answer."""
    with open_store(tmp_path / "s.db") as store:
        store.append(Event(UUID, datetime(2026, 9, 1, tzinfo=UTC), "answer", "kind:cnn.x", {"rating": 3}))
    return str(tmp_path / "s.db")


def spoil(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE memory SET due_us = due_us + 1")
        other.commit()


@pytest.mark.parametrize(("language", "word"), [("en", "bit for bit"), ("zh", "逐位相同")])
def test_a_sound_file_ends_well(run, path, language, word):
    """A line a check, in the wanted language, and status 0."""
    status, out, err = run("doctor", "--db", path, "--lang", language)
    assert (status, err) == (0, "")
    assert word in out
    assert any("\u4e00" <= sign <= "\u9fff" for sign in out) == (language == "zh")


def test_a_stale_cache_is_status_1_until_it_is_repaired(run, path):
    """What is wrong says how it is mended; a repair ends well."""
    spoil(path)
    status, out, _ = run("doctor", "--db", path)
    assert status == 1
    assert "doctor --repair" in out
    status, out, _ = run("doctor", "--db", path, "--repair")
    assert status == 0
    assert "repaired" in out
    assert run("doctor", "--db", path)[0] == 0


def test_as_json(run, path):
    """Whether it is sound, and every check with its state and both texts."""
    spoil(path)
    status, out, _ = run("doctor", "--db", path, "--json")
    found = json.loads(out)
    assert (status, found["sound"]) == (1, False)
    assert [check["check"] for check in found["checks"] if check["state"] == "wrong"] == ["memory"]
    assert all(check["en"] and check["zh"] for check in found["checks"])


def test_a_missing_file_is_bad_input_and_is_not_made(run, tmp_path):
    """Looking leaves nothing behind."""
    status, out, err = run("doctor", "--db", str(tmp_path / "none.db"))
    assert (status, out) == (2, "")
    assert "none.db" in err
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_not_ours_is_bad_input(run, tmp_path):
    """It is refused in one line and left as it was."""
    (tmp_path / "x.db").write_text("hello")
    status, _, err = run("doctor", "--db", str(tmp_path / "x.db"), "--repair")
    assert status == 2
    assert "not a studytool database" in err
    assert (tmp_path / "x.db").read_text() == "hello"


def test_a_truncated_file_is_a_finding(run, path):
    """Damage is what the doctor is there to tell: status 1, not bad input."""
    with Path(path).open("rb+") as file:
        file.truncate(5000)
    status, out, err = run("doctor", "--db", path)
    assert (status, err) == (1, "")
    assert "damaged" in out
