from __future__ import annotations

import pytest

from studytool.store.upkeep import copying
from studytool.text.language import UserError


def test_a_passing_copy_passes(tmp_path):
    """Log and journal come with the file, and nothing stays."""
    for part in ("", "-wal", "-journal", "-shm"):
        (tmp_path / f"a.db{part}").write_text(f"x{part}")
    with copying.passing_copy(tmp_path / "a.db") as copy:
        assert {path.name: path.read_text() for path in copy.parent.iterdir()} == {
            "copy.db": "x",
            "copy.db-wal": "x-wal",
            "copy.db-journal": "x-journal",
        }
    assert not copy.parent.exists()


def test_a_file_that_changes_while_it_is_copied_is_copied_again(tmp_path, monkeypatch):
    """A copy of half an old and half a new file is no copy."""
    file, stamps = tmp_path / "a.db", iter([{"": (1, 1)}, {"": (2, 1)}, {"": (2, 1)}, {"": (2, 1)}])
    file.write_text("x")
    monkeypatch.setattr(copying, "_stamps", lambda _: next(stamps))
    with copying.passing_copy(file):
        assert next(stamps, None) is None


def test_a_file_that_changes_all_the_time_is_told(tmp_path, monkeypatch):
    """Some tries are enough."""
    file, stamps = tmp_path / "a.db", iter(range(100))
    file.write_text("x")
    monkeypatch.setattr(copying, "_stamps", lambda _: {"": (next(stamps), 1)})
    with pytest.raises(UserError, match="changes while it is read"), copying.passing_copy(file):
        pass


def test_what_is_no_file_is_told(tmp_path):
    """A missing file and a folder."""
    for path in (tmp_path, tmp_path / "none.db"):
        with pytest.raises(UserError, match="no studytool database"), copying.passing_copy(path):
            pass
