from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from studytool.store.backup_names import FOLDER, backups_of, name_of

NOW = datetime(2026, 11, 23, 15, 30, 1, 250, tzinfo=UTC)


def test_a_backup_is_found_by_the_time_in_its_name(tmp_path):
    """The time is kept to the microsecond and told in UTC; the newest comes last."""
    file = tmp_path / "log.db"
    there = timezone(timedelta(hours=8))
    (tmp_path / FOLDER).mkdir()
    for time in (NOW + timedelta(days=1), NOW.astimezone(there)):
        (tmp_path / FOLDER / name_of(file, time)).touch()
    assert list(backups_of(file)) == [NOW, NOW + timedelta(days=1)]
    assert all(path.parent == tmp_path / FOLDER for path in backups_of(file).values())


def test_other_files_are_no_backups(tmp_path):
    """Neither another database's, nor what was damaged, nor what is not finished."""
    file = tmp_path / "log.db"
    (tmp_path / FOLDER).mkdir()
    others = (name_of(tmp_path / "other.db", NOW), name_of(file, NOW, ".damaged.db"), f".{name_of(file, NOW)}.partial")
    for name in (*others, "log.db", "log.db.yesterday.db"):
        (tmp_path / FOLDER / name).touch()
    assert backups_of(file) == {}
