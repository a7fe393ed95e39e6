from __future__ import annotations

import time
import tomllib
from pathlib import Path

import numpy as np
import pytest

from studytool.answer.reading import Reading, Unreadable, read

SLOWEST = 0.05


def table(name):
    """The rows of a table of inputs: (type, text, expected)."""
    sections = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return [(type, text, expected) for type, rows in sections.items() for text, expected in rows.items()]


def best_time(text, type):
    """The shortest of three readings, so that a busy machine does not count."""
    times = []
    for _ in range(3):
        start = time.process_time()
        read(text, type, options="abcd")
        times.append(time.process_time() - start)
    return min(times)


def assert_read_as(reading, type, expected):
    """The value has the expected type, shape and number."""
    assert isinstance(reading, Reading), reading.reason.en
    value = reading.value
    if isinstance(expected, str | int):
        assert value == expected
        assert isinstance(value, type_of(expected))
    elif isinstance(expected, float):
        assert value == pytest.approx(expected, rel=1e-14)
    else:
        assert value.dtype == (np.int64 if type in {"integers", "shape"} else np.float64)
        assert value.shape == np.shape(expected)
        np.testing.assert_allclose(value, expected, rtol=1e-14)


def type_of(expected):
    """The Python type that an exact value must have."""
    return str if isinstance(expected, str) else int


@pytest.mark.parametrize(("type", "text", "expected"), [*table("spellings.toml"), *table("list_spellings.toml")])
def test_usual_spellings_are_read(type, text, expected):
    """What a person would accept is read, and as exactly the number that the person means."""
    assert_read_as(read(text, type, options="abcd"), type, expected)


@pytest.mark.parametrize(("type", "text", "expected"), table("hostile.toml"))
def test_hostile_and_odd_input_is_refused_or_read_right(type, text, expected):
    """Nothing is read as something else: odd input is refused by naming the part, or read as stated."""
    result = read(text, type, options="abcd")
    if isinstance(expected, str):
        assert isinstance(result, Unreadable), result
        assert expected in result.reason.en
        assert "\n" not in result.reason.en + result.reason.zh
        assert "Example: " in result.reason.en
        assert "例：" in result.reason.zh
    else:
        assert_read_as(result, type, expected)


def test_no_input_of_the_tables_takes_long():
    """No reading takes over 50 ms, whatever is typed."""
    rows = [*table("spellings.toml"), *table("list_spellings.toml"), *table("hostile.toml")]
    assert {text for type, text, _ in rows if best_time(text, type) > SLOWEST} == set()


@pytest.mark.parametrize(
    "text",
    [
        "9" * 200,
        "9" * 100_000,
        "(" * 200,
        "(" * 100_000,
        "1" + "+1" * 99,
        "-" * 200,
        "2^(" * 60,
        "9^9·" * 49 + "1",
        "0.1" * 60,
        "1e9" * 60,
        "1," * 300,
        "1 " * 300,
        "1;" * 300,
        "[1]" * 200,
        " " * 600,
        "1 -" * 200,
        "√" * 200,
        "½" * 200,
        "²" * 200,
        "x" * 200,
        "1x" * 100,
        "1_000" * 40,
        "1,000" * 120,
        "９" * 600,
        "((1/3)^400)^400",
        "(1+1/3)^2000·(1+1/7)^2000",
    ],
)
@pytest.mark.parametrize("type", ["int", "float", "vector", "integers", "matrix", "shape", "choice"])
def test_long_and_deep_input_takes_no_time(type, text):
    """Length, depth, digits and exponents are bounded, so that every type answers within 50 ms."""
    assert best_time(text, type) < SLOWEST
