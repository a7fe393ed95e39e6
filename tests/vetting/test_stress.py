from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from math import isclose

import numpy as np
import pytest

from studytool.course.modes import MODES
from studytool.kinds.draw import Draw
from studytool.kinds.givens import decimal, integer
from studytool.kinds.kind import Kind
from studytool.kinds.misconceptions import Mistake
from studytool.questions import bank
from studytool.questions.modes import asking
from studytool.questions.modes import part as part_of_question
from studytool.questions.question import Claim, Option, Part
from studytool.text.language import Text
from studytool.vetting import collisions, evenness, repeats, stress, timing

TEXT = Text("a {a}", "值 {a}")
CUBE = Kind(
    id="cnn.cube",
    level=1,
    title=TEXT,
    stem=TEXT,
    givens={"a": integer(4, 40), "b": integer(20, 999)},
    steps="q = a^2\nv = q*a + b",
    asked="v",
    type="int",
    reference=lambda a, b: a**3 + b,
    misconceptions=(
        Mistake("squared", Text("Squared", "只求平方"), "v = q + b", Text("x", "x")),
        Mistake("alone", Text("Left alone", "漏加"), "v = q*a", Text("x", "x")),
        Mistake("tripled", Text("Tripled", "乘三"), "v = 3*a + b", Text("x", "x")),
    ),
    source="a test",
    claims=3,
    inverse=("a",),
)


def rules(report):
    """The rules that are broken."""
    return {finding.rule for finding in report.findings}


def the(report, rule):
    """The one finding about this rule."""
    (found,) = [finding for finding in report.findings if finding.rule == rule]
    return found


def busy(seconds):
    """Keep the processor at work for so long."""
    start = time.thread_time()
    while time.thread_time() - start < seconds:
        pass


def part(answer, tolerance, *wrong, type="float"):
    """A part with these misconceptions' numbers."""
    return Part("v", type, TEXT, answer, tolerance, tuple(Claim(f"w{i}", w, TEXT, False) for i, w in enumerate(wrong)))


@pytest.mark.parametrize("kind", [CUBE, bank.find("cnn.conv-output-size"), bank.find("gan.optimal-discriminator")])
def test_a_sound_kind_passes(kind):
    """A kind that keeps the hard rules has no findings, and everything about it is measured."""
    report = stress.stress(kind, 300)
    assert report.sound, report.findings
    assert (report.kind, report.modes, report.seeds, report.sitting) == (kind.id, kind.modes, 300, 200)
    assert 0 < report.mean <= report.slowest <= timing.SLOWEST
    assert 0 <= report.repeated < 1
    assert report.place > evenness.IMPROBABLE


def test_the_rank_of_size_is_for_numbers_alone():
    """A vector has no rank; of four numbers in the same order the best guess is always right, blind guessing rarely."""
    ordered = stress.stress(CUBE, 50)
    assert ordered.by_size == pytest.approx(1.0)
    assert ordered.by_chance == pytest.approx(0.25)
    assert stress.stress(bank.find("gan.optimal-discriminator"), 50).by_size is None


def test_the_same_seeds_give_the_same_report():
    """Only the times differ between two runs."""
    one, other = (replace(stress.stress(CUBE, 40), mean=0.0, slowest=0.0) for _ in range(2))
    assert one == other


def test_a_kind_is_stressed_by_its_id():
    """The id stands for the kind, as another process is told it."""
    assert stress.stress_named("cnn.conv-parameters", 20).kind == "cnn.conv-parameters"


def test_a_claim_that_is_the_answer_is_found(monkeypatch):
    """A misconception with the answer's own number is a collision, named with the first seed and mode."""
    honest = bank.claims

    def careless(values, asked, *rest):
        found = tuple(honest(values, asked, *rest))
        return (*found[:-1], replace(found[-1], value=values[asked]))

    monkeypatch.setattr(bank, "claims", careless)
    found = the(stress.stress(CUBE, 10), "collision")
    assert (found.seed, found.mode, found.detail) == (0, "forward", "v = tripled")
    assert found.count == 10


