"""backup, restore, merge: what is printed, and that a refusal is one line with nothing changed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studytool.store.events import Event
from studytool.store.open_store import open_store

START = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def fill(tmp_path):
    """Make a database with reviews of these numbers, and return its path."""

    def make(name, numbers):
        with open_store(tmp_path / name) as store:
            for number in numbers:
                at = START + timedelta(hours=number)
                store.append(Event(f"{number:032x}", at, "answer", "kind:cnn.x", {"rating": 3}))
        return str(tmp_path / name)

    return make


def count(path):
    """How many events a database has."""
    with open_store(path) as store:
        return len(list(store.events()))


def test_a_backup_says_where_it_is_and_what_it_holds(run, fill, tmp_path):
    """The path and the number of events, in either language; by default beside the database."""
    path = fill("log.db", range(7))
    status, out, _ = run("backup", "--db", path)
    assert status == 0
    assert out.endswith(": checked; events: 7\n")
    assert count(out.partition(":")[0]) == 7
    _, out, _ = run("backup", str(tmp_path / "mine.db"), "--db", f"sqlite:///{path}", "--lang", "zh")
    assert out == f"{tmp_path}/mine.db：7 个事件，已通过检查\n"


def test_restore_tells_what_is_there_now_and_where_the_rest_went(run, fill, tmp_path):
    """The database has the backup's events, and the path that is printed has those before."""
    path = fill("log.db", range(3))
    run("backup", str(tmp_path / "mine.db"), "--db", path)
    fill("log.db", range(3, 8))
    status, out, _ = run("restore", str(tmp_path / "mine.db"), "--db", path)
    assert status == 0
    first, second = out.splitlines()
    assert first == f"restored from {tmp_path}/mine.db; events: 3"
    assert count(path) == 3
    assert count(second.removeprefix("the file before is kept as ")) == 8


def test_merge_tells_how_many_events_came(run, fill):
    """The first merge of two files asks for --join, and says so."""
    one, two = fill("one.db", range(5)), fill("two.db", range(3, 9))
    status, out, err = run("merge", two, "--db", one)
    assert (status, out, count(one)) == (2, "", 5)
    assert "--join" in err
    assert err.count("\n") == 1
    status, out, _ = run("merge", two, "--db", one, "--join")
    assert status == 0
    assert out.splitlines()[0] == "events that came: 4; now there are 9"
    assert run("merge", one, "--db", two)[1].startswith("events that came: 3; now there are 9\n")


@pytest.mark.parametrize("command", [("backup",), ("restore", "x.db"), ("merge", "x.db")])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_not_there_is_one_line_and_makes_nothing(run, tmp_path, monkeypatch, command, language):
    """No file to copy, no backup, no other file: status 2, and no file appears."""
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*command, "--db", "log.db", "--lang", language)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert ".db" in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_has_no_learners(run, fill):
    """--learner goes with a server, and a file is not silently shared."""
    status, _, err = run("stats", "--db", fill("log.db", range(2)), "--learner", "ann")
    assert status == 2
    assert "belongs to one learner" in err


def test_an_address_on_a_server_needs_a_path(run):
    """There is no folder beside it, nor a file to replace; nothing has to be reached to know that."""
    for command, word in ((("backup",), "studytool backup mine.db"), (("restore", "x.db"), "studytool merge")):
        status, _, err = run(*command, "--db", "postgresql+psycopg://me:secret@nowhere/x")
        assert status == 2
        assert word in err
        assert "secret" not in err


def test_a_file_in_a_folders_place_is_told_as_one(run, fill, tmp_path):
    """Not as a file that exists already, which is no obstacle to making a file beside it."""
    (tmp_path / "note").write_text("mine", encoding="utf-8")
    database, inside = fill("log.db", range(2)), str(tmp_path / "note" / "b.db")
    for command in (("backup", inside), ("settings", "rollover", "5", "--db", inside), ("restore", "--db", inside)):
        more = (database,) if command[0] == "restore" else ("--db", database) if command[0] == "backup" else ()
        status, out, err = run(*command, *more)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "Not a directory" in err, command
    assert (tmp_path / "note").read_text(encoding="utf-8") == "mine"


def test_another_file_that_is_no_database_is_not_the_progress_file(run, fill, tmp_path):
    """What was named without --db is not to be mended with --db."""
    (tmp_path / "note").write_text("no database at all", encoding="utf-8")
    path = fill("log.db", range(2))
    for command in ("restore", "merge"):
        status, _, err = run(command, str(tmp_path / "note"), "--db", path)
        assert (status, "choose another file." in err, "--db" in err) == (2, True, False)


