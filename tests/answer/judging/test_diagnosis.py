from __future__ import annotations

from functools import partial
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.answer.judging import diagnosis
from studytool.answer.judging.judge import judge
from studytool.answer.judging.slips import TEXTS, TOO_ROUGH, slip
from studytool.course.items import EITHER
from studytool.kinds.derivation import Derivation, expand
from studytool.questions import bank
from studytool.questions.claims import own_numbers, wrong_value
from studytool.questions.modes import asking
from studytool.questions.numbers import answer_text, fill
from studytool.questions.question import Part
from studytool.questions.tolerance import EXACT, entries, near, tolerance, within
from studytool.text.language import LANGUAGES, Text
from tests.effort import calls

SEEDS = range(12)
FEW = range(4)
CONV = bank.find("cnn.conv-output-size")


def written_out(variant, mistake):
    """The misconception's own steps by name; one that it writes as everybody does is not its own."""
    right = variant.derivation.named
    steps = expand(mistake.lines, variant.values)
    return {step.name: step for step in steps if step.name not in right or step.formula != right[step.name].formula}


def conflicting(variant, one, other):
    """Whether two misconceptions compute the same step differently."""
    left, right = written_out(variant, one), written_out(variant, other)
    return any(left[name].formula != right[name].formula for name in left.keys() & right.keys())


def from_scratch(variant, one, other):
    """What somebody gets who holds both, the whole derivation computed anew; None outside its domain."""
    right = {step.name: step for step in variant.derivation.steps}
    steps = right | written_out(variant, one) | written_out(variant, other)
    try:
        return Derivation(steps.values(), variant.derivation.vectors).run(dict(variant.values))[variant.kind.asked]
    except (ArithmeticError, ValueError):
        return None


def both(variant):
    """The number of every two misconceptions that can be held together, by their joined ids."""
    found = {}
    with np.errstate(all="ignore"):
        for one, other in combinations([mistake for mistake, _ in variant.plans], 2):
            wrong = None if conflicting(variant, one, other) else from_scratch(variant, one, other)
            if wrong is not None:
                found[f"{one.id}+{other.id}"] = wrong
    return found


def alone(variant):
    """The answer, and the number of every single misconception, claimed or not."""
    with np.errstate(all="ignore"):
        wrong = [wrong_value(variant.values, variant.kind.asked, plan) for _, plan in variant.plans]
    return [variant.answer, *(value for value in wrong if value is not None)]


def apart(value, other, type):
    """Whether nothing that is typed could be near both."""
    return 1 in own_numbers([other, value], type)


def typed(value, type):
    return answer_text(value, type, digits=12)


def readable(part, value):
    """Whether the learner could type this: a size that is asked for, not too long, no negative size."""
    sizes = [np.shape(part.answer), *(np.shape(claim.value) for claim in part.claims)]
    return np.shape(value) in sizes and not (part.type == "shape" and np.min(value) < 1)


def told(kind, seeds):
    """Each pair of the first variants whose number is its own: the question, the joined id, the number."""
    for seed in seeds:
        question = bank.generate(kind, seed, "forward")
        (part,), numbers = question.parts, both(question.variant)
        for id, value in numbers.items():
            others = alone(question.variant) + [numbers[other] for other in numbers if other != id]
            if readable(part, value) and all(apart(value, other, part.type) for other in others):
                yield question, id, value


@pytest.mark.kinds("forward")
def test_two_misconceptions_at_once_are_told_by_name(kind):
    """A number that only two misconceptions together give is theirs, with both explanations, in both languages."""
    explained = {mistake.id: mistake for mistake in kind.mistakes}
    count = 0
    for question, id, value in told(kind, SEEDS):
        feedback = judge(question, question.parts[0], typed(value, kind.type))
        assert feedback.claim is not None, (question.seed, id, value)
        assert (feedback.claim.id, feedback.slip) == (id, None)
        held = [explained[name] for name in id.split("+")]
        alike = all(mistake.convention for mistake in held)
        assert feedback.verdict == ("other-convention" if alike else "wrong")
        for text in (fill(mistake.feedback, question.givens) for mistake in held):
            assert all(text[language] in feedback.text[language] for language in LANGUAGES)
        count += 1
    variant = bank.variant(kind, 0)
    assert count or all(conflicting(variant, *pair) for pair in combinations(kind.mistakes, 2))