def test_two_claims_that_are_one_are_found_in_the_parts(monkeypatch):
    """Two misconceptions with one number collide; a mode's own claims are looked at too."""
    honest = part_of_question.claims

    def careless(*arguments):
        found = tuple(honest(*arguments))
        return tuple(replace(claim, value=found[0].value) for claim in found)

    monkeypatch.setattr(part_of_question, "claims", careless)
    report = stress.stress(CUBE, 10)
    assert rules(report) == {"collision"}
    assert (the(report, "collision").mode, the(report, "collision").detail) == ("parts", "squared = alone")


def test_a_tolerance_that_reaches_half_way_is_found():
    """Up to one tolerance is a collision, up to two is half way, beyond is sound; exact types and shapes likewise."""
    assert list(collisions.collisions(part(10.0, 0.5, 10.4, 10.9, 11.1), "float")) == [
        ("collision", "v = w0"),
        ("tolerance", "v ≈ w1"),
    ]
    assert not list(collisions.collisions(part(7, 0, 8, 9, type="int"), "int"))
    assert list(collisions.collisions(part(7, 0, 8, 8, type="int"), "int")) == [("collision", "w0 = w1")]
    answer, near = np.array([1.0, 2.0]), np.array([0.1, 0.1])
    wrong = (np.array([1.0, 2.15]), np.array([1.0, 2.3]), np.array([1.0, 2.0, 3.0]))
    assert list(collisions.collisions(part(answer, near, *wrong, type="vector"), "vector")) == [("tolerance", "v ≈ w0")]


def test_options_are_compared_as_the_kind_compares_answers():
    """A choice's own tolerance is that of a letter: its numbers are held apart by the kind's type."""
    claim = Claim("w", 5.001, TEXT, False)
    options = (Option("a", 5.001, TEXT, claim), Option("b", 5.0, TEXT))
    asked = Part("v", "choice", TEXT, "b", 0, (claim,), options)
    assert collisions.right(asked) == pytest.approx(5.0)
    assert list(collisions.collisions(asked, "float")) == [("collision", "v = w")]


def test_a_biased_shuffle_is_found(monkeypatch):
    """A right option that always stands first breaks the rule of places, and no other."""
    monkeypatch.setattr(Draw, "shuffled", lambda _, items: list(items))
    report = stress.stress(CUBE, 100)
    assert rules(report) == {"place"}
    assert report.place < evenness.IMPROBABLE
    assert "100, 0, 0, 0" in the(report, "place").detail


def test_a_wrong_line_that_stands_in_one_place_is_found():
    """Where only one of two lines can be spoilt, nobody needs to read them: a sitting's worth of seeds shows it."""
    bare = replace(CUBE, steps="q = a\nv = q^3 + b", without=dict.fromkeys(("write",), TEXT))
    bare = replace(
        bare, misconceptions=tuple(Mistake(f"m{n}", TEXT, f"v = {n}*q^3 + b", Text("x", "x")) for n in (2, 3, 4))
    )
    report = stress.stress(bare, repeats.SITTING)
    found = the(report, "place")
    assert (found.mode, found.detail) == ("spot", "100%: 0, 200")
    assert report.by_line == pytest.approx(1.0)
    assert not stress.stress(bare, 50).findings
    assert stress.stress(CUBE, repeats.SITTING).by_line <= evenness.MOST_ON_ONE_LINE


def test_an_exception_at_some_seed_is_found():
    """What a kind raises is a finding with its seed, and the other seeds are still asked."""

    def picky(a, b):
        if b == broken:
            raise LookupError("not this one")
        return a**3 + b

    broken = bank.variant(CUBE, 3).givens["b"]
    report = stress.stress(replace(CUBE, reference=picky), 30)
    found = the(report, "exception")
    assert (found.seed, found.mode, found.detail) == (3, None, "LookupError: not this one")
    assert found.count == sum(bank.variant(CUBE, seed).givens["b"] == broken for seed in range(30))
    assert report.mean is not None


