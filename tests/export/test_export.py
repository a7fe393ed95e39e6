"""What holds for every format."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from studytool.course.modes import MODES
from studytool.export.formats import FORMATS, LACKING, writer
from studytool.questions import bank
from studytool.text.language import LANGUAGES, UserError
from studytool.text.sources import cited


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
    kinds, lacking = (hostile_kind, hostile_vector_kind), LACKING.get(format, ())
    asked = [(kind, mode) for kind in kinds for mode in kind.modes if mode not in lacking]
    questions = [bank.generate(kind, seed, mode) for kind, mode in asked for seed in range(2)]
    assert written(format, questions, language) == written(format, iter(questions), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["moodle", "markdown", "html"])
def test_sources_are_cited_in_the_language(format, language, written):
    """Of every kind whose source names a place, that place as the language calls it and not as the other does."""
    unescaped = (kind for kind in bank.kinds() if "&" not in kind.source)
    placed = [kind for kind in unescaped if cited(kind.source).zh != kind.source]
    assert len(placed) > 5
    for kind in placed:
        page = written(format, [bank.generate(kind, 0)], language)
        for each in LANGUAGES:
            assert (cited(kind.source)[each] in page) == (each == language)


@pytest.mark.parametrize("format", FORMATS)
def test_no_questions_make_an_empty_file_of_the_format(format, written):
    """Nothing to ask is no failure."""
    assert written(format, []).endswith("\n")


def test_a_mode_that_a_format_lacks_is_refused(hostile_kind):
    """The refusal says why, and which formats and modes would do, when the writer is asked for and when it writes."""
    with pytest.raises(UserError, match=r"checks a formula; .* json markdown html; .* choice inverse spot fill$"):
        writer("moodle", "write")
    with pytest.raises(UserError, match="no form for mode write"):
        writer("moodle")([bank.generate(hostile_kind, 1, "write")], io.StringIO(), "en")
    assert all(writer(format, "write") for format in FORMATS if format not in LACKING)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("format", "mode"),
    [(one, mode) for one in FORMATS for mode in MODES[3:] if mode not in LACKING.get(one, ())],
)
def test_a_task_is_said_once_and_after_the_stem(format, mode, language, many_kind, written):
    """What to do stands after what the question is about, and before the first option or line."""
    question = bank.generate(many_kind, 2, mode)
    text = written(format, [question], language)
    task = question.task[language]
    assert text.count(task) == 1
    assert text.index(question.stem[language]) < text.index(task)
    first = [option.text[language] for option in question.parts[0].options] + [step.formula for step in question.worked]
    assert all(text.index(task) < text.index(shown) for shown in first if format in {"html", "moodle"})
