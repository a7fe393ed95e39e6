"""Questions that read alike are one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studytool.course.modes import MODES
from studytool.export.distinct import distinct
from studytool.kinds.givens import integer
from studytool.questions import bank


@pytest.fixture(scope="module")
def small_kind(many_kind):
    """A kind of few variants, in every mode."""
    return replace(many_kind, id="cnn.small", givens={"a": integer(-5, 6)})


@pytest.mark.parametrize("mode", MODES)
def test_no_two_read_alike(mode, small_kind):
    """What is left differs in stem, givens, task, lines or options; what is left out does not."""
    asked = [bank.generate(small_kind, seed, mode) for seed in range(60)]
    kept = list(distinct(asked))
    read = [text_of(question) for question in asked]
    assert [text_of(question) for question in kept] == list(dict.fromkeys(read))
    assert len(kept) < len(asked)


def text_of(question):
    """Everything that a student reads, the options of a choice in whatever order."""
    options = [option.text.en for part in question.parts for option in part.options]
    options = sorted(options) if question.mode == "choice" else options
    lines = [line.line for line in question.worked] + [part.prompt.en for part in question.parts]
    return question.stem.en, question.task and question.task.en, str(question.givens), *lines, *options


def test_modes_and_kinds_are_never_the_same_question(many_kind, small_kind):
    """The same numbers asked in another way, or by another kind, are another question."""
    asked = [bank.generate(kind, 3, mode) for kind in (many_kind, small_kind) for mode in MODES]
    assert list(distinct(asked)) == asked
