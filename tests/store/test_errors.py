from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studytool.store.errors import explanation
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.store.schema import SCHEMA_VERSION
from studytool.text.language import UserError

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
NOBODY = 65534


def answer(number, filling=0):
    """Return a review with its own uuid, of some size; one without a number comes after those with one."""
    data = {"rating": 3, "typed": "x" * filling}
    minutes = number if isinstance(number, int) else 1000
    return Event(f"answer-{number}", START + timedelta(minutes=minutes), "answer", "kind:x", data)


def refused(path, en, zh, **options):
    """Check that opening fails with one line in each language that names the file; return nothing."""
    with pytest.raises(UserError) as caught:
        open_store(path, **options)
    text = caught.value.text
    assert en in text.en
    assert zh in text.zh
    assert str(path) in text.en
    assert str(path) in text.zh
    assert "\n" not in text.en + text.zh


@pytest.fixture
def path(tmp_path):
    """Return a good database of 300 reviews, closed."""
    with open_store(tmp_path / "log.db") as store:
        for number in range(300):
            store.append(answer(number, filling=50))
    return tmp_path / "log.db"


@pytest.fixture
def unprivileged():
    """Yield a folder of one's own, without the powers of root."""
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_folder_is_no_database(tmp_path):
    """The path of a folder is refused by that name."""
    refused(tmp_path, "is a folder", "是文件夹")


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path):
    """No folder can be made below a file."""
    (tmp_path / "file").write_text("x")
    refused(tmp_path / "file" / "deep" / "log.db", "cannot be made", "无法为")


@pytest.mark.parametrize("content", [b"hello, this is a text", b"SQLite format 3\x00" + b"\x07" * 4096])
def test_a_file_that_is_no_database_is_left_alone(tmp_path, content):
    """Neither a text nor a database in its first bytes only is written to."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    refused(path, "not a studytool database", "不是 studytool 的数据库")
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "tables",
    [
        "CREATE TABLE cards (id)",
        "CREATE TABLE meta (id)",
        "CREATE TABLE meta (key, value)",
        "CREATE TABLE meta AS SELECT 'schema' AS key, '1' AS value",
        "CREATE TABLE events (id); CREATE TABLE meta AS SELECT 'schema' AS key, 1.5 AS value",
        "CREATE TABLE events (id); CREATE TABLE meta AS SELECT 'schema' AS key, x'00ff' AS value",
    ],
)
def test_another_programs_database_is_left_alone(tmp_path, tables):
    """A sound SQLite file without our tables is refused unchanged, though some are called as ours are."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.executescript(tables)
    content = path.read_bytes()
    refused(path, "not a studytool database", "不是 studytool 的数据库")
    assert path.read_bytes() == content


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_told_damaged_and_left_alone(path, share):
    """A file cut short is noticed on opening."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    cut = path.read_bytes()
    refused(path, "damaged", "已损坏")
    assert path.read_bytes() == cut


def test_a_page_overwritten_is_told_when_it_is_read(path):
    """Damage inside the file is a UserError, not a crash."""
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 : -4096] = b"\xab" * (len(whole) - 4096 * 4)
    path.write_bytes(whole)
    with pytest.raises(UserError, match="damaged"), open_store(path) as store:
        list(store.events())


def test_a_row_that_no_event_wrote_is_told_damaged(path):
    """Bad JSON in the log is a UserError."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE events SET data = '{' WHERE seq = 7")
        other.commit()
    with open_store(path) as store, pytest.raises(UserError, match="damaged"):
        list(store.events())


def test_an_empty_file_becomes_a_database(tmp_path):
    """There is nothing in it to lose."""
    (tmp_path / "log.db").touch()
    with open_store(tmp_path / "log.db") as store:
        store.append(answer(1))


