"""How fast the store is: answers, opening, what is due, the doctor. Run: python bench/store.py [--large].

With --large also a file of 100,000 items and 1,000,000 events, beside a collection of the same size in Anki, where the
package `anki` is installed. It takes some minutes and 1 GB of disk.
"""

from __future__ import annotations

import resource
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from anki_backend import AnkiCollection

from studytool.cli.progress import figures_of
from studytool.store.events import Event, microseconds
from studytool.store.open_store import open_store
from studytool.store.store import Store
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine

REVIEWS, ITEMS, RUNS = 10_000, 1_000, 20
MANY_ITEMS, MANY_EVENTS, ANSWERS = 100_000, 1_000_000, 200
A_DAY = 274  # ten years of evenings
START = datetime(2016, 1, 1, 18, tzinfo=UTC)
STEP = timedelta(minutes=10)
END = START + STEP * REVIEWS
LARGE_END = START + timedelta(days=MANY_EVENTS // A_DAY + 1)
BARE_DUE = "SELECT item FROM memory WHERE due_us <= ? AND reviews > 0 ORDER BY due_us, item LIMIT 1"
BARE_COUNT = (
    "INSERT INTO counts VALUES ('cnn', ?, ?, 1)"
    " ON CONFLICT (chapter, what, of) DO UPDATE SET number = counts.number + excluded.number"
)
BARE_COUNTS = [(what, "bare") for what in ("answered", "correct", "expected", "followed", "kept", "reviewed")]
LOG_ROW = "INSERT INTO events (uuid, at, kind, item, data) VALUES (?, ?, ?, ?, ?)"


def answer(number: int) -> Event:
    """Return one answer as a sitting records it."""
    item = f"kind:cnn.kind-{number % ITEMS}"
    question = {"kind": item, "version": 1, "seed": number, "mode": "forward"}
    verdict = {"verdict": "correct", "misconception": None, "hints": 0, "ms": 8000, "rating": 1 + number * 7 % 4}
    data = {"question": question, "part": None, "typed": "12,544", **verdict}
    return Event(f"{number:032x}", START + STEP * number, "answer", item, data)


def ms(action: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1e3


def tell(what: str, spent: float, unit: str = "ms") -> None:
    """Print one line of the table."""
    print(f"{what:<58}{spent:>10.3f} {unit}", flush=True)


def small(path: Path) -> None:
    """Fill a new file answer by answer and print its figures."""
    with open_store(path) as store:
        appends = [ms(partial(store.append, answer(number))) for number in range(REVIEWS)]
    tell("append, synchronous=FULL, median", median(appends))
    tell("append, synchronous=FULL, p95", quantiles(appends, n=20)[-1])
    tell(f"open and close, {REVIEWS:,} reviews", opened(path))
    with open_store(path) as store:
        tell(
            f"the 20 longest due of {ITEMS:,} items",
            median(ms(lambda: store.due(END, 20)) for _ in range(RUNS)),
        )
        tell("rebuild of the caches", ms(store.rebuild))
        tell("undo and redo", median(ms(partial(undone, store)) for _ in range(RUNS)))
        tell(f"statistics of {REVIEWS:,} reviews", median(ms(partial(figures_of, store, END)) for _ in range(RUNS)))


def undone(store: Store) -> None:
    """Undo the last answer and redo it."""
    store.undo(END)
    store.redo(END)


def opened(path: Path) -> float:
    """Return the median milliseconds of opening and closing."""
    return median(ms(lambda: open_store(path).close()) for _ in range(RUNS))


def large(folder: Path) -> None:
    """Print the figures of a file with a million events."""
    path, empty = folder / "large.db", folder / "empty.db"
    open_store(empty).close()
    fill(path)
    tell("size of the file", path.stat().st_size / 1e6, "MB")
    with open_store(path) as store:
        tell("rebuild of the caches", ms(store.rebuild) / 1e3, "s")
    tell("open and close, empty file", opened(empty))
    tell(f"open and close, {MANY_EVENTS:,} events", opened(path))
    doctor(path)
    with open_store(path) as store:
        tell("statistics of the whole file", median(ms(partial(figures_of, store, LARGE_END)) for _ in range(RUNS)))
    answering(path, folder)


def fill(path: Path) -> None:
    """Insert the events of many items in one transaction, past the program, and let it work out its caches."""
    open_store(path).close()
    with closing(connect(path, wait=3.0)) as database, database.connection.begin():
        cursor = database.connection.connection.cursor()
        cursor.executemany(LOG_ROW, bulk(Random(1)))
        cursor.close()


def bulk(chance: Random) -> Iterator[tuple[str, int, str, str, str]]:
    """Yield rows of the log: every item once, then as it comes; in a hundred events one rates an answer anew."""
    last = ("", "")
    for number in range(MANY_EVENTS):
        item = f"kind:cnn.kind-{number if number < MANY_ITEMS else chance.randrange(MANY_ITEMS)}"
        uuid, rating = str(UUID(int=chance.getrandbits(128), version=4)), chance.randrange(1, 5)
        day, place = divmod(number, A_DAY)
        at = microseconds(START + timedelta(days=day, seconds=20 * place))
        if number % 100 == 99:
            yield uuid, at, "rate", last[1], f'{{"of":"{last[0]}","rating":{rating}}}'
            continue
        question = f'{{"kind":"{item[5:]}","version":1,"seed":{chance.getrandbits(62)},"mode":"forward"}}'
        verdict = f'"verdict":"correct","misconception":null,"hints":0,"ms":8000,"rating":{rating}'
        yield uuid, at, "answer", item, f'{{"question":{question},"part":"o","typed":"12,544",{verdict}}}'
        last = (uuid, item)


def answering(path: Path, folder: Path) -> None:
    """Print how long the next item and its answer take: here, by the bare statements alone, and in Anki, by turns."""
    anki = AnkiCollection.made(folder / "collection.anki2", MANY_ITEMS, MANY_EVENTS)
    here, bare, there = list[float](), list[float](), list[float]()
    with open_store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA synchronous = FULL")
        for number in range(ANSWERS):
            now = LARGE_END + 2 * number * timedelta(seconds=10)
            here.append(ms(partial(next_and_answer, store, now, number)))
            bare.append(ms(partial(bare_answer, file, microseconds(now) + 1)))
            if anki:
                there.append(ms(anki.next_and_answer))
    tell("next item and its answer on the disk, median", median(here))
    tell("next item and its answer on the disk, p95", quantiles(here, n=20)[-1])
    tell("the same rows by bare SQL, nothing worked out, median", median(bare))
    if anki:
        tell(f"the same in Anki {anki.version} ({anki.durability}), median", median(there))
        tell("the same in Anki, p95", quantiles(there, n=20)[-1])
        anki.close()
    else:
        print("Anki is not installed here: pip install anki")


def bare_answer(file: sqlite3.Connection, at: int) -> None:
    """Read what is longest overdue and write the rows of an answer: what any program in Python would need at least."""
    (item,) = file.execute(BARE_DUE, (at,)).fetchone()
    data = '{"verdict":"correct","rating":3,"ms":8000,"typed":"12,544","part":"o","hints":0,"misconception":null}'
    file.execute("BEGIN IMMEDIATE")
    file.execute(LOG_ROW, (str(uuid4()), at, "answer", item, data))
    file.execute("UPDATE memory SET due_us = ?, last_us = ? WHERE item = ?", (at + 10**12, at, item))
    file.executemany(BARE_COUNT, BARE_COUNTS)
    file.execute("COMMIT")


def next_and_answer(store: Store, now: datetime, number: int) -> None:
    """Ask what is longest overdue, and record an answer to it."""
    (item,) = store.due(now, limit=1)
    store.append(Event(f"{number:08x}-0000-4000-8000-000000000000", now, "answer", item, answer(number % 1000).data))


def doctor(path: Path) -> None:
    """Print how long the doctor takes, what it finds, and the largest memory of the process before it and with it."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = perf_counter(), process_time()
    with closing(connect(path, wait=3.0)) as database:
        found = examine(database, LARGE_END)
    tell(f"doctor, {MANY_ITEMS:,} items, {MANY_EVENTS:,} events", perf_counter() - start, "s")
    tell("doctor, processor time", process_time() - cpu, "s")
    print(*(f"    {check.state:<8} {check.name}: {check.text.en}" for check in found), sep="\n")
    tell("peak memory, before", peak / 1024, "MiB")
    tell("peak memory, after", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB")


def main() -> None:
    """Measure in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        small(Path(folder) / "bench.db")
        if "--large" in sys.argv[1:]:
            large(Path(folder))


if __name__ == "__main__":
    main()
