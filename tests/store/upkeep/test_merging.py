from __future__ import annotations

import json
import shutil
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from studytool.memory.skills import SkillGraph
from studytool.store import caches, crediting
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.store.tables import CACHES, events
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.merging import merge, unite
from studytool.text.language import UserError

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
SOON = timedelta(seconds=1)
START = datetime(2026, 9, 1, 8, tzinfo=UTC)
ITEMS = ("kind:a", "kind:b", "card:c")


def content(path):
    """The caches, and the events without the numbers in which they were recorded."""
    with closing(connect(path, wait=3.0)) as database, database.writing() as connection:
        cached = {table.name: {tuple(row) for row in connection.execute(select(table))} for table in CACHES}
        return cached, {tuple(row)[1:] for row in connection.execute(select(events))}


def test_two_laptops_end_with_the_same(filled):
    """Each merges the other's file: the same events, the same caches to the last bit."""
    one, two = filled("one.db", range(20)), filled("two.db", range(12, 40))
    assert merge(str(one), two, NOW, join=True)[:2] == (20, 40)
    assert merge(str(two), one, NOW)[:2] == (12, 40)
    assert content(one) == content(two)
    assert merge(str(one), two, NOW + SOON)[:2] == (0, 40)


def test_the_first_merge_of_two_laptops_has_to_be_confirmed(filled):
    """Files that were begun apart may be two people's; once joined, either way needs no flag, nor does a third file."""
    one, two, three = (filled(f"{name}.db", range(start, start + 5)) for start, name in enumerate(("1", "2", "3")))
    before = content(one)
    with pytest.raises(UserError, match="--join"):
        merge(str(one), two, NOW)
    assert content(one) == before
    merge(str(one), two, NOW, join=True)
    merge(str(two), one, NOW)
    merge(str(three), two, NOW, join=True)
    merge(str(one), three, NOW + SOON)
    assert content(one)[1] == content(three)[1]


def test_a_new_laptop_takes_over_what_there_is(filled, tmp_path):
    """A database without events is anybody's, so the first merge into it needs no flag, nor the way back."""
    old, new = filled("old.db", range(10)), tmp_path / "new" / "log.db"
    assert merge(str(new), old, NOW) == (10, 10, None)
    assert merge(str(old), new, NOW).came == 0


def test_what_items_exercise_comes_along(filled, tmp_path):
    """A new laptop's caches are made with the graph that the old one's were made with."""
    old, new = filled("old.db", range(10)), tmp_path / "new.db"
    with closing(connect(old, wait=3.0)) as database, database.writing() as connection:
        crediting.note(
            connection, SkillGraph({"kind:1": {"kind:2": 0.5, "skill:x": 0.5}, "kind:2": {"skill:x": 0.5}}, {})
        )
        caches.rebuild(connection, str(old), lambda _: None)
    merge(str(new), old, NOW)
    assert content(new) == content(old)


def test_a_graph_that_is_none_is_told_damaged(filled, change):
    """What stands in another file is not trusted."""
    one, two = filled("one.db", range(3)), filled("two.db", range(3, 6))
    change(two, "INSERT INTO meta VALUES ('skills', '[]')")
    with pytest.raises(UserError, match=r"two\.db is damaged"):
        merge(str(one), two, NOW, join=True)


def test_a_copied_file_is_the_same_learners(filled, tmp_path):
    """Two files that come from one need no flag."""
    one = filled("one.db", range(10))
    two = tmp_path / "two.db"
    shutil.copyfile(one, two)
    filled("two.db", range(10, 13))
    assert merge(str(one), two, NOW).came == 3


def test_the_database_before_is_kept(filled, rows):
    """A merge cannot be taken back event by event, so a checked backup comes first."""
    one, two = filled("one.db", range(5)), filled("two.db", range(5, 9))
    before = rows(one, "events")
    assert rows(merge(str(one), two, NOW, join=True).before, "events") == before


def test_the_other_file_is_only_read(filled):
    """Neither its bytes nor its folder change, write-ahead log or not, and what stands in that log comes too."""
    one, two = filled("one.db", range(5)), filled("two.db", range(5, 9))
    with closing(sqlite3.connect(two)) as writer:
        writer.execute("UPDATE events SET item = 'kind:changed' WHERE seq = 1")
        writer.commit()
        shutil.copytree(two.parent, two.parent / "stick", ignore=shutil.ignore_patterns("one*", "*shm"))
    stick = two.parent / "stick"
    before = {path.name: path.read_bytes() for path in stick.iterdir()}
    assert set(before) == {"two.db", "two.db-wal"}
    merge(str(one), stick / "two.db", NOW, join=True)
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before
    assert any(item == "kind:changed" for _, _, _, item, _ in content(one)[1])


histories = st.lists(
    st.tuples(
        st.sampled_from(["answer", "answer", "skip", "rate", "undo", "redo", "suspend", "bury", "reset", "setting"]),
        st.sampled_from(ITEMS),
        st.sampled_from([1, 2, 3, 4]),
        st.integers(0, 30),
        st.integers(0, 40),
        st.sampled_from(["one", "two", "both"]),
    ),
    max_size=25,
)