@pytest.mark.kinds("forward")
def test_a_number_of_several_pairs_is_nobodys(kinds):
    """No misconception is claimed where two pairs give the number."""
    count = 0
    for kind in kinds:
        for seed in FEW:
            question = bank.generate(kind, seed, "forward")
            (part,), numbers = question.parts, list(both(question.variant).values())
            for value, other in combinations(numbers, 2):
                shared = np.all(np.isfinite(value)) and within(other, value, tolerance(value, kind.type))
                if (
                    shared
                    and readable(part, value)
                    and all(apart(value, one, kind.type) for one in alone(question.variant))
                ):
                    assert judge(question, part, typed(value, kind.type)).claim is None
                    count += 1
    assert count


@pytest.mark.kinds("forward")
def test_a_pair_is_never_preferred_to_one_misconception(kinds):
    """A number that one misconception gives, claimed or not, is no pair's."""
    count = 0
    for kind in kinds:
        for seed in FEW:
            question = bank.generate(kind, seed, "forward")
            (part,), singles = question.parts, alone(question.variant)
            for value in both(question.variant).values():
                near_one = any(np.all(np.isfinite(one)) and not apart(value, one, kind.type) for one in singles)
                if near_one and np.all(np.isfinite(value)):
                    assert diagnosis.two_at_once(question, part, value) is None
                    count += 1
    assert count


@pytest.mark.kinds
def test_pairs_that_conflict_are_left_out(kind):
    """Two misconceptions that compute one step differently are never held together."""
    variant = bank.variant(kind, 0)
    with np.errstate(all="ignore"):
        for (one, other), _ in diagnosis.pairs(variant, kind.asked):
            assert not conflicting(variant, one, other)


@pytest.mark.kinds
def test_pairs_are_computed_only_when_they_are_needed(kinds, monkeypatch):
    """Generating, right answers, options and single misconceptions compute no pair; an unexplained number does."""
    asked = []
    monkeypatch.setattr(diagnosis, "pairs", lambda *arguments: asked.append(arguments) or [])
    for kind in kinds:
        for mode in kind.modes:
            question = bank.generate(kind, 0, mode)
            part = question.parts[-1]
            judge(question, part, part.answer if part.options else typed(part.answer, part.type))
            claims = [claim for claim in part.claims if not part.options and readable(part, claim.value)]
            for text in [option.key for option in part.options] + [typed(claim.value, part.type) for claim in claims]:
                judge(question, part, text)
    assert not asked
    unexplained = bank.generate(CONV, 0)
    judge(unexplained, unexplained.parts[-1], str(10**6 + 1))
    assert len(asked) == 1


@pytest.mark.kinds
def test_an_answer_that_nothing_explains_is_little_work(kind):
    """It takes at most 20,000 calls, in every mode and part: a few milliseconds (bench/durations.py).

    The first formula of a kind is not counted: the points where formulas are compared are drawn then.
    """
    for mode in kind.modes:
        question = bank.generate(kind, 0, mode)
        for part in question.parts:
            text = _unexplained(part)
            assert judge(question, part, text).claim is None or part.options
            assert calls(partial(judge, question, part, text)) < 20_000, (mode, part.name, text)


def _unexplained(part):
    """An answer that no misconception gives, as it is typed; of a choice a wrong option."""
    if part.options:
        return next(option.key for option in part.options if option.key != part.answer)
    if part.type == "formula":
        return f"({answer_text(part.answer, 'formula')})*7001"
    return typed(_far_off(part.answer), part.type)


def _far_off(answer):
    return answer + 7001 if np.ndim(answer) else np.add(answer, 7001).item()


def _reversed(text, part):
    return [text.removeprefix("-") if text.startswith("-") else f"-{text}"]


def _shifted(text, part):
    ten, tenth = f"{text}0", text[:-1]
    if part.type in EXACT:
        return [ten, *([tenth] if text.endswith("0") else [])]
    return [repr(float(text) * 10), repr(float(text) / 10)]


