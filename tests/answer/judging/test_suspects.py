from __future__ import annotations

from dataclasses import replace
from math import exp, log
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytool.answer.judging.suspects import (
    NONE,
    OTHER,
    SLIP,
    Suspects,
    _chances,
    _chances_offered,
    at_first,
    best_seed,
    faded,
    named,
    possible,
    predictions,
    sharers,
    splits,
    update,
)
from studytool.kinds.kind import mistake
from studytool.questions import bank
from studytool.questions.claims import wrong_value
from studytool.text.language import Text

KINDS = ("cnn.conv-output-size", "gan.value", "rnn.lstm-step", "rl.value-iteration-sweeps", "generative.rbm-energy")
kinds = st.sampled_from(KINDS).map(bank.find)
seeds = st.integers(0, 10_000)


def given_by(variant, id):
    """The number that a hypothesis predicts on a variant; None where it predicts none."""
    seen = predictions(variant)
    place = seen.places[at_first(variant.kind).ids.index(id)]
    return None if place is None else seen.numbers[place][0]


def sharing(variant, id):
    """All hypotheses that predict the number of this one."""
    ids, places = at_first(variant.kind).ids, predictions(variant).places
    return {other for other, place in zip(ids, places, strict=True) if place == places[ids.index(id)]}


def conv(**givens):
    """A variant of the output size of a convolution with these givens."""
    return bank.derive(replace(bank.find("cnn.conv-output-size"), claims=0), givens, 0)


def answers(kind, draw):
    """A number that some hypothesis gives, or one that none gives, to each of a few variants."""
    for seed in draw.sample(range(10_000), 3):
        variant = bank.variant(kind, seed)
        numbers = [alike[0] for alike in predictions(variant).numbers]
        yield variant, draw.choice([*numbers, variant.answer * 77 + 0.123])


@settings(max_examples=30, deadline=None)
@given(kinds, st.randoms(use_true_random=False))
def test_probabilities_sum_to_one(kind, draw):
    """Whatever is answered, and however much of it has faded, the hypotheses share all there is."""
    suspects = at_first(kind)
    for variant, value in answers(kind, draw):
        suspects = faded(update(suspects, variant, value), kind)
        assert suspects.probabilities.sum() == pytest.approx(1)
        assert (suspects.probabilities > 0).all()


@settings(max_examples=60, deadline=None)
@given(kinds, seeds)
def test_a_number_that_one_hypothesis_gives_raises_it_above_all_others(kind, seed):
    """And one that several give leaves these possible together, in their old proportion, and nothing else."""
    variant, before = bank.variant(kind, seed), at_first(kind)
    for id in before.ids[:-1]:
        number, alike = given_by(variant, id), sharing(variant, id)
        if number is None:
            continue
        after = update(before, variant, number)
        assert set(possible(after)[: len(alike)]) == alike
        ratios = [after.of(one) / before.of(one) for one in alike]
        assert ratios == pytest.approx([ratios[0]] * len(ratios))


def test_coinciding_misconceptions_stay_possible_together_until_a_variant_splits_them():
    """With padding 1 and no dilation, two mistakes give 4; with other givens their numbers differ."""
    together = conv(l=10, k=3, s=2, p=1, d=1)
    both = sharing(together, "no-plus-one") - {NONE, OTHER}
    assert {"no-plus-one", "padding-ignored"} <= both
    after = update(at_first(together.kind), together, given_by(together, "no-plus-one"))
    assert named(after) is None
    assert both <= set(possible(after))
    apart = conv(l=30, k=3, s=2, p=3, d=1)
    assert given_by(apart, "no-plus-one") != given_by(apart, "padding-ignored")
    assert named(update(after, apart, given_by(apart, "padding-ignored"))) == "padding-ignored"


def test_a_misconception_that_gives_the_answer_is_neither_confirmed_nor_refuted():
    """A right answer leaves its share to that of knowing as it was."""
    variant = conv(l=10, k=3, s=2, p=1, d=1)
    assert "dilation-ignored" in sharing(variant, NONE)
    before = at_first(variant.kind)
    after = update(before, variant, variant.answer)
    assert after.of("dilation-ignored") / after.of(NONE) == pytest.approx(
        before.of("dilation-ignored") / before.of(NONE)
    )
    assert after.of("no-plus-one") < before.of("no-plus-one") / 50


