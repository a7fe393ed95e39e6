from __future__ import annotations

import pytest

from studytool.memory.covering import Waiting, first_to_ask
from studytool.memory.fsrs import State, first, interval, retrievability
from studytool.memory.skills import SkillGraph

GRAPH = SkillGraph(
    {"all": {"a": 1.0, "b": 1.0, "s": 0.5}, "most": {"a": 1.0, "s": 1.0}, "a": {"s": 0.2}, "b": {"t": 1.0}}
)
STATE = first(3)
DAYS = float(interval(STATE, 0.9))


def waiting(overdue):
    """Return a node that has been due for so many days."""
    return Waiting(STATE, DAYS + overdue, overdue)


def asked(due, known=(), wanted=0.9):
    return first_to_ask(due, known, GRAPH, wanted)


def test_the_item_that_knocks_out_most_comes_first():
    """Though others have been due for longer."""
    assert asked({"a": waiting(0.2), "b": waiting(0.2), "all": waiting(0.0)}) == "all"
    assert asked({"a": waiting(0.2), "most": waiting(0.0), "all": waiting(0.0)}) == "all"


def test_what_is_forgotten_further_is_not_knocked_out():
    """A fraction does not bring back what a whole review would."""
    assert asked({"a": waiting(300.0), "b": waiting(0.2), "most": waiting(0.1)}) == "a"


def test_of_items_alike_the_longest_overdue_comes_first_then_the_first_by_name():
    """Where nothing knocks out anything, as with cards, it is the plain order."""
    assert asked({"card:1": waiting(0.0), "card:2": waiting(0.5), "card:3": waiting(0.1)}) == "card:2"
    assert asked({"card:2": waiting(0.1), "card:1": waiting(0.1)}) == "card:1"
    assert asked({}) is None


def test_a_skill_is_practised_by_the_known_item_that_contains_it_most_fully():
    """Only if there is one, and though that item is not due."""
    skill = {"s": Waiting(State(2.0, 1.6, 3.5), 0.5, 0.5)}
    assert asked(skill, ["all", "most", "a"]) == "most"
    assert asked(skill, ["all", "a"]) == "all"
    assert asked(skill, ["b"]) is None


def test_what_waits_for_many_intervals_outweighs_what_is_just_due():
    """Nothing is put off for ever; an interval counts as a day at least."""
    assert waiting(0.0).urgency == pytest.approx(1.0)
    assert waiting(9 * DAYS).urgency == pytest.approx(10.0)
    assert Waiting(STATE, 3.0, 2.99).urgency == pytest.approx(3.0)
    assert asked({"b": waiting(9 * DAYS), "a": waiting(0.0), "most": waiting(0.0)}) == "b"


def test_knocking_out_means_that_recall_is_as_wanted_again():
    """The wanted recall decides, as it does when an item falls due."""
    due = {"a": waiting(20.0), "b": waiting(0.1), "most": waiting(0.0)}
    assert retrievability(STATE, DAYS + 20.0) > 0.7
    assert asked(due, wanted=0.7) == "most"
    assert asked(due, wanted=0.99) == "a"
