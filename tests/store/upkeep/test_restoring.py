from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from studytool.store.open_store import open_store
from studytool.store.upkeep.backups import back_up
from studytool.store.upkeep.restoring import restore
from studytool.text.language import UserError

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def content(folder):
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def kept(filled):
    """A database of ten reviews and a backup of its first five."""
    file = filled("log.db", range(5))
    backup = back_up(file, NOW - timedelta(days=1)).path
    filled("log.db", range(5, 10))
    return file, backup


def test_a_backup_takes_the_place_of_the_database(kept, rows):
    """Afterwards the log is the backup's, and what was there before is a backup itself."""
    file, backup = kept
    wanted, before = rows(backup, "events"), rows(file, "events")
    restored = restore(file, backup, NOW)
    assert restored.events == 5
    assert rows(file, "events") == wanted
    assert rows(restored.before, "events") == before
    with open_store(file) as store:
        assert len(list(store.events())) == 5


def test_restoring_twice_leads_back(kept, rows):
    """The backup that a restore makes can be restored in turn."""
    file, backup = kept
    before = rows(file, "events")
    restore(file, restore(file, backup, NOW).before, NOW + timedelta(seconds=1))
    assert rows(file, "events") == before


def test_a_lost_database_is_made_from_a_backup(kept, rows):
    """Where no file is, there is nothing to keep."""
    file, backup = kept
    file.unlink()
    assert restore(file, backup, NOW).before is None
    assert len(rows(file, "events")) == 5


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_damaged_database_is_set_aside_as_it_is(kept, rows, share):
    """It cannot be backed up, but it is not thrown away either."""
    file, backup = kept
    cut = file.read_bytes()[: int(file.stat().st_size * share)]
    file.write_bytes(cut)
    restored = restore(file, backup, NOW)
    assert len(rows(file, "events")) == 5
    assert restored.before.read_bytes() == cut
    assert restored.before.name.endswith(".damaged.db")


def test_a_write_ahead_log_is_not_left_for_the_restored_file(kept, rows):
    """What a killed program left beside the old file goes into its backup, not onto the restored one."""
    file, backup = kept
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("UPDATE meta SET value = value")
        writer.execute("INSERT INTO meta VALUES ('setting:x', 'y')")
        writer.commit()
        left = {part: (file.parent / f"log.db{part}").read_bytes() for part in ("", "-wal")}
    for part, there in left.items():
        (file.parent / f"log.db{part}").write_bytes(there)
    restored = restore(file, backup, NOW)
    assert not (file.parent / "log.db-wal").exists()
    assert ("setting:x", "y") in rows(restored.before, "meta")
    assert ("setting:x", "y") not in rows(file, "meta")


def test_a_stale_cache_in_a_backup_is_worked_out_anew(kept, change, rows):
    """The log is the truth: a backup whose caches differ is as good as any."""
    file, backup = kept
    wanted = rows(backup, "memory")
    change(backup, "UPDATE memory SET reviews = 99")
    restore(file, backup, NOW)
    assert rows(file, "memory") == wanted


def test_an_open_database_is_not_replaced(kept):
    """While another program uses it, the database stays."""
    file, backup = kept
    with open_store(file) as store, pytest.raises(UserError, match="locked"):
        restore(file, backup, NOW)
    with open_store(file) as store:
        assert len(list(store.events())) == 10


def spoil(backup, how, change):
    """Make a backup that cannot be restored."""
    whole = backup.read_bytes()
    if how == "text":
        backup.write_text("hello")
    elif how == "empty":
        backup.write_bytes(b"")
    elif how == "cut":
        backup.write_bytes(whole[: len(whole) // 2])
    elif how == "missing":
        backup.unlink()
    else:
        change(backup, how)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("text", "not a studytool database"),
        ("empty", "not a studytool database"),
        ("cut", "damaged"),
        ("missing", "no studytool database"),
        ("UPDATE meta SET value = '99' WHERE key = 'schema'", "newer studytool"),
        ("DROP TABLE meta", "not a studytool database"),
        ("UPDATE events SET data = '{' WHERE seq = 2", "failed its check"),
        ("UPDATE events SET kind = 'dream' WHERE seq = 2", "failed its check"),
    ],
)
def test_what_is_no_sound_backup_changes_nothing(kept, change, how, told):
    """Each is refused in one line that names it; every file keeps its bytes."""
    file, backup = kept
    spoil(backup, how, change)
    before = content(file.parent)
    with pytest.raises(UserError, match=told) as caught:
        restore(file, backup, NOW)
    assert content(file.parent) == before
    assert str(backup) in caught.value.text.en
    assert str(backup) in caught.value.text.zh
    assert "\n" not in caught.value.text.en + caught.value.text.zh


@pytest.mark.parametrize("stranger", ["text", "database"])
def test_what_is_not_ours_is_not_replaced(kept, stranger, tmp_path):
    """A wrong --db does not cost somebody else's file."""
    _, backup = kept
    other = tmp_path / "other.db"
    if stranger == "text":
        other.write_text("my notes")
    else:
        with closing(sqlite3.connect(other)) as file:
            file.execute("CREATE TABLE meta (id)")
    before = content(tmp_path)
    with pytest.raises(UserError, match="not a studytool database"):
        restore(other, backup, NOW)
    assert content(tmp_path) == before


def test_a_file_is_no_backup_of_itself(kept):
    """The database under another path is refused."""
    file, _ = kept
    with pytest.raises(UserError, match="progress file itself"):
        restore(file, file.parent / "backups" / ".." / "log.db", NOW)


@pytest.mark.parametrize("size", [1, 15, 16, 60])
def test_a_database_cut_within_its_header_is_set_aside_too(kept, rows, size):
    """It is damaged, and not somebody else's."""
    file, backup = kept
    cut = file.read_bytes()[:size]
    file.write_bytes(cut)
    restored = restore(file, backup, NOW)
    assert restored.before.read_bytes() == cut
    assert len(rows(file, "events")) == 5


def test_an_emptied_database_gets_its_backup_back(kept, rows):
    """In an empty file there is nothing to keep."""
    file, backup = kept
    file.write_bytes(b"")
    assert restore(file, backup, NOW).before is None
    assert len(rows(file, "events")) == 5


def test_a_read_only_file_is_told_before_anything_is_made(kept, monkeypatch):
    """No backup is made of a file that is then left as it was."""
    file, backup = kept
    before = content(file.parent)

    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(UserError, match="read-only"):
        restore(file, backup, NOW)
    monkeypatch.undo()
    assert content(file.parent) == before


def test_a_folder_and_links_in_a_circle_are_not_replaced(kept, tmp_path):
    """Nothing of theirs is moved away."""
    _, backup = kept
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "text").touch()
    for name, told in (("folder", "is a folder"), ("loop", "circle"), ("text/log.db", "could not be written")):
        with pytest.raises(UserError, match=told):
            restore(tmp_path / name, backup, NOW)
    assert (tmp_path / "loop").is_symlink()


def test_a_restore_that_is_refused_makes_no_folder(tmp_path):
    """Not even where the database itself was to be made."""
    (tmp_path / "text").write_text("no database")
    with pytest.raises(UserError):
        restore(tmp_path / "new" / "log.db", tmp_path / "text", NOW)
    assert not (tmp_path / "new").exists()