def test_a_newer_schema_is_refused(path):
    """A file of a later program is not guessed at."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE meta SET value = value + 1 WHERE key = 'schema'")
        other.commit()
    refused(path, f"newer studytool (schema {SCHEMA_VERSION + 1}, this one knows {SCHEMA_VERSION})", "更新 studytool")


def test_a_locked_file_is_told_on_opening_and_on_appending(path):
    """The other program is named as the cause, and the store works again once it lets go."""
    with open_store(path, wait=0.05) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused(path, "locked by another program", "被另一个程序锁定", wait=0.05)
        with pytest.raises(UserError, match="locked"):
            store.append(answer("new"))
        other.execute("ROLLBACK")
        store.append(answer("new"))
        assert store.seen("kind:x") == 301


def test_a_full_disk_loses_nothing(path):
    """An append that finds no room leaves the log and the cache as they were, and the store usable."""
    with open_store(path) as store:
        pages = store._database.connection.exec_driver_sql("PRAGMA page_count").scalar()
        store._database.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        store._database.connection.rollback()
        log, memory = list(store.events()), store.memory()
        with pytest.raises(UserError, match="no room"):
            store.append(answer("big", filling=100_000))
        assert (list(store.events()), store.memory()) == (log, memory)
        store._database.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        store._database.connection.rollback()
        store.append(answer("big", filling=100_000))
    with open_store(path) as store:
        assert len(list(store.events())) == 301


@pytest.mark.parametrize(
    ("code", "en", "zh"),
    [
        (sqlite3.SQLITE_IOERR_SHMSIZE, "may be no room left", "磁盘可能已满"),
        (sqlite3.SQLITE_IOERR_READ, "The disk failed", "磁盘出错"),
        (sqlite3.SQLITE_FULL, "no room left", "没有空间"),
    ],
)
def test_shared_memory_that_cannot_grow_hints_at_a_full_disk(code, en, zh):
    """SQLite reports it as a failure of the disk, which any other such failure is."""
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = code
    text = explanation(failed, "log.db").text
    assert en in text.en
    assert zh in text.zh


def test_a_server_that_cannot_be_reached_is_a_sentence_in_both_languages():
    """The server's own words stand in brackets at the end."""
    pytest.importorskip("psycopg", reason="no PostgreSQL driver here: pip install 'studytool[postgresql]'")
    refused("postgresql+psycopg://127.0.0.1:1/x?learner=ann", "check that the server runs", "检查服务器是否在运行")


def test_a_commit_that_fails_is_undone(path):
    """A failure at the commit itself leaves the log as it was and the store usable."""
    with closing(sqlite3.connect(path)) as other:
        other.executescript("""
            CREATE TABLE child (parent REFERENCES meta (key) DEFERRABLE INITIALLY DEFERRED);
            CREATE TRIGGER break_it AFTER INSERT ON events WHEN NEW.uuid = 'answer-bad'
            BEGIN INSERT INTO child VALUES ('nobody'); END;
        """)
    with open_store(path) as store:
        with pytest.raises(UserError, match="FOREIGN KEY"):
            store.append(answer("bad"))
        store.append(answer("good"))
        assert store.seen("kind:x") == 301


def test_a_store_made_read_only_refuses_to_append(path):
    """A write that is not allowed is told as such."""
    with open_store(path) as store:
        store._database.connection.exec_driver_sql("PRAGMA query_only = ON")
        store._database.connection.rollback()
        with pytest.raises(UserError, match="read-only"):
            store.append(answer("new"))


def test_a_read_only_file_is_told_on_opening(unprivileged):
    """Nobody finds out at the first answer that it cannot be recorded."""
    open_store(unprivileged / "log.db").close()
    (unprivileged / "log.db").chmod(0o444)
    refused(unprivileged / "log.db", "read-only", "只读")


def test_a_read_only_folder_is_told_on_opening(unprivileged):
    """Neither a new file nor an old one can be used in a folder without leave to write."""
    open_store(unprivileged / "log.db").close()
    unprivileged.chmod(0o555)
    refused(unprivileged / "log.db", "read-only", "只读")
    refused(unprivileged / "new.db", "may read and write", "读写权限")
    refused(unprivileged / "deep" / "new.db", "cannot be made", "无法为")
    assert list(unprivileged.iterdir()) == [unprivileged / "log.db"]


@pytest.mark.parametrize("url", ["nonsense://x/y", "://", "postgresql+nodriver://h/db"])
def test_an_unknown_address_is_refused(url):
    """A URL that no driver here serves is told as such."""
    refused(url, "not a database address", "不是这里可用的数据库地址")


def test_a_sqlite_url_means_its_path(path):
    """A URL of a file is treated as the file."""
    with open_store(f"sqlite:///{path}") as store:
        assert store.seen("kind:x") == 300
