"""The doctor: what it finds, what it mends, and what it never touches."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studytool.store import lines
from studytool.store.events import Event, microseconds
from studytool.store.open_store import open_store
from studytool.store.rows import to_json
from studytool.store.tables import events
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
NOW = START + timedelta(days=100)
HOUR = timedelta(hours=1)


def uuid(number):
    return str(UUID(int=number * 2**96 + 7))


def examined(path, *, repair=False):
    """Return what the doctor says, by check."""
    with closing(connect(path, wait=3.0)) as database:
        return {check.name: check for check in examine(database, NOW, repair=repair)}


def states(path, *, repair=False):
    """Return the state of every check that is not simply well."""
    return {name: check.state for name, check in examined(path, repair=repair).items() if check.state != "ok"}


def change(path, *statements):
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(path)) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()


def log_bytes(path):
    """Return every value of the log with its type, as SQLite stores it."""
    with closing(sqlite3.connect(path)) as other:
        other.text_factory = bytes
        types = "SELECT typeof(uuid), typeof(at), typeof(kind), typeof(item), typeof(data) FROM events ORDER BY seq"
        return other.execute("SELECT * FROM events ORDER BY seq").fetchall(), other.execute(types).fetchall()


@pytest.fixture
def path(tmp_path):
    """Return a closed database with events of every kind."""
    with open_store(tmp_path / "log.db") as store:
        for number in range(60):
            item, rating = f"kind:{number % 7}", {"rating": 1 + number % 4}
            store.append(Event(uuid(number), START + number * HOUR, "answer", item, rating))
        now = START + 90 * HOUR
        store.append(Event(uuid(100), now, "reveal", "kind:1", {"rating": 1}))
        store.append(Event(uuid(101), now, "skip", "kind:2", {}))
        store.append(Event(uuid(102), now, "rate", "kind:3", {"of": uuid(3), "rating": 1}))
        store.suspend("kind:4", now)
        store.unsuspend("kind:4", now)
        store.bury("kind:5", NOW, now)
        store.reset("kind:6", now)
        store.suspend("kind:new", now)
        store.undo(now)
        store.undo(now)
        store.redo(now)
        store.use(now, wanted=0.85)
    return tmp_path / "log.db"


def test_a_sound_file_is_found_sound(path):
    """Every check is well, and each is said in one line of each language."""
    found = examined(path)
    assert {check.state for check in found.values()} == {"ok"}
    lines = [line for check in found.values() for line in (check.text.en, check.text.zh)]
    assert all(line and "\n" not in line and "{" not in line for line in lines)


STALE = {
    "memory": "UPDATE memory SET slow = slow * (1 + 2.3e-16) WHERE item = 'kind:0'",
    "memory, a row missing": "DELETE FROM memory WHERE item = 'kind:0'",
    "memory, a row too many": "INSERT INTO memory VALUES ('kind:zz', 1, 1, 1, 0, 0, 1, 0, 0)",
    "memory, a row before all others": "INSERT INTO memory VALUES (' ', 1, 1, 1, 0, 0, 1, 0, 0)",
    "counts": "UPDATE counts SET number = number + 1",
    "counts, a row too many": "INSERT INTO counts VALUES ('cnn', 'correct', 'x', 1)",
    "held": "UPDATE held SET buried_us = buried_us + 1",
    "undone": "DELETE FROM undone",
    "settings": "UPDATE settings SET value = '0.95'",
    "kinds": "DELETE FROM kinds WHERE kind = 'skip'",
}


@pytest.mark.parametrize("wrong", STALE)
def test_a_cache_that_differs_in_one_bit_is_found_and_rebuilt(path, wrong):
    """The cache is named; a repair makes it equal to the replay and leaves the log's bytes as they were."""
    cache, log = wrong.partition(",")[0], log_bytes(path)
    change(path, STALE[wrong])
    assert states(path) == {cache: "wrong"}
    assert states(path, repair=True) == {cache: "repaired"}
    assert states(path) == {}
    assert log_bytes(path) == log


def test_missing_caches_and_indexes_are_made_anew(path):
    """All that can be worked out from the log may be lost."""
    log = log_bytes(path)
    change(path, "DROP TABLE memory", "DROP TABLE undone", "DROP INDEX events_by_time")
    assert states(path) == {"schema": "wrong"}
    assert states(path, repair=True) == {"schema": "repaired", "memory": "repaired", "undone": "repaired"}
    assert states(path) == {}
    assert log_bytes(path) == log


BAD_EVENTS = {
    "broken JSON": "UPDATE events SET data = '{' WHERE seq = 7",
    "no object": "UPDATE events SET data = '[1]' WHERE seq = 7",
    "no rating": "UPDATE events SET data = '{\"rating\": 5}' WHERE seq = 7",
    "a rating that is true": "UPDATE events SET data = '{\"rating\": true}' WHERE seq = 7",
    "data no text": "UPDATE events SET data = x'00ff' WHERE seq = 7",
    "a newer kind": "UPDATE events SET kind = 'telepathy' WHERE seq = 7",
    "a time beyond the calendar": "UPDATE events SET at = 999999999999999999 WHERE seq = 7",
    "a time that is none": "UPDATE events SET at = 'noon' WHERE seq = 7",
    "no item": "UPDATE events SET item = '' WHERE seq = 7",
    "a bad setting": 'UPDATE events SET data = \'{"key": "weights", "value": 1}\' WHERE kind = \'setting\'',
}


