from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from studytool.store import open_store

WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from studytool.store import open_store
from studytool.store.events import Event
start, run = datetime(2026, 9, 1, tzinfo=UTC), sys.argv[2]
with open_store(sys.argv[1]) as store:
    for number in range(10**6):
        uuid = f"{run}-{number}"
        event = Event(uuid, start + timedelta(hours=number), "answer", f"kind:{number % 7}", {"rating": 3})
        store.append(event)
        print(uuid, flush=True)
"""


@pytest.mark.long
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path):
    """After kill -9 at ten random moments every acknowledged event is there and the cache is what a rebuild gives."""
    path, chance, printed = tmp_path / "log.db", random.Random(7), set()
    for run in range(10):
        printed |= _acknowledged_before_a_kill(path, run, chance.uniform(0.02, 0.3))
        with open_store(path) as store:
            assert printed <= {event.uuid for event in store.events()}
            cached = store.memory()
            store.rebuild()
            assert store.memory() == cached
    assert len(printed) > 10


def _acknowledged_before_a_kill(path, run, seconds):
    """Start a writer, kill it that long after its first event, and return the events it had acknowledged."""
    command = [sys.executable, "-c", WRITER, path, str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
        rest = writer.stdout.read()
    # A line cut off by the kill acknowledged nothing.
    return {line[:-1] for line in [first, *rest.splitlines(keepends=True)] if line.endswith("\n")}