def _swapped(text, part):
    pairs = [place for place in range(len(text) - 1) if text[place] != text[place + 1]]
    good = [place for place in pairs if set(text[place : place + 2]) <= set("123456789")]
    return [text[:place] + text[place + 1] + text[place] + text[place + 2 :] for place in good]


def _mistyped(text, part):
    if part.type not in EXACT or len(text.removeprefix("-")) < 4:
        return []
    return [f"{text[:-1]}{(int(text[-1]) + 3) % 10}", f"{text[:-2]}{(int(text[-2]) + 5) % 10}{text[-1]}"]


def _roughened(text, part):
    return [] if part.type in EXACT else [repr(float(text) + 6.25 * near(float(text)))]


SPOILT = {
    "sign": _reversed,
    "factor-of-ten": _shifted,
    "swapped-digits": _swapped,
    "mistyped-digit": _mistyped,
    "rounded-early": _roughened,
}
"""From a number as it is written to what is typed after each slip."""


def spoilt(part, name):
    """The answer with one entry spoilt by this slip, in every way, as it is typed."""
    numbers = entries(part.answer)
    texts = [_plainly(number) for number in numbers]
    for place in range(len(texts)):
        for wrong in SPOILT[name](texts[place], part) if numbers[place] else []:
            changed = [*texts[:place], wrong, *texts[place + 1 :]]
            yield _laid_out(changed, np.shape(part.answer))


def _plainly(number):
    return str(number) if isinstance(number, int) else np.format_float_positional(float(f"{number:.6g}"), trim="-")


def _laid_out(texts, shape):
    width = shape[-1] if shape else 1
    return "; ".join(", ".join(texts[start : start + width]) for start in range(0, len(texts), width))


def typed_parts(kinds, seeds):
    """Every part of these kinds that takes numbers in their order."""
    for kind in kinds:
        for mode in [mode for mode in kind.modes if mode in {"forward", "parts", "fill"}]:
            for seed in seeds:
                question = bank.generate(kind, seed, mode)
                yield from ((question, part) for part in question.parts if part.type != "choice")


@pytest.mark.kinds
@pytest.mark.parametrize("name", SPOILT)
def test_slips_are_named(name, kinds):
    """A spoilt answer is wrong, and told as its slip unless a misconception gives the number."""
    named = set()
    for question, part in typed_parts(kinds, FEW):
        for text in spoilt(part, name):
            feedback = judge(question, part, text)
            if feedback.verdict in {"unreadable", "correct"}:  # a negative size; a swap of digits that do not count
                assert name != "factor-of-ten"
            elif feedback.claim is None:
                assert feedback.slip == name, (question.kind.id, question.seed, part.name, part.answer, text, feedback)
                assert all(TEXTS[name][language] in feedback.text[language] for language in LANGUAGES)
                named.add(part.type)
            else:
                assert feedback.slip is None
    assert named >= ({"int"} if name == "mistyped-digit" else {"float", "vector", "matrix"})


@pytest.mark.kinds
def test_a_misconception_comes_before_a_slip(kinds):
    """A slip's number that a claimed misconception gives too is told as the misconception."""
    count = 0
    for question, part in typed_parts(kinds, SEEDS):
        for claim in part.claims:
            if slip(part, claim.value) and readable(part, claim.value):
                feedback = judge(question, part, typed(claim.value, part.type))
                assert claim.id in feedback.claim.id.split(EITHER)
                assert feedback.slip is None
                count += 1
    assert count


@pytest.mark.kinds
def test_nothing_right_is_called_a_slip(kind):
    """The answer, to any digits that make it correct, has no slip; nor has an option."""
    for mode in kind.modes:
        for seed in FEW:
            question = bank.generate(kind, seed, mode)
            for part in question.parts:
                texts = [option.key for option in part.options] or [
                    answer_text(part.answer, part.type, digits=digits) for digits in (4, 6, 15)
                ]
                assert all(judge(question, part, text).slip is None for text in texts)


def part_of(type, answer):
    return Part("y", type, Text("y", "y"), answer, tolerance(answer, type), ())