def test_an_exception_in_one_mode_is_found(monkeypatch):
    """A mode that fails is named, and the others go on."""

    def failing(variant):
        raise RecursionError

    monkeypatch.setitem(asking.ASKED, "choice", failing)
    found = the(stress.stress(CUBE, 5), "exception")
    assert (found.seed, found.mode, found.count) == (0, "choice", 5)


def test_a_kind_that_can_draw_nothing_is_reported():
    """A kind without a sound draw gives a report without times or shares."""
    report = stress.stress(replace(CUBE, where=("a > 99",)), 2)
    assert the(report, "exception").count == 2
    assert (report.mean, report.slowest, report.repeated, report.place) == (None, None, None, None)


def test_a_slow_reference_is_found():
    """A variant that takes over 5 ms every time is slow."""

    def slow(a, b):
        busy(0.006)
        return a**3 + b

    report = stress.stress(replace(CUBE, reference=slow), 5)
    assert rules(report) == {"slow"}
    assert report.slowest > timing.SLOWEST
    assert the(report, "slow").count == 5 * len(MODES)


def test_one_slow_turn_is_forgiven():
    """A question that is slow only the first time was slowed by the machine."""
    calls = Counter()

    def slow_once(a, b):
        calls["asked"] += 1
        if calls["asked"] == 3:
            busy(0.02)
        return a**3 + b

    report = stress.stress(replace(CUBE, reference=slow_once), 20)
    assert report.sound
    assert report.slowest < timing.SLOWEST


def test_repeats_in_a_sitting_are_found():
    """More than one question in a hundred that came before in a whole sitting breaks the rule, and no other."""
    few = replace(CUBE, givens={"a": integer(4, 9), "b": integer(20, 20)})
    report = stress.stress(few, repeats.SITTING)
    assert rules(report) == {"repeats"}
    found = the(report, "repeats")
    assert (found.count, found.seed, found.mode, found.detail) == (1, None, None, "97.0%")
    assert rules(stress.stress(few, repeats.SITTING - 1)) == set()


def test_as_many_may_repeat_as_luck_makes_of_enough_different_ones():
    """Ten thousand questions give two pairs in two hundred on average: eight are luck, nine are not."""
    tally = stress._Tally(CUBE, repeats.SITTING)
    different = [bank.derive(CUBE, {"a": 30, "b": 100 + number}, 0) for number in range(192)]
    for seed, variant in enumerate([*different, *different[:8]]):
        tally._see_givens(variant, seed)
    assert not tally.report(repeats.SITTING).findings
    tally.all[different[100].stated] += 1
    assert rules(tally.report(repeats.SITTING)) == {"repeats"}


def test_waiting_is_no_time_of_the_processor():
    """A machine that is busy with something else makes no kind slow."""

    def waiting(a, b):
        time.sleep(0.006)
        return a**3 + b

    assert stress.stress(replace(CUBE, reference=waiting), 3).sound


def test_a_variant_outside_its_levels_bands_is_found():
    """Two steps are too few for level 3, and four digits too many for level 1."""
    steep = the(stress.stress(replace(CUBE, level=3, givens={"a": integer(4, 9), "b": integer(20, 99)}), 5), "band")
    assert (steep.count, steep.seed, steep.mode, steep.detail) == (5, 0, None, "level 3: 2 steps, 2 digits")
    tedious = replace(CUBE, givens={"a": integer(4, 40), "b": integer(1001, 1009)})
    assert the(stress.stress(tedious, 5), "band").detail == "level 1: 2 steps, 4 digits"


def test_repeats_are_counted_within_a_sitting():
    """With 6 possible questions a sitting of 200 repeats 194; across sittings nothing counts as a repeat."""
    few = replace(CUBE, givens={"a": integer(4, 9), "b": integer(20, 20)})
    assert stress.stress(few, 200).repeated == pytest.approx(194 / 200)
    assert stress.stress(few, 450).repeated == pytest.approx(194 / 200)
    short = stress.stress(few, 12)
    assert (short.sitting, short.repeated >= 0.5) == (12, True)
    many = replace(CUBE, givens={"a": integer(4, 9), "b": integer(20, 10**9)})
    assert stress.stress(many, 200).repeated < 0.01


