from __future__ import annotations

import pytest

from studytool.memory.skills import NO_SKILLS, SkillGraph, closed, read_graph

SHARES = {"a": {"b": 0.5, "s": 0.2}, "b": {"s": 0.8, "t": 1.0}, "c": {"t": 0.3}}
GRAPH = SkillGraph(closed(SHARES), {"a": {"slip": "b", "gap": "s"}, "c": {"slip": "t"}})


def test_what_is_contained_is_contained_at_any_depth():
    """Shares multiply along a path, and of several paths the fullest counts, in whatever order they come."""
    assert closed(SHARES) == {
        "a": {"b": 0.5, "s": 0.4, "t": 0.5},
        "b": {"s": 0.8, "t": 1.0},
        "c": {"t": 0.3},
    }
    assert closed({"a": {"s": 0.9, "b": 0.5}, "b": {"s": 0.8}})["a"] == {"s": 0.9, "b": 0.5}
    assert closed({"a": {"b": 0.5}, "b": {"c": 0.5}, "c": {"d": 0.5}})["a"] == {"b": 0.5, "c": 0.25, "d": 0.125}
    assert closed({}) == {}


@pytest.mark.parametrize("circle", [{"a": {"a": 1.0}}, {"a": {"b": 1.0}, "b": {"c": 1.0}, "c": {"a": 1.0}}])
def test_what_contains_itself_is_refused(circle):
    """At any depth, with its name; that two items contain a third is no circle."""
    with pytest.raises(ValueError, match="'a' contains itself"):
        closed(circle)
    assert closed({"a": {"b": 1.0, "c": 1.0}, "b": {"s": 1.0}, "c": {"s": 1.0}})["a"]["s"] == 1.0


def test_skills_are_the_nodes_that_contain_nothing():
    """And the items that contain a node come in the order of their names."""
    assert GRAPH.nodes == {"b", "s", "t"}
    assert GRAPH.skills == {"s", "t"}
    assert GRAPH.sources == {"b": ("a",), "s": ("a", "b"), "t": ("a", "b", "c")}


def test_reviews_matter_to_what_they_exercise():
    """Those of all that contain a node, and its own unless it is a skill, which is never asked."""
    assert GRAPH.that_matter(["t"]) == {"a", "b", "c"}
    assert GRAPH.that_matter(["b"]) == {"a", "b"}
    assert GRAPH.that_matter(["c"]) == {"c"}
    assert GRAPH.that_matter([]) == set()


def test_a_mistake_belongs_to_a_node_of_its_item():
    """One that belongs to none, or is made elsewhere, is nobody's fault."""
    assert GRAPH.at_fault("a", ("slip", "gap", "other")) == {"b", "s"}
    assert GRAPH.at_fault("c", ("slip",)) == {"t"}
    assert GRAPH.at_fault("b", ("slip",)) == set()
    assert NO_SKILLS.at_fault("a", ("slip",)) == set()


def test_a_graph_is_read_back():
    """Equal graphs give equal texts, whatever the order in which they were written down."""
    assert read_graph(GRAPH.json) == GRAPH
    turned = SkillGraph(dict(reversed(GRAPH.contains.items())), dict(reversed(GRAPH.belongs.items())))
    assert turned.json == GRAPH.json
    assert NO_SKILLS.json != GRAPH.json
    with pytest.raises(ValueError, match="Expecting value"):
        read_graph("no graph")
