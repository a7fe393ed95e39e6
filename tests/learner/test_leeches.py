from __future__ import annotations

from datetime import UTC, datetime, timedelta

from studytool.course import syllabus
from studytool.learner.leeches import LAPSES, easier, leeches
from studytool.questions import bank
from studytool.store.events import Event
from studytool.store.open_store import open_store

START = datetime(2026, 1, 1, tzinfo=UTC)


def test_five_lapses_make_a_leech():
    """The first failure is no lapse: nothing had been known yet. The worst stands first."""
    with open_store("sqlite://") as store:
        for item, fails in (("kind:cnn.conv-macs", LAPSES + 2), ("card:a", LAPSES + 1), ("kind:gan.value", LAPSES)):
            for number in range(fails):
                at = START + timedelta(hours=number)
                store.append(Event(f"{item}{number}", at, "answer", item, {"rating": 1}))
        assert (
            leeches(store.lapses(1))
            == leeches(store.lapses(LAPSES))
            == [
                ("kind:cnn.conv-macs", LAPSES + 1),
                ("card:a", LAPSES),
            ]
        )


def test_what_a_kind_needs_comes_before_it():
    """The syllabus knows best."""
    needed = {
        item: found for item, found in syllabus.needs().items() if any(part.startswith("kind:") for part in found)
    }
    assert needed
    for item, found in needed.items():
        assert f"kind:{easier(item).id}" in found


def test_nothing_easier_is_nothing():
    """For a kind of the lowest level, a card, and what is no longer taught."""
    lowest = [kind for kind in bank.kinds() if kind.level == 1]
    assert [easier(f"kind:{kind.id}") for kind in lowest] == [None] * len(lowest)
    assert easier("card:cnn/C-03/1") is None
    assert easier("kind:cnn.gone") is None


def test_what_is_proposed_is_not_harder():
    """It is another kind of no higher level."""
    proposed = [(kind, found) for kind in bank.kinds() if (found := easier(f"kind:{kind.id}"))]
    assert proposed
    assert [kind.id for kind, found in proposed if found == kind or found.level > kind.level] == []
