"""Whole files, byte by byte; run this file as a program to write them anew after a change that is meant."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from studytool.course.modes import MODES
from studytool.export.formats import FORMATS, LACKING, writer
from studytool.questions import bank
from studytool.text.language import LANGUAGES
from tests.processors import printed_here_and_there, where_loops_differ

GOLDEN = Path(__file__).parent / "golden"
ASKED = (
    ("cnn.conv-output-size", 1, "forward"),
    ("cnn.conv-output-size", 2, "choice"),
    ("cnn.input-sizes-of-output", 3, "parts"),
    ("rnn.gru-step", 4, "forward"),
    ("rnn.gru-step", 5, "choice"),
    ("rnn.gru-step", 6, "inverse"),
    ("cnn.conv-output-size", 3, "inverse"),
    ("cnn.conv-output-size", 7, "spot"),
    ("rnn.gru-step", 8, "fill"),
    ("rl.q-learning-update", 9, "write"),
)
SUFFIX = {"moodle": "xml", "json": "json", "markdown": "md", "html": "html"}


def exported(format, language):
    """The file that the format makes of the golden questions."""
    stream = io.StringIO()
    asked = [one for one in ASKED if one[2] not in LACKING.get(format, ())]
    writer(format)((bank.generate(bank.find(id), seed, mode) for id, seed, mode in asked), stream, language)
    return stream.getvalue().encode()


def golden(format, language):
    """Where the file is kept that it must equal."""
    return GOLDEN / f"{format}.{language}.{SUFFIX[format]}"


def test_every_mode_is_in_the_golden_files():
    """No way to ask goes unseen."""
    assert {mode for _, _, mode in ASKED} == set(MODES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_files_are_the_golden_ones(format, language, monkeypatch):
    """The same kinds, seeds and modes give the same bytes, always."""
    monkeypatch.setattr("studytool.export.json.__version__", "0.1.0")
    assert exported(format, language) == golden(format, language).read_bytes()


EXPORT = """
import sys
from studytool.questions import bank
from studytool.export.formats import writer
for format in ("json", "moodle"):
    asked = (bank.generate(kind, seed, kind.modes[0]) for kind in map(bank.find, IDS) for seed in range(20))
    writer(format)(asked, sys.stdout, "en")
"""


@where_loops_differ
@pytest.mark.kinds
def test_every_processor_writes_the_same_bytes(kinds):
    """Whatever the last bit of exp is."""
    here, there = printed_here_and_there(f"IDS = {[kind.id for kind in kinds]}\n{EXPORT}")
    assert here == there


if __name__ == "__main__":
    for format in FORMATS:
        for language in LANGUAGES:
            golden(format, language).write_bytes(exported(format, language))
