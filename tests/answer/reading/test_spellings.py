from __future__ import annotations

import re
import tomllib
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from studytool.answer.reading.read import Reading, Unreadable, read
from tests.effort import calls

MOST = 60_000
"""Calls that one reading may take: some milliseconds (bench/durations.py)."""


def table(name):
    """The rows of a table of inputs: (type, text, expected)."""
    sections = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return [(type, text, expected) for type, rows in sections.items() for text, expected in rows.items()]


def effort(text, type):
    """How many calls a reading takes."""
    return calls(lambda: read(text, type, options="abcd"))


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
        assert value.dtype == (np.int64 if is_whole(type, expected) else np.float64)
        assert value.shape == np.shape(expected)
        np.testing.assert_allclose(value, expected, rtol=1e-14)


def is_whole(type, expected):
    """Whether the entries are integers: always in some types, in a set where all of it are."""
    return type in {"integers", "shape"} or (type == "set" and all(isinstance(entry, int) for entry in expected))


def type_of(expected):
    """The Python type that an exact value must have."""
    return str if isinstance(expected, str) else int


USUAL = [*table("spellings.toml"), *table("list_spellings.toml"), *table("habits.toml")]
HOSTILE = table("hostile.toml")


@pytest.mark.parametrize(("type", "text", "expected"), USUAL)
def test_usual_spellings_are_read(type, text, expected):
    """What a person would accept is read, and as exactly the number that the person means."""
    assert_read_as(read(text, type, options="abcd"), type, expected)


def test_the_tables_are_large_enough():
    """Five hundred spellings and two hundred odd or hostile inputs, each once."""
    assert len({(type, text) for type, text, _ in USUAL}) == len(USUAL) >= 500
    assert len({(type, text) for type, text, _ in HOSTILE}) == len(HOSTILE) >= 200
    assert not {(type, text) for type, text, _ in USUAL} & {(type, text) for type, text, _ in HOSTILE}


@pytest.mark.parametrize(("type", "text", "expected"), HOSTILE)
def test_hostile_and_odd_input_is_refused_or_read_right(type, text, expected):
    """Nothing is read as something else: odd input is refused by naming the part, or read as stated."""
    result = read(text, type, options="abcd")
    if isinstance(expected, str):
        assert isinstance(result, Unreadable), result
        assert expected in result.reason.en
        assert "\n" not in result.reason.en + result.reason.zh
    else:
        assert_read_as(result, type, expected)


def shown_as(piece):
    """What a refusal quotes, as it was typed: without its dots, and with signs that cannot be seen."""
    codes = re.compile(r"U\+([0-9A-F]{4})")
    return codes.sub(lambda code: chr(int(code[1], 16)), piece.removesuffix("…"))


def is_about(reason, text):
    """Whether a line quotes a piece of the text, or says that it is empty or too long."""
    quoted = [shown_as(piece) for piece in re.findall("“(.+?)”", reason)]
    usual = re.sub(r"\s", " ", text)
    return any(piece in text or piece in usual for piece in quoted) or "most" in reason or "最多" in reason


@pytest.mark.parametrize(("type", "text"), [row[:2] for row in HOSTILE if isinstance(row[2], str)])
def test_every_refusal_names_what_was_typed_and_gives_an_example(type, text):
    """In both languages a refusal quotes a part of what was typed, in its own signs, and ends with an example."""
    reason = read(text, type, options="abcd").reason
    empty = not text.strip(" \u200b")
    for line, example in ((reason.en, "Example: "), (reason.zh, "例：")):
        said, _, shown = line.partition(example)
        assert empty or is_about(said, text), line
        assert isinstance(read(shown.partition(" (")[0], type, options="abcd"), Reading)


def test_no_input_of_the_tables_is_much_work():
    """Whatever is typed."""
    assert {text for type, text, _ in (*USUAL, *HOSTILE) if effort(text, type) > MOST} == set()


def test_no_input_of_the_tables_takes_much_memory():
    """No reading needs 10 MB, whatever is typed."""
    tracemalloc.start()
    try:
        for type, text, _ in HOSTILE:
            read(text, type, options="abcd")
        assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    finally:
        tracemalloc.stop()


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
        "1..500," * 80,
        "1 .. " * 120,
        "..." * 200,
        "x=" * 300,
        "a=" * 99 + "1",
        "1=" * 99 + "1",
        "1 or " * 120,
        "⌊" * 200,
        "答案：" * 60,
        "1 - " * 150,
        "9-" * 300,
        "(1+1/3)^2000·(1+1/7)^2000",
    ],
)
@pytest.mark.parametrize("type", ["int", "float", "vector", "integers", "matrix", "shape", "choice", "set"])
def test_long_and_deep_input_is_little_work(type, text):
    """Length, depth, digits and exponents are bounded, for every type."""
    assert effort(text, type) < MOST
