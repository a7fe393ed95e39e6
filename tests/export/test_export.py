"""What holds for every format."""

from __future__ import annotations

import subprocess
import sys

import pytest

from studytool import bank
from studytool.export import FORMATS, writer
from studytool.text.language import LANGUAGES, UserError


def test_an_unknown_format_names_the_nearest():
    """A misspelt format is answered with the one that was probably meant."""
    with pytest.raises(UserError, match="the nearest is moodle"):
        writer("modle")


def test_formats_are_imported_when_asked_for():
    """Naming the formats loads none of them."""
    code = "import sys, studytool.export; print([n for n in sys.modules if n.startswith('studytool.export.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_hostile_texts_hold_no_format_up(format, language, hostile_kind, hostile_vector_kind, written):
    """Every mode of every kind is written, whatever its texts hold, and the same bytes come again."""
    kinds = (hostile_kind, hostile_vector_kind)
    questions = [bank.generate(kind, seed, mode) for kind in kinds for mode in kind.modes for seed in range(2)]
    assert written(format, questions, language) == written(format, iter(questions), language)


@pytest.mark.parametrize("format", FORMATS)
def test_no_questions_make_an_empty_file_of_the_format(format, written):
    """Nothing to ask is no failure."""
    assert written(format, []).endswith("\n")
