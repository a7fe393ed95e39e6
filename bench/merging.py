"""How long two logs take to unite, in either order, and whether both come to the same. Run: python bench/merging.py."""

from __future__ import annotations

import json
import random
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import insert, select

from studytool.store.open_store import open_store
from studytool.store.tables import CACHES, events
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.merging import merge

EVENTS, ITEMS, SHARED = 100_000, 1_000, 20_000
START = datetime(2024, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
GOAL = 5.0


def row(number: int, chance: random.Random) -> dict[str, Any]:
    """Return the row of one answer as a sitting records it; one in fifty is skipped."""
    kind = "skip" if chance.random() < 0.02 else "answer"
    question = {"kind": "cnn.conv-output-size", "version": 1, "seed": number, "mode": "forward"}
    data = {"question": question, "typed": "12,544", "verdict": "correct", "hints": 0, "ms": 8000}
    rating = {} if kind == "skip" else {"rating": 1 + chance.randrange(4)}
    at = int((START + timedelta(minutes=chance.random() * 1e6)).timestamp() * 1e6)
    item = f"kind:cnn.kind-{chance.randrange(ITEMS)}"
    uuid = f"{chance.getrandbits(128):032x}"
    return {"uuid": uuid, "at": at, "kind": kind, "item": item, "data": json.dumps({**data, **rating})}


def fill(path: Path, rows: list[dict[str, Any]]) -> None:
    """Make a database with this log."""
    with closing(connect(path, wait=3.0)) as database, database.writing() as connection:
        connection.execute(insert(events), rows)
    with open_store(path) as store:
        store.rebuild()


def content(path: Path) -> list[list[tuple[Any, ...]]]:
    """Return the rows of every cache, and the events without their numbers."""
    with closing(connect(path, wait=3.0)) as database, database.writing() as connection:
        found = [sorted(map(tuple, connection.execute(select(table))), key=repr) for table in CACHES]
        return [*found, sorted(tuple(line)[1:] for line in connection.execute(select(events)))]


def main() -> None:
    """Measure in a folder that is removed afterwards; status 1 if it takes too long or the two differ."""
    chance = random.Random(1)
    rows = [row(number, chance) for number in range(2 * EVENTS - SHARED)]
    with tempfile.TemporaryDirectory() as folder:
        names = ("a", "b", "c", "d")
        one, two, first, second = (Path(folder) / f"{name}.db" for name in names)
        for path in (one, first):
            fill(path, rows[:EVENTS])
        for path in (two, second):
            fill(path, rows[-EVENTS:])
        worst = 0.0
        for ours, theirs in ((one, second), (two, first)):
            start = perf_counter()
            came = merge(str(ours), theirs, NOW, join=True).came
            worst = max(worst, perf_counter() - start)
            print(f"{EVENTS:,} events and {EVENTS:,}, {came:,} of them new: {perf_counter() - start:.2f} s")
        same = content(one) == content(two)
    print(f"the two orders: {'identical events and caches' if same else 'DIFFERENT'}")
    raise SystemExit(0 if same and worst <= GOAL else 1)


if __name__ == "__main__":
    main()
