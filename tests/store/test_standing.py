from __future__ import annotations

from datetime import UTC, datetime

import pytest

from studytool.store.errors import DamagedError
from studytool.store.open_store import open_store
from studytool.store.standing import Standing, standing, usable
from studytool.store.upkeep.backups import back_up
from studytool.text.language import UserError

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def opening(path):
    open_store(path).close()


def backing_up(path):
    back_up(path, NOW)


@pytest.mark.parametrize(
    ("share", "found"),
    [(0, Standing.EMPTY), (1, Standing.CUT), (15, Standing.CUT), (16, Standing.CUT), (99, Standing.CUT)],
)
def test_a_database_cut_within_its_header_is_known_by_what_is_left(filled, share, found):
    """A beginning of SQLite's own first bytes is a damaged database, not somebody else's file."""
    path = filled("log.db", range(3))
    path.write_bytes(path.read_bytes()[:share])
    assert standing(path) is found


@pytest.mark.parametrize("content", [b"x", b"\x00", b"SQLite format 2", b"hello, this is a text"])
@pytest.mark.parametrize("use", [opening, backing_up])
def test_other_bytes_are_somebody_elses(tmp_path, content, use):
    """However few there are: SQLite itself takes one byte for an empty file."""
    path = tmp_path / "log.db"
    path.write_bytes(content)
    with pytest.raises(UserError, match="not a studytool database"):
        use(path)
    assert [(one, one.read_bytes()) for one in tmp_path.iterdir()] == [(path, content)]


def test_what_is_no_ordinary_file_is_not_read(tmp_path):
    """A pipe would be waited for, and a device may look empty."""
    assert standing(tmp_path / "none.db") is Standing.NOTHING
    assert standing(tmp_path) is Standing.STRANGE


@pytest.mark.parametrize("use", [opening, backing_up])
def test_an_empty_file_beside_its_backups_is_told_with_the_newest(filled, use):
    """It was no empty file once, so no tables are made in it."""
    path = filled("log.db", range(3))
    newest = back_up(path, NOW).path
    path.write_bytes(b"")
    with pytest.raises(UserError, match="is empty") as caught:
        use(path)
    assert str(newest) in caught.value.text.en
    assert str(newest) in caught.value.text.zh
    assert path.read_bytes() == b""


def test_an_empty_file_with_a_write_ahead_log_is_damaged(tmp_path):
    """SQLite would throw away the log, in which everything may stand."""
    (tmp_path / "log.db").touch()
    (tmp_path / "log.db-wal").write_bytes(b"frames")
    with pytest.raises(DamagedError):
        usable(tmp_path / "log.db", "log.db")
    assert (tmp_path / "log.db-wal").read_bytes() == b"frames"


def test_links_in_a_circle_are_told(tmp_path):
    """They lead to no file at all."""
    loop = tmp_path / "loop.db"
    loop.symlink_to(loop)
    for use in (opening, backing_up):
        with pytest.raises(UserError, match="circle"):
            use(loop)
    assert loop.is_symlink()
