"""How fast the store is: an answer recorded, a log opened, what is due. Run: python bench/store.py."""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from studytool.stats import stats
from studytool.store import open_store
from studytool.store.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable

REVIEWS, ITEMS, RUNS = 10_000, 1_000, 20
START = datetime(2026, 1, 1, tzinfo=UTC)
END = START + timedelta(minutes=10 * REVIEWS)


def answer(number: int) -> Event:
    """Return one answer as a sitting records it."""
    item = f"kind:cnn.kind-{number % ITEMS}"
    question = {"kind": item, "version": 1, "seed": number, "mode": "forward"}
    verdict = {"verdict": "correct", "misconception": None, "hints": 0, "ms": 8000, "rating": 1 + number * 7 % 4}
    data = {"question": question, "part": None, "typed": "12,544", **verdict}
    return Event(f"{number:032x}", START + timedelta(minutes=10 * number), "answer", item, data)


def ms(action: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1e3


def report(path: Path) -> None:
    """Fill a new file and print the table."""
    with open_store(path) as store:
        appends = [ms(partial(store.append, answer(number))) for number in range(REVIEWS)]
    print(f"append, synchronous=FULL, median      {median(appends):9.3f} ms")
    print(f"append, synchronous=FULL, p95         {quantiles(appends, n=20)[-1]:9.3f} ms")
    opened = median(ms(lambda: open_store(path).close()) for _ in range(RUNS))
    print(f"open and close, {REVIEWS:,} reviews        {opened:9.3f} ms")
    with open_store(path) as store:
        due = median(ms(lambda: store.due(END, "kind:cnn.", 20)) for _ in range(RUNS))
        print(f"the 20 longest due of {ITEMS:,} items      {due:9.3f} ms")
        print(f"rebuild of the cache                  {ms(store.rebuild):9.3f} ms")
        log, memory = list(store.events()), store.memory()
    spent = median(ms(lambda: stats(log, memory, lambda item: item[5:8], END)) for _ in range(RUNS))
    print(f"statistics of {REVIEWS:,} reviews          {spent:9.3f} ms")


def main() -> None:
    """Measure in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        report(Path(folder) / "bench.db")


if __name__ == "__main__":
    main()
