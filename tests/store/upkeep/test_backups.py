from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studytool.store.backup_names import backups_of
from studytool.store.open_store import open_store
from studytool.store.upkeep.backups import back_up, keep_safe
from studytool.text.language import UserError
from tests.store.faulty_disk import Fault, FaultyDisk

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def names(folder):
    """What is in a folder, by name."""
    return {path.name for path in folder.iterdir()}


def test_a_backup_holds_the_same_rows(filled, rows):
    """Log, caches and settings are those of the database, which stays as it was."""
    file = filled("log.db", range(30))
    made = back_up(file, NOW)
    assert made.events == 30
    assert made.path == file.parent / "backups" / "log.db.20261123T150000.000000Z.db"
    for table in ("events", "memory", "meta", "kinds"):
        assert rows(made.path, table) == rows(file, table)
    assert backups_of(file) == {NOW: made.path}


def test_a_backup_is_made_while_the_store_is_in_use(filled, review):
    """What an open store has committed is in the copy, though it stands in the write-ahead log."""
    file = filled("log.db", range(3))
    with open_store(file) as store:
        store.append(review(99))
        assert back_up(file, NOW).events == 4
        store.append(review(100))


def test_a_copy_that_fails_its_check_is_not_kept_and_nothing_is_thinned(filled, change):
    """A cache that differs from a replay of the log is told, and every older backup stays."""
    file = filled("log.db", range(20))
    old = [back_up(file, NOW - timedelta(hours=hours)).path for hours in (300, 301)]
    change(file, "UPDATE memory SET reviews = reviews + 1")
    with pytest.raises(UserError, match=r"copy failed its check .*doctor"):
        back_up(file, NOW)
    assert names(file.parent / "backups") == {path.name for path in old}


def test_old_ones_are_thinned_only_beside_a_new_one(filled):
    """Of two backups of one old day the newer stays; other databases' backups and other files are not touched."""
    file, other = filled("log.db", range(5)), filled("[log].db", range(5))
    first, second = NOW - timedelta(days=6, hours=2), NOW - timedelta(days=6)
    for time in (first, second):
        shutil.copyfile(back_up(other, time).path, file.parent / "backups" / f"log.db.{time:%Y%m%dT%H%M%S.%fZ}.db")
    (file.parent / "backups" / "log.db.notes.db").touch()
    assert set(backups_of(file)) == {first, second}
    back_up(file, NOW)
    assert set(backups_of(file)) == {second, NOW}
    assert set(backups_of(other)) == {first, second}
    assert "log.db.notes.db" in names(file.parent / "backups")


def test_a_chosen_place_is_used_and_never_overwritten(filled, tmp_path):
    """A folder gets a file with the usual name; a file that exists is refused as it is."""
    file, folder = filled("log.db", range(5)), tmp_path / "stick"
    folder.mkdir()
    assert back_up(file, NOW, folder).path.parent == folder
    assert back_up(file, NOW, tmp_path / "new" / "mine.db").path == tmp_path / "new" / "mine.db"
    (folder / "text").write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        back_up(file, NOW, folder / "text")
    assert (folder / "text").read_text() == "mine"
    assert not (tmp_path / "backups").exists()


def test_what_an_interrupted_backup_left_goes_in_time(filled):
    """A copy without its final name is none, and is removed a day later."""
    file = filled("log.db", range(5))
    (file.parent / "backups").mkdir()
    left = file.parent / "backups" / ".log.db.20261122T150000.000000Z.db.partial"
    left.touch()
    back_up(file, datetime.now(UTC))
    assert left.exists()
    back_up(file, datetime.now(UTC) + timedelta(days=2))
    assert not left.exists()


def test_only_new_events_are_worth_a_backup(filled, review):
    """After a sitting without answers no copy is made; after one with answers one is."""
    file = filled("log.db", ())
    assert keep_safe(str(file), NOW) is None
    assert backups_of(file) == {}
    for number, when in ((1, NOW), (2, NOW + timedelta(hours=1))):
        with open_store(file) as store:
            store.append(review(number))
        for later in (timedelta(0), timedelta(minutes=1)):
            assert keep_safe(str(file), when + later) is None
        assert max(backups_of(file)) == when
    assert len(backups_of(file)) == 2