@pytest.mark.parametrize("wrong", BAD_EVENTS)
def test_an_event_that_cannot_be_used_is_told_and_left_alone(path, wrong):
    """It is counted, nothing is repaired around it, and the log keeps every byte."""
    change(path, BAD_EVENTS[wrong])
    log = log_bytes(path)
    found = examined(path, repair=True)
    assert found["events"].state == "wrong"
    assert found["events"].text.en.startswith("1 of ")
    assert "repaired" not in {check.state for check in found.values()}
    assert log_bytes(path) == log


FAR = "UPDATE events SET at = {} WHERE kind = 'skip'"


@pytest.mark.parametrize(
    ("statement", "check", "state"),
    [
        ("UPDATE events SET uuid = 'seven' WHERE seq = 7", "uuids", "wrong"),
        ("UPDATE events SET uuid = uuid || char(10) WHERE seq = 7", "uuids", "wrong"),
        (FAR.format(microseconds(NOW + 25 * HOUR)), "times", "warning"),
        ('UPDATE events SET data = \'{"of": "gone", "rating": 1}\' WHERE kind = \'rate\'', "named", "warning"),
        ("ALTER TABLE memory DROP COLUMN lapses", "schema", "wrong"),
    ],
    ids=["short uuid", "line in uuid", "future", "dangling", "schema"],
)
def test_what_is_odd_is_named(path, statement, check, state):
    """A uuid, a time, a reference or a version out of order has a check of its own."""
    change(path, statement)
    assert states(path)[check] == state


def test_a_page_overwritten_is_damage_and_is_not_repaired(path):
    """Where the file itself is broken, nothing is built on it."""
    whole = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as other:
        (root,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'events_by_item'").fetchone()
    whole[4096 * (root - 1) : 4096 * root] = b"\xab" * 4096
    path.write_bytes(whole)
    assert states(path, repair=True) == {"integrity": "wrong"}
    assert path.read_bytes() == bytes(whole)


def test_small_pages_give_what_one_page_gives(path, monkeypatch):
    """Items whose events stand on several pages are replayed whole."""
    for size in (1, 2, 13):
        monkeypatch.setattr(lines, "PAGE", size)
        assert states(path) == {}


def test_what_sqlite_reads_is_what_python_reads(path, monkeypatch):
    """The query for other databases gives the same checks and the same caches as SQLite's own."""
    with open_store(path) as store:
        memory = store.memory()
        monkeypatch.setattr(lines, "_SORTED_BY_SQLITE", str(lines._SORTED))
        store.rebuild()
        assert store.memory() == memory
    assert states(path) == {}


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 6)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["rating", "verdict", "misconception"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(max_examples=40)
@example([("skip", {"rating": 3, "verdict": ""})])
@given(st.lists(st.tuples(st.sampled_from(["answer", "reveal", "skip"]), values), min_size=1, max_size=8))
def test_whatever_stands_in_the_log_both_readers_agree(written):
    """Any JSON at all: SQLite takes as plain only what Python reads to the same rating, verdict and mistakes."""
    with open_store("sqlite://") as store, store._database.reading() as connection:
        for number, (kind, value) in enumerate(written):
            row = {"uuid": uuid(number), "at": number, "kind": kind, "item": "i", "data": to_json(value)}
            connection.execute(events.insert(), row)
        found = []
        for query in (lines._SORTED_BY_SQLITE, lines._SORTED):
            bad = []
            page = connection.exec_driver_sql(str(query)).all()
            entries = list(lines.entries(page, lines.Told(), "here", bad.append))
            found.append((entries, len(bad)))
        assert found[0] == found[1]


UNREADABLE = {
    "a number of 5,000 digits": f"'{{\"rating\":{'1' * 5000}}}'",
    "5,000 lists in each other": f"'{{\"rating\":{'[' * 5000}{']' * 5000}}}'",
    "half a surrogate pair": '\'{"rating":3,"verdict":"\\ud800"}\'',
    "no UTF-8": "CAST(x'7b22726174696e67223a332c2276657264696374223a22ff227d' AS TEXT)",
    "something after the object": "'{\"rating\":3}' || char(0) || 'x'",
    "bytes": "x'7b7d'",
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_no_event_however_strange_stops_the_examination(path, what):
    """It is counted as one that cannot be used, and the others are replayed."""
    change(path, f"UPDATE events SET data = {UNREADABLE[what]} WHERE seq = 1")  # noqa: S608 - a test's own text
    found = examined(path)
    assert found["events"].state == "wrong"
    assert "1 of" in found["events"].text.en


def test_an_item_that_is_no_text_stops_nothing(path):
    """Its events are unreadable."""
    change(path, "UPDATE events SET item = x'00' WHERE seq = 1")
    assert examined(path)["events"].state == "wrong"


STRANGE_KEYS = {
    "twice": '{"rating":3,"rating":1,"verdict":"correct","verdict":"wrong","misconception":null,"misconception":"m"}',
    "escaped": '{"\\u0072ating":3,"verdict":"correct","misconception":null}',
    "twice, once escaped": '{"rating":3,"\\u0072ating":1,"verdict":"correct","\\u0076erdict":"wrong"}',
}


@pytest.mark.parametrize("keys", STRANGE_KEYS)
def test_of_strange_keys_both_readers_take_the_same(path, keys):
    """So that an undo takes back what a rebuild has counted."""
    change(path, f"UPDATE events SET data = '{STRANGE_KEYS[keys]}' WHERE kind = 'answer'")  # noqa: S608 - a test's own text
    with open_store(path) as store:
        store.rebuild()
        store.undo(NOW)
        store.undo(NOW)
    assert {examined(path)[name].state for name in ("memory", "counts")} == {"ok"}
