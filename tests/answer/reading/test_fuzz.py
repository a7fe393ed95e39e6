"""Text of any kind for every type: read or refused, never raised, and in no time."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studytool.answer.reading.formulas import read_formula
from studytool.answer.reading.read import Reading, Unreadable, read
from tests.effort import calls

TYPES = ["int", "float", "vector", "integers", "matrix", "shape", "set", "choice"]
MOST = 60_000
"""Calls that one reading may take."""
FUZZER = Path(__file__).parent / "coverage_guided.py"
SECONDS = 60

PIECES = st.sampled_from(
    [
        *"0123456789.,;:'_+-*/^%()[]{}<>=~…×·−–√πe½²⁻，、；。：≈∈⌊⌋⌈⌉ \n\t\u00a0\u202f\u3000１２．－％",
        *("..", "...", " or ", " and ", "和", "或", " to ", "至", "到", "sqrt", "ln ", "exp(", "log2(", "**", "pi"),
        *("1e", "e-", "10^", "1,000", "1 000", "0x", "x", " = ", "l = ", "ans:", "答案：", "1/", "/0", "12", "64"),
        *("\u200b", "\u202e", "\x00", "\x1f", "\ud800", "①", "１", "٣", "⁄", "³⁄₄", "‰", "_", "''", '"', "\\", "__"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(st.characters(), max_size=650),
    st.lists(PIECES, max_size=60).map("".join),
    st.tuples(PIECES, st.integers(0, 700)).map(lambda pair: pair[0] * pair[1]),
)


def check(result, type):
    """The result is a line in both languages, or a value of the asked type with its text."""
    if isinstance(result, Unreadable):
        assert result.reason.en.isprintable()
        assert result.reason.zh.isprintable()
        assert "Example: " in result.reason.en
        assert "例：" in result.reason.zh
        return
    assert isinstance(result, Reading)
    assert result.text
    if type == "choice":
        assert result.value in {*"abcd"}
        return
    number = np.asarray(result.value, dtype=float)
    assert np.all(np.isfinite(number))
    assert number.ndim == {"int": 0, "float": 0, "matrix": 2}.get(type, 1)
    if type == "set":
        assert np.all(np.diff(result.value) > 0)
    if type in {"integers", "shape"}:
        assert result.value.dtype == np.int64


@given(TEXTS, st.sampled_from(TYPES), st.booleans())
@settings(max_examples=3000, deadline=None)
@example("1.." * 200, "set", False)
@example("=" * 200, "float", False)
@example("\ud800", "set", True)
def test_whatever_is_typed_is_read_or_refused_at_once(text, type, decimal_comma):
    """It never raises, is little work, and gives a value of the asked type or a reason with an example."""
    results = []
    work = calls(lambda: results.append(read(text, type, options="abcd", decimal_comma=decimal_comma)))
    assert work < MOST
    check(*results, type)


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_a_formula_is_read_or_refused_at_once(text):
    """Whatever is typed as a formula is a tree, or a reason with an example, and is little work."""
    results = []
    assert calls(lambda: results.append(read_formula(text, ("l", "x", "pi", "W_r")))) < MOST
    if isinstance(results[0], Unreadable):
        check(*results, "formula")


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=60), st.data())
@settings(max_examples=300)
def test_a_set_reads_back_and_so_does_its_text(values, data):
    """Whatever separates whole numbers, the set has each once, and what is shown is itself that set."""
    separator = data.draw(st.sampled_from([", ", "; ", "、", "，", " or ", " and ", " 或 ", "\n"]))
    around = data.draw(st.sampled_from(["{}", "{{}}", "l = {}", "l ∈ {{}}", "｛{}｝。"]))
    reading = read(around.replace("{}", separator.join(map(str, values)), 1), "set")
    assert isinstance(reading, Reading), reading.reason.en
    assert reading.value.tolist() == sorted({*values})
    assert read(reading.text, "set").value.tolist() == sorted({*values})


@given(st.integers(-500, 500), st.integers(0, 300), st.sampled_from(["..", "…", " to ", "至", " 到 ", "~", "～"]))
def test_a_run_has_every_whole_number_of_it(first, count, sign):
    """From the first to the last, both of them included."""
    reading = read(f"{first}{sign}{first + count}", "set")
    assert reading.value.tolist() == list(range(first, first + count + 1))


@pytest.mark.long
@pytest.mark.timeout(SECONDS * 4)
def test_a_coverage_guided_fuzzer_finds_nothing():
    """A minute of inputs that each reach new code raises nothing and takes no time."""
    if find_spec("atheris") is None:
        pytest.skip("atheris is not installed (there are wheels for Linux and Python 3.11 to 3.13)")
    command = [sys.executable, str(FUZZER), f"-max_total_time={SECONDS}", "-max_len=650", "-timeout=60", "-seed=1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=FUZZER.parents[3])
    assert done.returncode == 0, done.stderr[-4000:]
    assert "DONE" in done.stderr or "Done" in done.stderr