@given(st.floats(-1e6, 1e6).map(lambda number: float(f"{number:.7g}")), st.floats(-15, 15))
def test_what_is_within_the_tolerance_has_no_slip(answer, tolerances):
    """Of the numbers around the answer only those outside the tolerance can be slips, and only the near ones rough."""
    part = part_of("float", answer)
    value = answer + tolerances * part.tolerance
    made = slip(part, value)
    if within(value, answer, part.tolerance):
        assert made is None
    elif abs(value - answer) <= 10 * part.tolerance:
        assert made is not None
    else:
        assert made is None or made.name != "rounded-early"


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_slips_of_integers_are_symmetric(one, other):
    """What spoils one integer into another spoils that one into the first; an integer is no slip of itself."""
    there, back = (slip(part_of("int", right), value) for right, value in ((one, other), (other, one)))
    assert (there and there.name) == (back and back.name)
    assert slip(part_of("int", one), one) is None


@pytest.mark.parametrize(
    ("type", "answer", "value", "name"),
    [
        ("int", 15, -15, "sign"),
        ("int", 120, 12, "factor-of-ten"),
        ("int", 12, 120, "factor-of-ten"),
        ("int", 1200, 12, None),
        ("int", 60965224, 60956224, "swapped-digits"),
        ("int", 102, 120, "swapped-digits"),
        ("int", 4625, 5624, None),
        ("int", 4625, 4635, "mistyped-digit"),
        ("int", 462, 463, None),
        ("int", 4625, 46255, None),
        ("int", 4625, 4636, None),
        ("int", 4625, -4635, None),
        ("float", 0.7312, -0.7312, "sign"),
        ("float", 0.7312, 7.312, "factor-of-ten"),
        ("float", 0.73124, 0.7321, "swapped-digits"),
        ("float", 1.05, 1.5, "swapped-digits"),
        ("float", 0.7012, 0.0712, "swapped-digits"),
        ("float", 12.5, 52.1, None),
        ("float", 13.25, 12.35, "swapped-digits"),
        ("float", 0.5, 0.502, "rounded-early"),
        ("float", 4625.0, 4735.0, None),
        ("float", 1e-200, 1e200, None),
        ("float", 1e308, 1e308 / 10, "factor-of-ten"),
        ("float", 1.0, 1e308, None),
    ],
)
def test_slips_by_example(type, answer, value, name):
    """Each sort of slip, and its nearest neighbours that are none."""
    made = slip(part_of(type, answer), value)
    assert (made and made.name) == name


def test_only_a_single_wrong_entry_is_a_slip():
    """An entry is told by its place; two spoilt entries are no slip, nor is a vector of another length."""
    part = part_of("vector", np.array([0.25, -0.5, 0.75]))
    made = slip(part, np.array([0.25, 0.5, 0.75]))
    assert made.name == "sign"
    assert made.text.en.startswith("Only place 2 is wrong. A slip, not a misconception")
    assert made.text.zh.startswith("只有第 2 个数不对。是笔误，不是误区")
    assert slip(part, np.array([-0.25, 0.5, 0.75])) is None
    assert slip(part, np.array([0.25, -0.5])) is None
    table = part_of("matrix", np.array([[1.5, 2.5], [3.5, 4.5]]))
    assert slip(part_of("vector", np.array([10.5])), np.array([15.0])) is None
    assert "row 2, column 1" in slip(table, np.array([[1.5, 2.5], [35.0, 4.5]])).text.en


def test_a_slip_on_ones_own_earlier_value_is_named(conv_variant):
    """An answer that would be right for the learner's own value but for a slip is told so, and is wrong."""
    question = asking.ask(conv_variant, "parts")
    followed = asking.follow(question, {"k_eff": 9})
    feedback = judge(question, question.parts[1], "-14", followed)
    assert (feedback.verdict, feedback.slip, feedback.own) == ("wrong", "sign", False)


def test_rounding_early_is_a_slip():
    """A number near the tolerance has the slip's name beside its text."""
    kind = bank.find("rl.q-learning-update")
    question = bank.generate(kind, 0)
    part = question.parts[-1]
    feedback = judge(question, part, repr(part.answer + 4 * part.tolerance))
    assert (feedback.slip, feedback.text) == ("rounded-early", TOO_ROUGH)