@settings(max_examples=30, deadline=None)
@given(kinds, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(kind, draw):
    """Where nothing fades between them, answers to several variants tell the same in any order."""
    given_answers = list(answers(kind, draw))
    forwards = backwards = at_first(kind)
    for variant, value in given_answers:
        forwards = update(forwards, variant, value)
    for variant, value in reversed(given_answers):
        backwards = update(backwards, variant, value)
    assert forwards.logs == pytest.approx(backwards.logs)


def test_what_is_known_fades_towards_what_was_thought_at_first():
    """Between two questions every hypothesis moves towards its first probability, and never beyond."""
    kind = bank.find("gan.value")
    variant = bank.variant(kind, 3)
    first = at_first(kind)
    after = update(first, variant, given_by(variant, kind.mistakes[0].id))
    later = faded(after, kind)
    assert np.allclose(faded(first, kind).logs, first.logs)
    gone = (after.probabilities - later.probabilities) / (after.probabilities - first.probabilities)
    assert gone == pytest.approx([gone[0]] * len(gone))
    assert 0 < gone[0] < 0.5


def test_a_learner_who_has_learned_is_believed():
    """One right answer, where the misconception would have shown, outweighs its diagnosis before."""
    kind = bank.find("gan.value")
    first, second = bank.variant(kind, 3), bank.variant(kind, 4)
    held = kind.mistakes[0].id
    diagnosed = update(at_first(kind), first, given_by(first, held))
    assert named(diagnosed) == held
    assert named(update(faded(diagnosed, kind), second, second.answer)) == NONE


def test_one_slip_names_nobody_and_uncatalogued_mistakes_are_named_in_the_end():
    """A number that nothing predicts may be a slip; many of them are a mistake of another kind."""
    kind = bank.find("gan.value")
    suspects, after = at_first(kind), []
    for seed in range(6):
        suspects = update(faded(suspects, kind), bank.variant(kind, seed), 1234.5)
        after.append(named(suspects))
    assert after[:2] == [None, None]
    assert after[-1] == OTHER


def test_outside_the_domain_nothing_is_predicted():
    """A misconception that takes the logarithm of 0 is not ruled out by a number that it cannot give."""
    kind = bank.find("gan.value")
    broken = mistake("broken", Text("Broken", "无"), f"{kind.asked} = log(0*1)", "", "")
    kind = replace(kind, mistakes=(*kind.mistakes, broken))
    variant = bank.variant(kind, 5)
    assert given_by(variant, "broken") is None
    after = update(at_first(kind), variant, variant.answer)
    before = at_first(kind)
    assert after.of("broken") / before.of("broken") > 10 * after.of(kind.mistakes[0].id) / before.of(
        kind.mistakes[0].id
    )


def test_who_does_not_find_their_number_among_the_options_takes_any():
    """A choice refutes only those whose number was offered and not chosen."""
    kind = bank.find("gan.value")
    variant = bank.variant(kind, 5)
    offered, *left_out = [one.id for one in kind.mistakes]
    options = (variant.answer, given_by(variant, offered))
    before = at_first(kind)
    after = update(before, variant, variant.answer, options)
    assert after.of(offered) / before.of(offered) < 0.5 * after.of(left_out[0]) / before.of(left_out[0])
    assert update(before, variant, options[1], options).of(offered) > after.of(offered)


@pytest.mark.parametrize("offered", [1, 2, 3, 5])
def test_what_somebody_may_answer_has_probability_1(offered):
    """For every hypothesis the chances of all numbers sum to 1, also of those offered, and none is negative."""
    for id in KINDS:
        seen = predictions(bank.variant(bank.find(id), 5))
        numbers = [alike[0] for alike in seen.numbers][:offered]
        for table in (_chances(seen.places), _chances_offered(seen, numbers)):
            assert (table >= 0).all()
            assert table.sum(axis=1) == pytest.approx(np.ones(len(table)))


def test_a_variant_that_shows_more_splits_better():
    """No information where only the answer's number is predicted; at most the entropy of what is held."""
    variant = bank.variant(bank.find("gan.value"), 5)
    every = at_first(variant.kind)
    entropy = -float(every.probabilities @ np.log2(every.probabilities))
    assert 0 < splits(every, variant) < entropy
    blind = replace(variant, kind=replace(variant.kind, mistakes=()), plans=())
    known = Suspects((NONE, OTHER), (log(1 - 1e-9), log(1e-9)))
    assert splits(known, blind) == pytest.approx(0, abs=1e-6)
    assert splits(at_first(blind.kind), blind) < splits(every, variant)


@settings(max_examples=20, deadline=None)
@given(kinds, st.lists(seeds, min_size=2, max_size=6, unique=True))
def test_the_best_seed_splits_best(kind, candidates):
    """No candidate splits better, of equals the first is taken, and the same candidates give the same seed."""
    suspects = at_first(kind)
    chosen = best_seed(kind, suspects, candidates)
    told = [round(splits(suspects, bank.variant(kind, seed)), 9) for seed in candidates]
    assert chosen == candidates[told.index(max(told))] == best_seed(kind, suspects, iter(candidates))


@pytest.mark.parametrize("id", KINDS)
def test_a_student_with_one_misconception_is_named(id):
    """With one slip in ten, the right name is found within four questions for nearly everybody."""
    kind = bank.find(id)
    outcomes = [
        student(kind, held, Random(f"{id} {held.id} {number}")) for held in kind.mistakes for number in range(6)
    ]
    assert np.mean([name == held for name, held in outcomes]) >= 0.9


def student(kind, held, chance):
    """Who is named within four questions, and who it is."""
    suspects, first = at_first(kind), chance.randrange(10**6)
    for asked in range(4):
        base = first + 1000 * asked
        seed = best_seed(kind, suspects, range(base, base + 16)) if asked else base
        variant = bank.variant(kind, seed)
        number = given_by(variant, held.id)
        slips = number is None or chance.random() < SLIP
        suspects = update(suspects, variant, variant.answer * 10 + 1 if slips else number)
        if named(suspects):
            break
        suspects = faded(suspects, kind)
    return named(suspects), held.id


@settings(max_examples=60, deadline=None)
@given(kinds, seeds)
def test_sharers_give_the_number_of_the_claim(kind, seed):
    """They are exactly the misconceptions that the model cannot tell from it on this variant."""
    variant = bank.variant(kind, seed)
    for claim in variant.claims:
        found = {one.id for one in sharers(variant, kind.asked, kind.type, claim)}
        assert found == sharing(variant, claim.id) - {claim.id}


def test_two_at_once_share_with_nobody():
    """Such a claim is made only where no single misconception gives the number."""
    variant = conv(l=10, k=3, s=2, p=1, d=1)
    pair = replace(variant.claims[0], id="no-plus-one+padded-once")
    assert sharers(variant, "o", "int", pair) == ()


def test_sharers_follow_the_learners_own_values():
    """With own earlier values other misconceptions may coincide."""
    variant = conv(l=30, k=3, s=2, p=3, d=2)
    own = variant.derivation.follow(variant.values, {"k_eff": 7})
    plans = {one.id: plan for one, plan in variant.plans}
    claim = replace(variant.claims[0], id="no-plus-one", value=wrong_value(own, "o", plans["no-plus-one"]))
    numbers = {id: wrong_value(own, "o", plan) for id, plan in plans.items()}
    expected = {id for id, number in numbers.items() if number == claim.value} - {"no-plus-one"}
    assert {one.id for one in sharers(variant, "o", "int", claim, own)} == expected


def test_no_misconception_has_the_name_of_a_hypothesis():
    """The ids of knowing and of the uncatalogued are free."""
    ids = [one.id for kind in bank.kinds() for one in kind.mistakes]
    assert not {NONE, OTHER} & set(ids)


def test_logarithms_are_natural():
    """The probability of one hypothesis is the exponential of its logarithm."""
    suspects = at_first(bank.find("gan.value"))
    assert suspects.of(NONE) == pytest.approx(exp(suspects.logs[0])) == pytest.approx(suspects.probabilities[0])
