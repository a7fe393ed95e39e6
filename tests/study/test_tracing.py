from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from studytool.answer.judging.suspects import DIGITS, NONE, at_first, named, possible, predictions, splits, update
from studytool.questions import bank
from studytool.store.events import Event
from studytool.study.tracing import APART, CANDIDATES, LATEST, next_seed, suspects_of

START = datetime(2026, 1, 1, tzinfo=UTC)
KIND = bank.find("generative.gaussian-kl")
VECTOR = bank.find("gan.optimal-discriminator")


class Answers:
    """A log that knows the answers it was given, and was asked how often."""

    def __init__(self, *events):
        self.events = list(events)
        self.asked = []

    def answers(self, item, limit):
        self.asked.append((item, limit))
        return self.events[-limit:]


def answer(typed, seed=3, kind=KIND, mode="forward", part=None, **data):
    """An answer as a sitting records it."""
    question = {"kind": kind.id, "version": kind.version, "seed": seed, "mode": mode}
    held = {"question": question, "part": part or kind.asked, "typed": typed, "verdict": "wrong", **data}
    return Event(f"{seed}-{typed}", START + timedelta(minutes=seed), "answer", f"kind:{kind.id}", held)


def number_of(id, seed, kind=KIND):
    """What a hypothesis gives on a variant."""
    seen = predictions(bank.variant(kind, seed))
    return seen.numbers[seen.places[at_first(kind).ids.index(id)]][0]


def typed(id, seed):
    return f"{number_of(id, seed):.6g}"


HELD = KIND.mistakes[0].id


def test_an_answer_is_read_back_from_the_log():
    """The variant is drawn anew from its seed, and what was typed is read as it was then."""
    found = suspects_of(KIND, [answer(typed(HELD, 3))])
    assert found == update(at_first(KIND), bank.variant(KIND, 3), float(typed(HELD, 3)))
    assert named(found) == HELD


def test_a_decimal_comma_is_read_as_it_was_meant():
    """The event says how the comma was meant when it was typed."""
    comma = typed(HELD, 3).replace(".", ",")
    assert named(suspects_of(KIND, [answer(comma, decimal_comma=True)])) == HELD


def test_the_chosen_option_stands_for_its_value():
    """In a choice the letter is what was typed; each wrong option is a misconception's number."""
    question = bank.generate(KIND, 3, "choice")
    for option in question.parts[0].options:
        found = suspects_of(KIND, [answer(option.key, mode="choice")])
        assert possible(found)[0] == NONE if option.claim is None else option.claim.id


def test_the_last_of_the_parts_tells():
    """A part before the answer is passed over."""
    last = answer(typed(HELD, 3), mode="parts")
    earlier = answer("1.5", mode="parts", part="another")
    assert suspects_of(KIND, [earlier]) is None
    assert suspects_of(KIND, [earlier, last]) == suspects_of(KIND, [last])


@pytest.mark.parametrize(
    "data",
    [
        {"typed": None},
        {"typed": "fourteen"},
        {"question": None},
        {"question": {"kind": KIND.id, "version": KIND.version + 1, "seed": 3, "mode": "forward"}},
        {"question": {"kind": "cnn.conv-macs", "version": KIND.version, "seed": 3, "mode": "forward"}},
        {"question": {"kind": KIND.id, "version": KIND.version, "seed": "3", "mode": "forward"}},
        {"question": {"kind": KIND.id, "version": KIND.version, "seed": -3, "mode": "forward"}},
        {"question": {"kind": KIND.id, "version": KIND.version, "seed": 3, "mode": "inverse"}},
        {"question": {"kind": KIND.id, "version": KIND.version, "seed": 3, "mode": ["forward"]}},
    ],
)
def test_what_cannot_be_read_any_more_is_passed_over(data):
    """Another version, another mode, or nothing readable tells nothing, whatever stands around it."""
    unclear, clear = replace(answer("1.5"), data={**answer("1.5").data, **data}), answer(typed(HELD, 3))
    assert suspects_of(KIND, [unclear]) is None
    assert suspects_of(KIND, [unclear, clear, unclear]) == suspects_of(KIND, [clear])


@pytest.mark.parametrize("kind", [KIND, VECTOR, bank.find("cnn.conv-output-size")], ids=lambda kind: kind.id)
def test_without_an_answer_the_first_variant_is_the_one_that_splits_best(kind):
    """A kind that was never answered is asked in the candidate that tells most; only its own answers are looked up."""
    log = Answers()
    bits = {77 + APART * number: _bits(kind, 77 + APART * number) for number in range(CANDIDATES)}
    assert bits[next_seed(kind, 77, log)] == max(bits.values())
    assert log.asked == [(f"kind:{kind.id}", LATEST)]


def _bits(kind, seed):
    """What a variant is expected to tell somebody of whom nothing is known."""
    return round(splits(at_first(kind), bank.variant(kind, seed)), DIGITS)


def test_once_somebody_is_named_the_seed_stays():
    """Whether a misconception is certain or that there is none."""
    assert next_seed(KIND, 77, Answers(answer(typed(HELD, 3)))) == 77
    assert next_seed(KIND, 77, Answers(answer(typed(NONE, 3)))) == 77


def test_while_it_is_open_the_seed_is_chosen_from_seed_and_log():
    """The same seed and log choose the same candidate; what is chosen splits at least as well as the given one."""
    log = Answers(answer("1234.5"))
    chosen = next_seed(KIND, 77, log)
    assert chosen == next_seed(KIND, 77, log)
    assert chosen in {77 + APART * number for number in range(CANDIDATES)}


def test_a_misconception_that_variants_seldom_show_is_looked_for():
    """After an answer that fits both knowing and a misconception, the next variant tells them apart."""
    kind = bank.find("rl.value-iteration-sweeps")
    seed, held = next(
        (seed, one.id)
        for seed in range(200)
        for one in kind.mistakes
        if hidden(kind, seed, one.id) and hidden(kind, 10_000 + seed, one.id)
    )
    right = ", ".join(f"{one:.6g}" for one in bank.variant(kind, seed).answer)
    log = Answers(answer(right, seed, kind))
    assert held in possible(suspects_of(kind, log.events))
    assert not hidden(kind, next_seed(kind, 10_000 + seed, log), held)


def hidden(kind, seed, id):
    """Whether the misconception gives the answer of this variant."""
    return predictions(bank.variant(kind, seed)).places[at_first(kind).ids.index(id)] == 0