def history(steps):
    """Make events of steps; times repeat and run back, and what is named may be in the other log or in none."""
    log = []
    for number, (kind, item, rating, hours, named, where) in enumerate(steps):
        of = f"{named % (number + 1):032x}"
        data = {
            "answer": {"rating": rating},
            "rate": {"of": of, "rating": rating},
            "undo": {"of": of},
            "redo": {"of": of},
            "bury": {"until": 10**15 + named},
            "setting": {"key": "wanted-recall", "value": 0.7 + rating / 20},
        }.get(kind, {})
        at = int((START + timedelta(hours=hours)).timestamp() * 1e6)
        row = {"uuid": f"{number:032x}", "at": at, "kind": kind, "item": "" if kind == "setting" else item}
        log.append((where, {**row, "data": json.dumps(data)}))
    return log


def database(rows):
    """A database in memory with these events; its caches are replayed when something comes."""
    made = connect("sqlite://", wait=1.0)
    with made.writing() as connection:
        if rows:
            connection.execute(events.insert(), rows)
    return made


def united(first, second):
    """The caches and events after the second log was merged into the first."""
    with closing(database(first)) as ours, closing(database(second)) as theirs, closing(database([])) as empty:
        unite(ours, theirs)
        unite(empty, ours)
        with empty.writing() as connection:
            cached = [{tuple(row) for row in connection.execute(select(table))} for table in CACHES]
            return cached, {tuple(row)[1:] for row in connection.execute(select(events))}


@settings(max_examples=40)
@given(histories)
def test_the_order_of_a_merge_makes_no_difference(steps):
    """Undos, ratings and settings in one log of events in the other: either order gives the same caches."""
    log = history(steps)
    one = [row for where, row in log if where in {"one", "both"}]
    two = [row for where, row in log if where in {"two", "both"}]
    assert united(one, two) == united(two, one)


@pytest.mark.parametrize("column", ["at = at + 1", "kind = 'skip'", "item = 'x'", "data = '{\"rating\":4}'"])
def test_one_uuid_with_two_contents_is_refused(filled, change, column):
    """Which of the two is right nobody knows: the uuid is named, and nothing is merged."""
    one, two = filled("one.db", range(9)), filled("two.db", range(3, 12))
    change(two, f"UPDATE events SET {column} WHERE seq = 2")  # noqa: S608 - a test's own words
    before = content(one)
    with pytest.raises(UserError, match=f"{4:032x}"):
        merge(str(one), two, NOW, join=True)
    assert content(one) == before


def spoil(path, how, change):
    """Make a file that cannot be merged."""
    whole = path.read_bytes()
    if how == "text":
        path.write_text("hello")
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "missing":
        path.unlink()
    elif isinstance(how, float):
        path.write_bytes(whole[: int(len(whole) * how)])
    else:
        change(path, how)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("text", "not a studytool database"),
        ("empty", "not a studytool database"),
        ("missing", "no studytool database"),
        (0.3, "damaged"),
        (0.9, "damaged"),
        ("DROP TABLE meta", "not a studytool database"),
        ("UPDATE meta SET value = '99' WHERE key = 'schema'", "newer studytool"),
        ("UPDATE events SET kind = 'dream' WHERE seq = 2", "newer kind"),
        ("UPDATE events SET data = '[]' WHERE seq = 2", "damaged"),
        ("UPDATE events SET data = '{\"rating\":9}' WHERE seq = 2", "not a rating"),
    ],
)
def test_what_is_no_sound_log_changes_nothing(filled, change, how, told):
    """Each is refused in one line that names the other file."""
    one, two = filled("one.db", range(30)), filled("two.db", range(30, 90))
    spoil(two, how, change)
    before = content(one)
    with pytest.raises(UserError, match=told) as caught:
        merge(str(one), two, NOW, join=True)
    assert content(one) == before
    assert str(two) in caught.value.text.en
    assert str(two) in caught.value.text.zh
    assert "\n" not in caught.value.text.en + caught.value.text.zh
    files = set(one.parent.iterdir())
    with pytest.raises(UserError, match=told):
        merge(str(one.with_name("new.db")), two, NOW, join=True)
    assert set(one.parent.iterdir()) == files


def test_a_file_is_not_merged_with_itself(filled):
    """The database itself is refused."""
    one = filled("one.db", range(3))
    with pytest.raises(UserError, match="progress file itself"):
        merge(str(one), one.parent / "." / "one.db", NOW)


def test_every_database_has_a_mark_of_its_own(tmp_path):
    """Two new databases are told apart; a database keeps its mark."""
    marks = []
    for name in ("one", "two", "one"):
        open_store(tmp_path / name).close()
        with closing(sqlite3.connect(tmp_path / name)) as file:
            marks += file.execute("SELECT value FROM meta WHERE key = 'learner'").fetchall()
    assert marks[0] == marks[2] != marks[1]
    assert str(uuid.UUID(marks[0][0])) == marks[0][0]


def test_merged_events_are_in_the_order_of_time(tmp_path):
    """What came reads like a log, though it was recorded otherwise."""
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    with open_store(two) as store:
        for number, hours in enumerate((5, 1, 3)):
            store.append(Event(f"{number:032x}", START + timedelta(hours=hours), "skip", "kind:a"))
    merge(str(one), two, NOW)
    with open_store(one) as store:
        times = [event.at for event in store.events()]
    assert times == sorted(times)
