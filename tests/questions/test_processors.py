"""What a seed stands for is the same question on every processor, to the last letter that is printed."""

from __future__ import annotations

import pytest

from tests.processors import printed_here_and_there, where_loops_differ

PRINTED = """
from studytool.questions import bank
from studytool.questions import explain
from studytool.questions.numbers import answer_text
from studytool.answer.judging.suspects import predictions

def show(kind, seed, mode):
    question = bank.generate(kind, seed, mode)
    print(kind.id, seed, mode, question.stem, question.task, [step.line for step in question.worked])
    for part in question.parts:
        answer = part.answer if part.options else answer_text(part.answer, part.type)
        print(part.name, part.prompt, answer, part.because, [(option.key, option.text) for option in part.options])
        print([(one.id, part.options or answer_text(one.value, part.type)) for one in part.claims if not part.options])
    print([step.line for step in explain.solution(question.variant)], predictions(question.variant).places)
"""
EVERYTHING = """
for id in {ids!r}:
    kind = bank.find(id)
    for mode in kind.modes:
        for seed in range(12): show(kind, seed, mode)
"""
EDGES = [
    ("gnn.gat-attention", 274, "forward"),
    ("gnn.gcn-layer", 77, "choice"),
    ("gan.spectral-norm-power-step", 8, "parts"),
    ("rl.value-iteration-sweeps", 80, "fill"),
    ("rnn.lstm-step", 159, "parts"),
]
PLAN = """
from datetime import UTC, datetime, timedelta
from studytool.learner.exam import Exam
from studytool.course.chapters import CHAPTERS
from studytool.study.planning import new_items
from studytool.study.preparation import prepare
from studytool.store.open_store import open_store
now = datetime(2026, 1, 1, 9, tzinfo=UTC)
items = {chapter: list(new_items(chapter, [])) for chapter in CHAPTERS}
with open_store("sqlite://") as store:
    for factor, days, minutes in ((0.1, 10.4, 60.0), (0.3, 3.2, 25.0), (0.7, 33.3, 60.0)):
        chapters = {chapter: factor * len(names) for chapter, names in items.items()}
        exam = Exam("exam", now + timedelta(days=days), chapters, minutes, "UTC")
        found = prepare(exam, sum(items.values(), []), store, now)
        print(found.order, [risk.item for risk in found.risks()], f"{found.prediction.mean:.6f}")
"""


@where_loops_differ
@pytest.mark.kinds
def test_every_processor_prints_the_same_questions(kinds):
    """In every mode: the givens, the options in their order, the answers, the worked lines."""
    here, there = printed_here_and_there(PRINTED + EVERYTHING.format(ids=[kind.id for kind in kinds]))
    assert here == there


@where_loops_differ
@pytest.mark.parametrize(("kind", "seed", "mode"), EDGES)
def test_what_lies_on_an_edge_is_settled_alike(kind, seed, mode):
    """A number on the edge of a condition, halfway between two printed ones, or 0 but for rounding."""
    here, there = printed_here_and_there(f"{PRINTED}show(bank.find({kind!r}), {seed}, {mode!r})")
    assert here == there
    assert "×10^−1".encode() not in here


@where_loops_differ
def test_every_processor_makes_the_same_plan():
    """Items whose shares of the exam are equal, although computed from other numbers, keep their order."""
    here, there = printed_here_and_there(PLAN)
    assert here == there
