"""Files that earlier versions wrote."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

from studytool.store.open_store import open_store
from studytool.store.rows import to_event

FIXTURES = Path(__file__).parent / "fixtures"


def test_the_log_of_version_1_still_gives_the_memory_that_version_1_had(tmp_path, roughly):
    """Its events mean what they meant: appended to a new file they give the same states, as far as machines agree."""
    copy = tmp_path / "schema_1.db"
    copy.write_bytes((FIXTURES / "schema_1.db").read_bytes())
    with closing(sqlite3.connect(copy)) as old:
        old.row_factory = sqlite3.Row
        log = [to_event(SimpleNamespace(**row)) for row in old.execute("SELECT * FROM events ORDER BY seq")]
    assert {event.kind for event in log} == {"answer", "reveal", "skip", "rate"}
    with open_store(tmp_path / "new.db") as store:
        for event in log:
            store.append(event)
    with closing(sqlite3.connect(tmp_path / "new.db")) as new:
        new.row_factory = sqlite3.Row
        rows = [dict(row) for row in new.execute("SELECT * FROM memory ORDER BY item")]
    wanted = json.loads((FIXTURES / "schema_1.json").read_text())
    assert [{name: row[name] for name in wanted[0]} for row in rows] == [roughly(row) for row in wanted]
