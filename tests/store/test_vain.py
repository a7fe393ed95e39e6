from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from studytool.store.open_store import open_store
from studytool.store.vain import not_in_vain
from studytool.text.language import UserError
from tests.store.faulty_disk import Fault, FaultyDisk

needs_layer = pytest.mark.skipif(not FaultyDisk.can_be_had(), reason="sqlite3 is built into Python here")


def fail(file, make):
    """Let something be made and then fail."""

    def make_and_fail():
        make()
        raise KeyError

    with pytest.raises(KeyError), not_in_vain(file):
        make_and_fail()


def test_what_was_made_goes_with_the_failure(tmp_path):
    """An empty database, what SQLite keeps beside it and new folders go; folders that were there stay."""
    file = tmp_path / "new" / "deep" / "log.db"

    def make():
        file.parent.mkdir(parents=True)
        open_store(file).close()
        (file.parent / "log.db-wal").touch()

    fail(file, make)
    assert list(tmp_path.iterdir()) == []


def test_what_another_program_uses_stays(tmp_path, review):
    """A file with an event, or with a write-ahead log, is somebody's."""
    one, two = tmp_path / "one.db", tmp_path / "two.db"

    def record():
        with open_store(one) as store:
            store.append(review(1))

    fail(one, record)
    with closing(sqlite3.connect(two)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        fail(two, lambda: other.execute("CREATE TABLE events (seq)"))
    assert one.exists()
    assert two.exists()


def test_what_was_there_before_stays(tmp_path):
    """An empty file is the person's own."""
    (tmp_path / "log.db").touch()
    fail(tmp_path / "log.db", lambda: None)
    fail(None, lambda: None)
    assert (tmp_path / "log.db").exists()


@needs_layer
@pytest.mark.parametrize("fault", [Fault.FULL, Fault.SYNC])
def test_a_new_database_that_finds_no_room_is_not_left_behind(tmp_path, fault):
    """Whichever write fails while it is made, the folder is as it was."""
    refusals = 0
    for number in range(1, 40):
        file = tmp_path / str(number) / "log.db"
        try:
            with FaultyDisk(fault, number):
                open_store(file).close()
        except UserError:
            refusals += 1
            assert not file.parent.exists()
    assert refusals > 1
