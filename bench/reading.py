"""How typed answers are read: misread, refused, slow, the median time and the memory, on the tables of the tests.

Run from the repository's root: python bench/reading.py
"""

from __future__ import annotations

import sys
import time
import tomllib
import tracemalloc
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from studytool.answer.reading.read import Reading, read  # noqa: E402

Row = tuple[Any, str, Any]

PLAIN = ["12,544", "12 544", "１２３", "−3", "3×224", "½", "2^10", "1.5×10^-3", "3/4", "1e-3", ".5", "0.25", "12544"]
"""One number as people type it, for the time of one reading."""
SLOW = 0.05
REPEATS = 200


def rows(*names: str) -> list[Row]:
    """The rows (type, text, expected) of tables."""
    tables = [
        tomllib.loads((ROOT / "tests" / "answer" / "reading" / name).read_text(encoding="utf-8")) for name in names
    ]
    return [
        (type, text, value) for table in tables for type, section in table.items() for text, value in section.items()
    ]


def seconds(type: Any, text: str, repeats: int = 3) -> float:
    """The shortest of some readings."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        read(text, type, options="abcd")
        best = min(best, time.perf_counter() - start)
    return best


def same(value: Any, expected: Any) -> bool:
    """Whether a value is the expected letter, integer, float to 14 digits, vector or matrix."""
    if isinstance(expected, str | int):
        return bool(np.ndim(value) == 0 and value == expected)
    return np.shape(value) == np.shape(expected) and bool(np.allclose(value, expected, rtol=1e-14, atol=0))


def outcome(type: Any, text: str, expected: Any, *, must_refuse: bool) -> str:
    """One of right, refused, misread: what a person means against what was read."""
    result = read(text, type, options="abcd")
    if not isinstance(result, Reading):
        return "right" if must_refuse else "refused"
    return "misread" if must_refuse or not same(result.value, expected) else "right"


def report(title: str, table: list[Row], *, hostile: bool) -> None:
    """One line of counts."""
    outcomes = [outcome(*row, must_refuse=hostile and isinstance(row[2], str)) for row in table]
    times = [seconds(type, text) for type, text, _ in table]
    slow = sum(one > SLOW for one in times)
    print(
        f"{title:<18}{len(table):>4} inputs  misread {outcomes.count('misread')}  "
        f"wrongly refused {outcomes.count('refused')}  over 50 ms {slow}  "
        f"median {median(times) * 1e6:.1f} µs  most {max(times) * 1e6:.0f} µs"
    )


def most_memory(table: list[Row]) -> int:
    """The most bytes that are held while the inputs are read one after the other."""
    tracemalloc.start()
    for type, text, _ in table:
        read(text, type, options="abcd")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    """Print the counts of both tables, the memory, and the median time of a plain number."""
    usual, hostile = rows("spellings.toml", "list_spellings.toml", "habits.toml"), rows("hostile.toml")
    report("usual spellings", usual, hostile=False)
    report("hostile or odd", hostile, hostile=True)
    print(f"memory: at most {most_memory([*usual, *hostile]) / 1e6:.2f} MB")
    times = [seconds("float", text, REPEATS) for text in PLAIN]
    print(f"one plain number: median {median(times) * 1e6:.1f} µs, most {max(times) * 1e6:.1f} µs")


if __name__ == "__main__":
    main()