@pytest.mark.parametrize(
    ("steps", "reference", "expected"),
    [
        ("q = a*b\nv = q - q", lambda a, b: 0 * a * b, {"zero"}),
        ("q = a*b\nv = q - q + 1", lambda a, b: a * b // a // b, {"one"}),
        ("q = a*b\nv = q - q + a", lambda a, b: a + 0 * b, {"given"}),
        ("q = a*b\nv = q*10^12", lambda a, b: a * b * 10**12, {"magnitude"}),
    ],
)
def test_unlovely_answers_are_counted(steps, reference, expected, monkeypatch):
    """Answers that are 0, 1, a printed given or very large are counted, should the bank ever let them pass."""
    monkeypatch.setattr(bank, "giveaway", lambda *_: None)
    mistakes = (
        Mistake("one-more", TEXT, "v = a + b + 7", Text("x", "x")),
        Mistake("two-more", TEXT, "v = 2*a + b + 30", Text("x", "x")),
    )
    short = dict.fromkeys(("inverse", "spot", "fill", "write"), TEXT)
    kind = replace(CUBE, steps=steps, reference=reference, misconceptions=mistakes, claims=2, inverse=(), without=short)
    report = stress.stress(kind, 6)
    assert report.sound
    assert {name for name, count in report.ugly.items() if count == 6} == expected


def test_a_small_answer_and_a_zero_are_unlovely():
    """An answer of 0 counts, and so do numbers below 0.0001 but not a rounded 0."""
    variant = bank.variant(CUBE, 0)
    nothing = replace(variant, values={**variant.values, "v": 0})
    assert stress.ugly(nothing, ()) == {"zero"}
    assert stress.ugly(variant, [part(3e-5, 1e-8)]) == {"magnitude"}
    assert stress.ugly(variant, [part(1e-17, 1e-8), part(0.0, 1e-8), part(1e-4, 1e-8)]) == set()
    assert stress.ugly(variant, [part(float("nan"), 1e-8)]) == {"magnitude"}


@pytest.mark.parametrize(("given", "long"), [(decimal(1, 2, 7), False), (decimal(1, 2, 12), True)])
def test_long_givens_are_counted(given, long):
    """More than eight significant digits are too many to type."""
    kind = replace(CUBE, type="float", givens={"a": integer(4, 9), "b": given}, claims=1)
    assert stress.stress(kind, 20).ugly["digits"] == 20 * long


@pytest.mark.parametrize(
    ("freedom", "statistic", "tail"),
    [
        (1, 3.84146, 0.05),
        (1, 10.828, 0.001),
        (2, 9.21034, 0.01),
        (3, 16.266, 0.001),
        (4, 18.467, 0.001),
        (5, 11.0705, 0.05),
        (10, 29.588, 0.001),
        (30, 43.773, 0.05),
    ],
)
def test_the_tail_of_chi_square(freedom, statistic, tail):
    """The percentage points, to their five digits, of Abramowitz & Stegun's table 26.8."""
    assert isclose(evenness.chi_square_tail(statistic, freedom), tail, rel_tol=5e-4)


def test_places_are_tested_for_each_number_of_options():
    """Even counts give p = 1, too few give none, and tables of different size add up."""
    assert evenness.uniform(Counter({(4, 0): 10, (4, 1): 10, (4, 2): 10, (4, 3): 10})) == pytest.approx(1.0)
    assert evenness.uniform(Counter({(4, 0): 10, (4, 1): 3})) is None
    assert evenness.uniform(Counter()) is None
    tables = Counter({(2, 0): 30, (2, 1): 20, (3, 0): 20, (3, 1): 10, (3, 2): 30})
    assert evenness.uniform(tables) == pytest.approx(evenness.chi_square_tail(2 + 10, 3))