def test_on_opening_a_day_may_pass(filled, review):
    """With `older_than`, new events wait until the newest backup is that old; a clock set back stops nothing."""
    file, day = filled("log.db", range(3)), timedelta(days=1)
    keep_safe(str(file), NOW)
    with open_store(file) as store:
        store.append(review(7))
    keep_safe(str(file), NOW + timedelta(hours=23), older_than=day)
    assert len(backups_of(file)) == 1
    keep_safe(str(file), NOW + day, older_than=day)
    assert len(backups_of(file)) == 2
    with open_store(file) as store:
        store.append(review(8))
    keep_safe(str(file), NOW - day, older_than=day)
    assert len(backups_of(file)) == 3


def test_an_address_of_a_file_is_a_file(filled):
    """sqlite:///path is kept safe like the path itself."""
    file = filled("log.db", range(3))
    assert keep_safe(f"sqlite:///{file}", NOW) is None
    assert set(backups_of(file)) == {NOW}


def test_a_private_database_has_private_backups(filled):
    """Whoever may not read the database may not read its copy."""
    file = filled("log.db", range(3))
    file.chmod(0o600)
    assert back_up(file, NOW).path.stat().st_mode & 0o777 == 0o600


def test_backups_lie_beside_the_file_and_not_beside_a_link_to_it(filled, tmp_path):
    """By whatever name the database is opened, its backups are one history."""
    file = filled("log.db", range(3))
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.db"
    link.symlink_to(file)
    assert back_up(link, NOW).path.parent == file.parent / "backups"
    assert backups_of(link) == backups_of(file)


@pytest.mark.parametrize("where", ["sqlite://", "postgresql+psycopg://nowhere/x", "none.db"])
def test_nothing_to_keep_is_no_failure(where, tmp_path, monkeypatch):
    """A database in memory or on a server, or none at all, is passed over in silence."""
    monkeypatch.chdir(tmp_path)
    assert keep_safe(where, NOW) is None
    assert names(tmp_path) == set()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no folder in which nobody may write")
def test_a_folder_that_cannot_be_written_is_the_one_that_is_named(filled):
    """Not the database, with which nothing is wrong."""
    with pytest.raises(UserError, match="could be written to /proc/self"):
        back_up(filled("log.db", range(5)), NOW, Path("/proc/self/copy.db"))


def test_a_backup_that_cannot_be_made_is_one_line(filled, tmp_path):
    """A file where the folder should be, or a log that is no log, is told and raises nothing."""
    file = filled("log.db", range(3))
    (tmp_path / "backups").write_text("in the way")
    told = keep_safe(str(file), NOW)
    assert "could be written" in told.en
    assert "无法" in told.zh
    assert "\n" not in told.en + told.zh
    (tmp_path / "text.db").write_text("no database")
    assert "not a studytool database" in keep_safe(str(tmp_path / "text.db"), NOW).en


def test_a_file_that_stays_locked_is_given_up(filled, monkeypatch):
    """Copying waits for another program, but not for ever."""
    file = filled("log.db", range(3))
    monkeypatch.setattr("studytool.store.upkeep.copying.PATIENCE", 0.0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="locked"):
            back_up(file, NOW)


@pytest.mark.parametrize("reason", ["stale", "empty", "stranger"])
def test_a_refused_backup_leaves_no_folder(filled, change, reason):
    """Neither `backups` nor a folder that was asked for is made in vain."""
    file = filled("log.db", range(3))
    if reason == "stale":
        change(file, "UPDATE memory SET reviews = reviews + 1")
    else:
        file.write_bytes(b"" if reason == "empty" else b"x")
    before = names(file.parent)
    for to in (None, file.parent / "new" / "deep" / "mine.db"):
        with pytest.raises(UserError):
            back_up(file, NOW, to)
    assert names(file.parent) == before


@pytest.mark.skipif(not FaultyDisk.can_be_had(), reason="sqlite3 is built into Python here")
def test_where_there_is_no_room_for_the_copy_the_copy_is_named(filled, tmp_path):
    """The database may stand on another disk, which has room."""
    file, to = filled("log.db", range(3)), tmp_path / "full" / "mine.db"
    with FaultyDisk(Fault.FULL, 1), pytest.raises(UserError) as caught:
        back_up(file, NOW, to)
    assert caught.value.text.en.endswith(
        f"written to {to} (No space left on device); make room or allow writing there, or choose another place."
    )
    assert f"写入 {to}（磁盘已满）" in caught.value.text.zh
    assert not to.parent.exists()


def test_a_link_to_nowhere_is_not_replaced_by_a_copy(filled, tmp_path):
    """The name is taken, though no file is there."""
    (tmp_path / "link").symlink_to(tmp_path / "link")
    with pytest.raises(UserError, match="exists already"):
        back_up(filled("log.db", range(3)), NOW, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
