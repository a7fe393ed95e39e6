"""kill -9 in the middle of a sitting."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest

from studytool.store.open_store import open_store
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine

WRITER = """
import random, sys
from datetime import UTC, datetime, timedelta
from studytool.store.open_store import open_store
from studytool.store.events import Event
start, run = datetime(2026, 1, 1, tzinfo=UTC), int(sys.argv[2])
chance = random.Random(run)
answers = []
with open_store(sys.argv[1]) as store:
    for number in range(10**6):
        uuid = f"{run:08x}-0000-4000-8000-{number:012x}"
        kind = chance.choice(["answer", "answer", "answer", "rate", "undo", "redo", "suspend", "reset"])
        item, data = f"kind:{number % 7}", {}
        if kind == "answer" or not answers:
            kind, data = "answer", {"rating": 1 + number % 4}
            answers.append((uuid, item))
        elif kind in {"rate", "undo", "redo"}:
            of, item = chance.choice(answers[-9:])
            data = {"of": of, "rating": 2}
        store.append(Event(uuid, start + timedelta(hours=run, seconds=number), kind, item, data))
        print(uuid, flush=True)
"""


@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path, kills):
    """After kill -9 at random moments every acknowledged event is there, and the doctor finds all caches right."""
    path, chance, printed = tmp_path / "log.db", random.Random(7), set()
    for run in range(kills):
        printed |= _acknowledged_before_a_kill(path, run, chance.uniform(0.02, 0.3))
        with closing(connect(path, wait=3.0)) as database:
            wrong = [
                check.text.en for check in examine(database, datetime(2027, 1, 1, tzinfo=UTC)) if check.state != "ok"
            ]
        assert wrong == []
        with open_store(path) as store:
            assert printed <= {event.uuid for event in store.events()}
    assert len(printed) > kills


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
