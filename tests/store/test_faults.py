"""A fault at every write of a sitting: what was acknowledged is there, nothing else is broken."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine
from studytool.text.language import UserError
from tests.store.faulty_disk import Fault, FaultyDisk

START = datetime(2026, 9, 1, 8, tzinfo=UTC)


def uuid(number):
    return f"{number:08x}-0000-4000-8000-000000000000"


def event(number, kind, item, **data):
    return Event(uuid(number), START + timedelta(hours=number), kind, item, data)


SITTING = (
    event(1, "answer", "kind:a", rating=3, typed="x" * 5000),
    event(2, "answer", "kind:b", rating=1),
    event(3, "rate", "kind:b", of=uuid(2), rating=2),
    event(4, "undo", "kind:a", of=uuid(1)),
    event(5, "redo", "kind:a", of=uuid(1)),
    event(6, "suspend", "kind:a"),
    event(7, "reset", "kind:b"),
    event(8, "answer", "kind:b", rating=4),
)


@pytest.fixture
def path(tmp_path):
    """Return a closed database with one answer."""
    with open_store(tmp_path / "log.db") as store:
        store.append(event(0, "answer", "kind:a", rating=2))
    return tmp_path / "log.db"


def sit(path):
    """Open the file and record the sitting; return the uuids of what was acknowledged, and how many were refused."""
    acknowledged, refused = {uuid(0)}, 0
    try:
        with open_store(path) as store:
            for one in SITTING:
                try:
                    store.append(one)
                except UserError:
                    refused += 1
                else:
                    acknowledged.add(one.uuid)
    except UserError:
        refused += 1
    return acknowledged, refused


def found_in(path):
    """Return the uuids in the log of a file that the doctor finds sound."""
    with closing(connect(path, wait=3.0)) as database:
        wrong = [check.text.en for check in examine(database, START + timedelta(days=9)) if check.state != "ok"]
    assert wrong == []
    with open_store(path) as store:
        return {one.uuid for one in store.events()}


def copied(path, folder):
    """Return a copy of a database with its write-ahead log, as a machine that stopped would leave them."""
    folder.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        if (path.parent / name).exists():
            shutil.copy(path.parent / name, folder / name)
    return folder / path.name


needs_layer = pytest.mark.skipif(not FaultyDisk.can_be_had(), reason="sqlite3 is built into Python here")


@needs_layer
@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("runs", [8, pytest.param(10**6, marks=pytest.mark.long)])
def test_a_fault_at_any_write_or_sync_loses_nothing_acknowledged(path, tmp_path, fault, runs):
    """Full disk, failed sync, torn page, power cut at each in turn: all that was acknowledged is there, and sound."""
    with FaultyDisk(fault) as disk:
        sit(copied(path, tmp_path / "whole"))
    calls, refusals = disk.calls, 0
    assert calls > len(SITTING)
    for number in range(1, calls + 1, max(1, calls // runs)):
        here = copied(path, tmp_path / str(number))
        with FaultyDisk(fault, number):
            acknowledged, refused = sit(here)
        refusals += refused
        assert acknowledged <= found_in(here)
    assert refusals > 0


@needs_layer
@pytest.mark.parametrize("fault", [Fault.FULL, Fault.SYNC])
def test_after_a_passing_fault_the_same_answer_is_taken(path, fault):
    """What was refused left nothing behind, and can be recorded again in the same sitting."""
    with FaultyDisk(fault) as disk, open_store(path) as store:
        for one in SITTING:
            before = list(store.events()), store.memory(), store.held()
            disk.fail_at = disk.calls + 1
            with pytest.raises(UserError):
                store.append(one)
            assert (list(store.events()), store.memory(), store.held()) == before
            store.append(one)
    assert found_in(path) == {uuid(0), *(one.uuid for one in SITTING)}


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("spoil", ["cut", "overwritten"])
def test_a_torn_write_ahead_log_keeps_every_whole_commit(path, tmp_path, spoil, every):
    """Cut or overwritten in its head, at a frame's edge or in one, it gives what was committed whole before that."""
    log, ends, whole = path.with_name("log.db-wal"), [0], b""
    with open_store(path) as store:
        for one in SITTING:
            store.append(one)
            ends.append(log.stat().st_size)
        whole, before = log.read_bytes(), path.read_bytes()
    frame = 24 + 4096
    edges = range(32, len(whole), frame)
    for place in sorted((0, 16, *edges, *(edge + frame // 2 for edge in edges)))[::every]:
        here = tmp_path / f"torn-{place}"
        here.mkdir()
        (here / "log.db").write_bytes(before)
        other = b"" if spoil == "cut" else bytes(255 - byte for byte in whole[place : place + 9]) + whole[place + 9 :]
        (here / "log.db-wal").write_bytes(whole[:place] + other)
        kept = sum(end <= place for end in ends[1:])
        assert found_in(here / "log.db") == {uuid(number) for number in range(kept + 1)}
