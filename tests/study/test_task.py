from __future__ import annotations

from studytool.questions import bank
from studytool.study.task import Task, question_task, with_question

CONV = "cnn.conv-output-size"


def test_the_mode_can_be_changed_for_the_same_variant():
    """The same numbers asked as multiple choice; the task stays as it was."""
    task = question_task(bank.find(CONV), 24)
    other = with_question(task, "choice")
    assert (task.question.mode, other.question.mode) == ("forward", "choice")
    assert other.question.givens == task.question.givens


def test_a_task_without_the_mode_stays_itself():
    """A kind that lacks it, one that has it already, and what is no question."""
    gcn = question_task(bank.find("gnn.gcn-layer"), 1)
    assert with_question(gcn, "inverse") is gcn
    assert with_question(gcn, gcn.question.mode) is gcn
    card = Task("card:cnn/C-03/1")
    assert with_question(card, "choice") is card


def test_a_kind_without_the_wanted_mode_is_asked_in_its_own_first_one():
    """The item of memory is the kind's, whatever the mode."""
    task = question_task(bank.find("gnn.gcn-layer"), 1, "inverse")
    assert (task.item, task.chapter, task.question.mode) == ("kind:gnn.gcn-layer", "gnn", "forward")
