"""Read what a coverage-guided fuzzer makes up: python tests/answer/reading/coverage_guided.py -max_total_time=60.

Needs atheris. A crash is an exception, a refusal without an example, or a reading that takes over half a second.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

with atheris.instrument_imports(include=["studytool.answer"]):
    from studytool.answer.reading.formulas import read_formula
    from studytool.answer.reading.read import Unreadable, read

TYPES = ("int", "float", "vector", "integers", "matrix", "shape", "set", "choice", "formula")
NAMES = ("l", "x", "pi", "W_r")
SLOWEST = 0.5


def one_input(data: bytes) -> None:
    """The first byte chooses the type and the decimal sign, the others are what is typed."""
    provider = atheris.FuzzedDataProvider(data)
    place = provider.ConsumeIntInRange(0, 2 * len(TYPES) - 1)
    type, decimal_comma = TYPES[place // 2], bool(place % 2)
    text = provider.ConsumeUnicode(650)
    start = time.process_time()
    if type == "formula":
        result = read_formula(text, NAMES)
    else:
        result = read(text, type, options="abcd", decimal_comma=decimal_comma)
    if time.process_time() - start > SLOWEST:
        raise RuntimeError(f"slow: {text!r}")
    if isinstance(result, Unreadable) and "Example: " not in result.reason.en:
        raise RuntimeError(f"no example: {text!r}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
