from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain, islice

import pytest

from studytool.answer.judging.suspects import at_first, predictions, splits
from studytool.cards.reading import load_decks
from studytool.locations import data_path
from studytool.questions import bank
from studytool.store.open_store import open_store
from studytool.study.planning import tasks
from studytool.study.session import Sitting
from studytool.study.task import question_task
from studytool.study.tracing import APART, next_seed
from studytool.study.wish import Wish

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
KIND = "rl.value-iteration-sweeps"


@pytest.fixture
def store(tmp_path):
    """A new store."""
    with open_store(tmp_path / "s.db") as opened:
        yield opened


def seeds(store, wish, seed, count):
    return [task.question.seed for task in islice(tasks(wish, seed, store, list, START), count)]


def test_fixed_seeds_are_those_that_were_asked_for(store):
    """The n-th question has seed + n, whatever was answered."""
    assert seeds(store, Wish(fixed=True), 50, 5) == [50, 51, 52, 53, 54]
    assert seeds(store, Wish(kind=KIND, fixed=True), 50, 3) == [50, 51, 52]
    sitting = Sitting(tasks(Wish(kind=KIND, fixed=True), 50, store, list, START), store, lambda: START)
    sitting.next()
    sitting.submit(", ".join(["777"] * len(sitting.part.answer)))
    assert sitting.next().question.seed == 51


def test_what_was_never_answered_is_asked_so_that_it_tells_most(store):
    """From the first question of a kind on, the n-th seed is chosen from seed + n and the log."""
    kind = bank.find(KIND)
    chosen = [next_seed(kind, seed, store) for seed in (50, 51, 52)]
    assert seeds(store, Wish(kind=KIND), 50, 3) == chosen
    assert [(seed - 50) % APART for seed in chosen] == [0, 1, 2]
    for seed, base in zip(chosen, (50, 51, 52), strict=True):
        assert splits(at_first(kind), bank.variant(kind, seed)) >= splits(at_first(kind), bank.variant(kind, base))
    new = seeds(store, Wish(), 50, 5)
    assert [(seed - 50) % APART for seed in new] == [0, 1, 2, 3, 4]


def test_the_next_variant_takes_the_answer_just_given_into_account(store):
    """In one sitting of one kind; its seed follows from the base seed and the log alone."""
    sitting = Sitting(tasks(Wish(kind=KIND), 50, store, list, START), store, lambda: START)
    sitting.next()
    sitting.submit(", ".join(["777"] * len(sitting.part.answer)))
    expected = next_seed(bank.find(KIND), 51, store)
    assert sitting.next().question.seed == expected
    assert (expected - 51) % APART == 0
    assert seeds(store, Wish(kind=KIND), 51, 1) == [expected]


def test_the_answer_just_given_changes_the_choice(store):
    """What a right answer leaves possible is shown by the next variant, though the next seed would hide it."""
    kind = bank.find(KIND)
    base = next(seed for seed in range(2000) if hidden(kind, seed) & hidden(kind, seed + 1))
    first = question_task(bank.find(KIND), base)
    sitting = Sitting(chain([first], tasks(Wish(kind=KIND), base + 1, store, list, START)), store, lambda: START)
    sitting.next()
    sitting.submit(", ".join(f"{one:.6g}" for one in sitting.part.answer))
    assert not hidden(kind, base) & hidden(kind, sitting.next().question.seed)


def hidden(kind, seed):
    """The misconceptions that give the answer on this variant."""
    places = predictions(bank.variant(kind, seed)).places[1:-1]
    return {id for id, place in zip(at_first(kind).ids[1:-1], places, strict=True) if place == 0}


@pytest.mark.parametrize(
    "wish", [Wish(mode="inverse", only_mode=True), Wish(mode="inverse", only_mode=True, cram=True)]
)
def test_where_only_one_mode_is_wanted_nothing_else_is_asked(store, wish):
    """Kinds that lack it, and cards, are left out."""
    cards = [card for deck in load_decks(data_path() / "decks") for card in deck.cards]
    asked = list(tasks(wish, 1, store, lambda: cards, START))
    assert {task.question.mode for task in asked} == {"inverse"}
    if wish.cram:
        assert {task.item for task in asked} == {f"kind:{kind.id}" for kind in bank.kinds() if "inverse" in kind.modes}
