from __future__ import annotations

import pytest

from studytool.course.syllabus import graph, models, models_of, needs, skills
from studytool.memory.skills import closed
from studytool.questions import bank

KINDS = {f"kind:{kind.id}": kind for kind in bank.kinds()}


def test_every_kind_contains_an_elementary_skill():
    """What a kind teaches can be said in skills."""
    assert graph().contains.keys() == KINDS.keys()
    assert [item for item, nodes in graph().contains.items() if not nodes.keys() & skills().keys()] == []


def test_every_node_is_a_skill_or_a_kind_and_every_skill_is_exercised():
    """No name leads nowhere, and none is left over."""
    assert graph().nodes <= KINDS.keys() | skills().keys()
    assert graph().skills == skills().keys()
    assert {node for wanted in needs().values() for node in wanted} <= KINDS.keys() | skills().keys()


def test_shares_are_within_their_range():
    """A question exercises some of a node, and at most all of it."""
    assert {share for nodes in graph().contains.values() for share in nodes.values() if not 0 < share <= 1} == set()


def test_needs_go_round_in_no_circle():
    """Some kinds need nothing, and from these every kind is reached."""
    opened, wanted = set(KINDS) - needs().keys(), dict(needs())
    while wanted:
        exercised = {node for item in opened for node in graph().contains[item]} | opened
        ready = [item for item, nodes in wanted.items() if exercised.issuperset(nodes)]
        assert ready, sorted(wanted)
        opened |= {item for item in ready if wanted.pop(item)}


def test_needs_can_be_met_within_the_chapter():
    """Who studies one chapter alone can open all of it, and nothing needs a harder kind."""
    for item, nodes in needs().items():
        for node in nodes:
            there = [node] if node in KINDS else graph().sources[node]
            easier = [other for other in there if other != item and KINDS[other].level <= KINDS[item].level]
            assert any(KINDS[other].chapter == KINDS[item].chapter for other in easier), (item, node)


def test_mistakes_belong_to_nodes_that_their_kind_contains():
    """Every id is a misconception of the kind, not another convention, and its node is contained in the kind."""
    for item, belongs in graph().belongs.items():
        wrong = {mistake.id for mistake in KINDS[item].mistakes if not mistake.convention}
        assert belongs.keys() <= wrong, item
        assert set(belongs.values()) <= graph().contains[item].keys(), item


def test_skills_have_names_in_both_languages():
    """Each is named in English and Chinese, and no two alike."""
    names = [text for name in skills().values() for text in (name.en, name.zh)]
    assert all(names)
    assert len(names) == 2 * len(skills())


def test_every_kind_asks_about_a_model():
    """The catalogue number of a kind begins with a model of its chapter, and no two kinds have one number."""
    asked = {number: id for model in models() for number, id in model.kinds.items()}
    assert sorted(asked.values()) == sorted(kind.id for kind in KINDS.values())
    assert all(
        model.kinds and model.chapter == id.partition(".")[0] for model in models() for id in model.kinds.values()
    )


def test_a_chapter_is_read_by_itself():
    """Who asks for one model reads no other chapter's file."""
    assert [model.id for model in models_of("gnn")] == [model.id for model in models() if model.chapter == "gnn"]


def test_what_is_contained_at_depth_multiplies_along_the_fullest_path():
    """A share of a share; of several paths the one that exercises most."""
    contains = {"a": {"b": 0.5, "s": 0.2}, "b": {"s": 0.8, "t": 1.0}}
    assert closed(contains)["a"] == {"b": 0.5, "s": 0.4, "t": 0.5}
    assert graph().contains["kind:cnn.alexnet-map"]["skill:convolution-size"] == 0.7


def test_nothing_contains_itself():
    """A circle is refused."""
    with pytest.raises(ValueError, match="contains itself"):
        closed({"a": {"b": 1.0}, "b": {"a": 1.0}})
