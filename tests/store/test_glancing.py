"""What is read before the store is open is what the open store says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from studytool.memory.skills import SkillGraph
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.store.opening import OpeningStore
from studytool.store.schedule import DEFAULT_MODEL

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
GRAPH = SkillGraph(
    {"kind:whole": {"kind:part": 0.8, "skill:sigmoid": 1.0}, "kind:part": {"skill:sigmoid": 0.5}},
    {"kind:whole": {"slope": "skill:sigmoid"}},
)


def answer(number, item, rating, misconception=None):
    data = {"rating": rating, "misconception": misconception}
    return Event(f"answer-{number}", START + timedelta(days=number), "answer", item, data)


def test_memory_skills_and_model_are_the_same_before_and_after_opening(tmp_path):
    """States, times and counts, a skill that was sent for review, and settings that are not the usual ones."""
    path = tmp_path / "log.db"
    with open_store(path, skills=GRAPH) as store:
        for number, (item, rating) in enumerate([("kind:part", 3), ("kind:whole", 4), ("card:cnn/C-03/1", 1)]):
            store.append(answer(number, item, rating))
        store.append(answer(5, "kind:whole", 1, "slope"))
        store.use(START, wanted=0.8, weights=(0.2, *DEFAULT_MODEL.weights[1:]))
    waiting = OpeningStore(str(path), lambda: GRAPH)
    before = waiting.memory(), waiting.skills(), waiting.model(), waiting.due(START + timedelta(days=99))
    assert waiting._store is None
    opened = waiting.open()
    assert (opened.memory(), opened.skills(), opened.model(), opened.due(START + timedelta(days=99))) == before
    assert before[1].keys() == {"skill:sigmoid"}
    assert before[1]["skill:sigmoid"].due == START + timedelta(days=5)
    waiting.close()


def test_a_file_that_is_not_there_yet_remembers_nothing(tmp_path):
    """A first sitting begins without waiting for the store."""
    waiting = OpeningStore(str(tmp_path / "new.db"))
    assert (waiting.memory(), waiting.skills(), waiting.model()) == ({}, {}, DEFAULT_MODEL)
    assert waiting._store is None


def test_the_store_is_opened_with_the_graph(tmp_path):
    """What contains what is asked for when it is needed."""
    waiting = OpeningStore(str(tmp_path / "new.db"), lambda: GRAPH)
    assert waiting.open().graph().json == GRAPH.json
    waiting.close()