def test_an_empty_path_counts_as_none(run, fill):
    """As with --db, what an unset shell variable leaves behind is no name: the copy goes beside the database."""
    status, out, _ = run("backup", "", "--db", fill("log.db", range(3)))
    assert (status, "/backups/log.db." in out) == (0, True)


LOOKING = (("stats",), ("settings",), ("exam",), ("exam", "clear"), ("fit",), ("doctor",), ("where",))


@pytest.mark.parametrize("command", LOOKING)
def test_looking_makes_no_tables_in_an_empty_file(run, tmp_path, command):
    """An empty file without backups holds nothing yet, and stays empty."""
    (tmp_path / "log.db").touch()
    run(*command, "--db", str(tmp_path / "log.db"))
    assert [(one.name, one.stat().st_size) for one in tmp_path.iterdir()] == [("log.db", 0)]


@pytest.mark.parametrize("command", [*LOOKING[:-1], ("backup",), ("settings", "zone", "UTC")])
@pytest.mark.parametrize("where", ["{}", "sqlite:///{}"])
def test_an_emptied_file_is_told_with_its_newest_backup(run, fill, command, where):
    """In one line, in either language; nothing is made in it."""
    path = fill("log.db", range(3))
    newest = run("backup", "--db", path)[1].partition(": ")[0]
    Path(path).write_bytes(b"")
    for language, said in (("en", "is empty, but it has backups"), ("zh", "是空文件，但有备份")):
        status, out, err = run(*command, "--db", where.format(path), "--lang", language)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said in err
        assert newest in err
    assert Path(path).read_bytes() == b""


def test_an_event_that_cannot_be_used_is_told_in_a_backups_refusal(run, fill):
    """The line reads as a line: no bracket around sentences, no mark twice."""
    path = fill("log.db", range(3))
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE events SET kind = 'dream' WHERE seq = 2")
        file.commit()
    for language, said in (
        ("en", "says more): 1 of 3 events cannot be used."),
        ("zh", "）：3 个事件中有 1 个无法使用。"),
    ):
        status, _, err = run("backup", "--db", path, "--lang", language)
        assert (status, err.count("\n")) == (2, 1)
        assert said in err
        assert not re.search(r"\.\)|。）|;\)|\.;", err)


@pytest.mark.parametrize("where", ["http://x/y", "mysql://x/y", "sqlite+aiosqlite:///{}/x.db", "sqlite://", ":memory:"])
@pytest.mark.parametrize(
    "command", [("stats",), ("backup", "{}/b.db"), ("restore", "{}/mine.db"), ("merge", "{}/mine.db")]
)
def test_every_command_refuses_the_same_addresses(run, fill, tmp_path, where, command):
    """No command takes what another does not."""
    fill("mine.db", range(2))
    before = sorted(tmp_path.iterdir())
    told = {
        run(*(word.format(tmp_path) for word in one), "--db", where.format(tmp_path)) for one in (command, ("exam",))
    }
    assert len(told) == 1
    assert told.pop()[0] == 2
    assert sorted(tmp_path.iterdir()) == before


def test_the_systems_reasons_are_said_in_the_chosen_language(run, fill, tmp_path):
    """No English stands in a Chinese line."""
    path = fill("log.db", range(2))
    (tmp_path / "text").write_text("x")
    below = tmp_path / "text" / "deep" / "b.db"
    for command in (("backup", str(below), "--db", path), ("settings", "zone", "UTC", "--db", str(below))):
        assert "（路径中有一段不是文件夹）" in run(*command, "--lang", "zh")[2]
    assert "（路径中有一段不是文件夹）" in run("backup", str(below.parent), "--db", path, "--lang", "zh")[2]


def test_a_link_in_a_circle_is_one_line(run, fill, tmp_path):
    """Whatever is done with it, it stays."""
    path, loop = fill("log.db", range(2)), tmp_path / "loop"
    loop.symlink_to(loop)
    export = ("export", "json", "--kind", "cnn.conv-output-size", "-o", str(loop))
    commands = [
        (*one, "--db", str(loop)) for one in (("backup",), ("restore", path), ("stats",), ("doctor",), ("exam",))
    ]
    for command in (*commands, ("merge", str(loop), "--db", path), export):
        status, out, err = run(*command, "--lang", "zh")
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "符号链接成环" in err
    assert loop.is_symlink()
