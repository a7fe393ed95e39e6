"""Several programs on one file."""

from __future__ import annotations

import subprocess
import sys

from studytool.store.open_store import open_store

PROGRAM = """
import sys, uuid
from datetime import UTC, datetime
from studytool.store.open_store import open_store
from studytool.store.events import Event
with open_store(sys.argv[1], wait=20.0) as store:
    for _ in range(5):
        store.append(Event(str(uuid.uuid4()), datetime.now(UTC), "answer", "kind:cnn.x", {"rating": 3}))
"""


def test_programs_that_start_at_once_share_a_new_file(tmp_path):
    """Each of several processes may be the one that creates the file, and nobody's answers are lost."""
    for round in range(3):
        path = tmp_path / f"{round}.db"
        running = [
            subprocess.Popen([sys.executable, "-c", PROGRAM, str(path)], stderr=subprocess.PIPE, text=True)
            for _ in range(5)
        ]
        complaints = [program.communicate()[1] for program in running]
        assert complaints == [""] * len(running)
        with open_store(path) as store:
            assert sum(1 for _ in store.events()) == 5 * len(running)
            before = store.memory()
            store.rebuild()
            assert store.memory() == before
