"""The contract that every kind keeps, over the whole bank: a new kind is found and held to it by itself."""

from __future__ import annotations

import json
import re
from itertools import combinations, product
from pathlib import Path
from time import process_time

import numpy as np
import pytest

from studytool.answer.judging.judge import judge
from studytool.answer.reading.formulas import read_formula
from studytool.answer.reading.read import Unreadable
from studytool.course.items import EITHER
from studytool.course.modes import MODES
from studytool.course.syllabus import catalogue_ids
from studytool.formula.evaluate import evaluator
from studytool.questions import bank, explain
from studytool.questions.claims import own_numbers, wrong_value
from studytool.questions.levels import digits, steps, within_bands
from studytool.questions.modes import asking
from studytool.questions.numbers import DIGITS, answer_text, fill, plain
from studytool.questions.tolerance import tolerance, within
from studytool.study.homework import worked
from studytool.text.language import LANGUAGES
from studytool.vetting.stress import TURNS, different

KINDS = tuple(bank.kinds())
SEEDS = range(120)
FEW = range(8)
GOLDEN = Path(__file__).parent / "golden" / "variants.json"
GROUPING = re.compile(r"(?<=\d),(?=\d{3})")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
HAN = "\u4e00-\u9fff"

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


@pytest.fixture(scope="module")
def variants():
    """Variants of every kind that was asked for, drawn once."""
    drawn: dict[str, list] = {}

    def of(kind):
        if kind.id not in drawn:
            drawn[kind.id] = [bank.variant(kind, seed) for seed in SEEDS]
        return drawn[kind.id]

    return of


@every_kind
def test_claimed_mistakes_have_numbers_of_their_own(kind, variants):
    """No claimed misconception is the answer or another's, and the tolerance is below half the distance to it."""
    for variant in variants(kind):
        near = tolerance(variant.answer, kind.type)
        values = [variant.answer, *(claim.value for claim in variant.claims)]
        for one, other in combinations(values, 2):
            assert not within(other, one, tolerance(one, kind.type))
        for claim in variant.claims:
            if np.shape(claim.value) == np.shape(variant.answer):
                assert np.any(np.abs(np.subtract(claim.value, variant.answer)) > 2 * np.asarray(near))


@every_kind
def test_every_mistake_fires(kind, variants):
    """Each misconception is claimed by some variant; at least three have ids of their own, or one for words."""
    ids = [mistake.id for mistake in kind.mistakes]
    claimed = {claim.id for variant in variants(kind) for claim in variant.claims}
    assert len(ids) == len(set(ids)) >= (1 if kind.pool else 3)
    assert claimed == set(ids)


@every_kind
def test_no_two_mistakes_are_one_rule(kind, variants):
    """Two misconceptions of a kind differ in some variant: they are not the same rule under two names."""
    values = [{mistake.id: bank_value(variant, plan) for mistake, plan in variant.plans} for variant in variants(kind)]
    for one, other in combinations((mistake.id for mistake in kind.mistakes), 2):
        assert any(
            row[one] is not None and row[other] is not None and not np.array_equal(row[one], row[other])
            for row in values
        ), (one, other)


def bank_value(variant, plan):
    """What the misconception gives, or None."""
    with np.errstate(all="ignore"):
        return wrong_value(variant.values, variant.kind.asked, plan)


@every_kind
def test_variants_differ(kind, variants):
    """At most two questions in two hundred repeat another; a kind of few variants has as many as it says."""
    if kind.variants is not None:
        assert different(kind, TURNS * kind.variants) == kind.variants
        return
    drawn = [*variants(kind), *(bank.variant(kind, seed) for seed in range(len(SEEDS), 200))]
    givens = [json.dumps({name: plain(value) for name, value in variant.givens.items()}) for variant in drawn]
    assert len(set(givens)) >= 198


@every_kind
def test_same_seed_same_question(kind):
    """A question is rebuilt exactly from kind, version, seed and mode."""
    for mode in kind.modes:
        first, again = bank.generate(kind, 5, mode), bank.generate(kind, 5, mode)
        assert first.stem == again.stem
        assert repr(first.parts) == repr(again.parts)


@every_kind
def test_answers_are_those_written_down(kind):
    """The first variants are the ones written down: a change of draws or formulas needs a new version of the kind."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert _digest(kind) == golden[f"{kind.id}@{kind.version}"]


def _digest(kind):
    return [answer_text(bank.variant(kind, seed).answer, "float", digits=9) for seed in range(5)]


@every_kind
@pytest.mark.parametrize("language", ["en", "zh"])
def test_texts_are_whole(kind, language):
    """Stem, title, feedback, notes and convention stand in both languages, with every place filled."""
    variant = bank.variant(kind, 1)
    question = asking.ask(variant, kind.modes[0])
    texts = [kind.title, question.stem, *(fill(mistake.feedback, variant.givens) for mistake in kind.mistakes)]
    texts += [kind.convention] if kind.convention else []
    texts += [step.note for step in variant.derivation.steps]
    texts += [mistake.name for mistake in kind.mistakes] + [*kind.reasons.values()]
    texts += [task for mode in kind.modes if (task := bank.generate(kind, 1, mode).task)]
    for text in texts:
        assert text is not None
        assert text[language].strip()
        assert not PLACEHOLDER.search(text[language])
        assert bool(re.search(f"[{HAN}]", text[language])) == (language == "zh") or text is kind.convention


@every_kind
def test_chinese_typography(kind):
    """Chinese texts keep the house rules: full-width marks after Han, spaces between Han and Latin, no polite forms."""
    variant = bank.variant(kind, 1)
    texts = [kind.title, kind.stem, *(text for mistake in kind.mistakes for text in (mistake.name, mistake.feedback))]
    texts += [kind.convention] if kind.convention else []
    texts += [*kind.reasons.values(), *kind.pool]
    texts += [task for mode in kind.modes if (task := bank.generate(kind, 1, mode).task)]
    texts += [step.note for step in variant.derivation.steps]
    wrong = re.compile(f'[{HAN}][,;:?!]|[{HAN}][A-Za-z0-9{{]|[A-Za-z0-9}}][{HAN}]|[您「"]|汇聚|隐层|潜变量|权值|缺省')
    for text in texts:
        assert not wrong.search(text.zh), (text.zh, wrong.search(text.zh))


@every_kind
def test_right_answers_are_right(kind):
    """The answer, typed as it is printed, is Correct in every mode and part."""
    for seed in FEW:
        for mode in kind.modes:
            question = bank.generate(kind, seed, mode)
            for part in question.parts:
                typed = part.answer if part.options else answer_text(part.answer, part.type)
                feedback = judge(question, part, typed)
                assert feedback.verdict == "correct", (seed, mode, part.name, typed, feedback)


@every_kind
def test_four_significant_digits_are_enough(kind):
    """An answer rounded to the four digits that are asked for is Correct."""
    for seed in FEW:
        question = bank.generate(kind, seed)
        for part in question.parts:
            if part.type in {"float", "vector", "matrix"}:
                assert judge(question, part, answer_text(part.answer, part.type, digits=4)).verdict == "correct"


@every_kind
def test_mistakes_are_told_by_name(kind):
    """The number of a claimed misconception, typed as it is printed, is told as that one and all that give it too."""
    for seed in FEW:
        for mode in kind.modes:
            question = bank.generate(kind, seed, mode)
            for part in question.parts:
                typed = [(option.claim, option.key) for option in part.options if option.claim] or [
                    (claim, answer_text(claim.value, part.type, digits=10))
                    for claim in part.claims
                    if part.type != "formula" and np.shape(claim.value) == np.shape(part.answer)
                ]
                for claim, text in typed:
                    feedback = judge(question, part, text)
                    assert feedback.claim is not None, (claim.id, text, feedback)
                    held = feedback.claim.id.split(EITHER)
                    assert held[0] == claim.id
                    assert sorted(held) == sorted(_giving(question, part, claim.value)), (seed, mode, part.name)
                    names = [mistake.name for mistake in kind.mistakes if mistake.id in held[1:]]
                    assert all(name[language] in feedback.text[language] for name in names for language in LANGUAGES)
                    assert feedback.verdict == ("other-convention" if feedback.claim.convention else "wrong")
                    assert feedback.text.en
                    assert feedback.text.zh


def _giving(question, part, value):
    """The misconceptions whose number for this part no answer could tell from the value."""
    kind, variant = question.kind, question.variant
    asked, type = (kind.asked, kind.type) if part.options else (part.name, part.type)
    for mistake, plan in variant.plans:
        with np.errstate(all="ignore"):
            wrong = wrong_value(variant.values, asked, plan)
        if wrong is not None and own_numbers([wrong], type) and 1 not in own_numbers([value, wrong], type):
            yield mistake.id


@every_kind
def test_choice_has_one_right_option(kind):
    """A multiple choice has three to five different options, or both words of a pool, and one of them is the answer."""
    if "choice" not in kind.modes:
        pytest.skip("this kind cannot be a multiple choice")
    for seed in FEW:
        (part,) = bank.generate(kind, seed, "choice").parts
        for language in LANGUAGES:
            texts = {option.text[language] for option in part.options}
            assert min(3, len(kind.pool) or 3) <= len(part.options) == len(texts) <= 5
        assert [option.key for option in part.options if not (option.claim or option.note)] == [part.answer]


@every_kind
def test_every_mode_is_there_or_its_absence_explained(kind):
    """A kind has each mode or says why not; what it lets the inverse mode hide are givens or entries of vectors."""
    assert {*kind.modes} | {*kind.reasons} == {*MODES}
    assert not {*kind.modes} & {*kind.reasons}
    assert bool(kind.inverse) == ("inverse" in kind.modes)
    assert not kind.pool or (kind.type, kind.labels, len(kind.pool) > 1) == ("choice", "", True)
    for reason in kind.reasons.values():
        assert not reason.en.endswith(".")
        assert not reason.zh.endswith("。")


@every_kind
def test_misconceptions_have_names(kind):
    """A name is a short phrase in each language, its own within the kind, and is true without the question."""
    for language in LANGUAGES:
        names = [mistake.name[language] for mistake in kind.mistakes]
        assert len({*names}) == len(names)
        assert not any("{" in name or name.endswith((".", "。")) or len(name) > 60 for name in names)
    assert all(not re.search(r"\b[Yy]ou", mistake.name.en) and "你" not in mistake.name.zh for mistake in kind.mistakes)
    assert all(mistake.lines for mistake in kind.mistakes)


@every_kind
def test_levels_keep_their_bands(kind, variants):
    """The number of steps and of significant digits stays in the band of the level."""
    for variant in variants(kind):
        assert within_bands(variant), (kind.level, steps(variant), digits(variant))


@every_kind
def test_printed_numbers_recompute_from_printed_numbers(kind, variants):
    """The middle of each line, read as it is printed, gives the number at its end, to the digits that are printed."""
    for variant in variants(kind)[:20]:
        for step in explain.solution(variant):
            if not step.numbers or step.numbers == step.value:
                continue
            node = read_formula(GROUPING.sub("", step.numbers), ())
            if isinstance(node, Unreadable) or np.ndim(variant.values[step.name]) or kind.labels:
                continue
            printed = float(answer_text(evaluator(node)({}), "float").replace("−", "-").replace(",", ""))
            shown = float(step.value.replace("−", "-").replace(",", ""))
            assert abs(printed - shown) <= 1e-3 * max(abs(shown), 1e-3), step.line


@every_kind
def test_homework_is_worked_out(kind):
    """The shown givens, typed in, give the same answer."""
    variant = bank.variant(kind, 2)
    assignments = [f"{name}={_typed(value)}" for name, value in variant.givens.items()]
    assert np.allclose(worked(kind, assignments).answer, variant.answer, rtol=1e-12, atol=0)


def _typed(value):
    if np.ndim(value) == 2:
        return "; ".join(", ".join(repr(entry) for entry in row) for row in value.tolist())
    return ", ".join(repr(entry) for entry in value.tolist()) if np.ndim(value) else repr(value)


@every_kind
def test_solutions_and_hints_are_printed(kind):
    """The worked solution ends in the answer, and no hint gives the answer away."""
    question = bank.generate(kind, 3)
    steps = explain.solution(question.variant)
    assert steps[-1].name == kind.asked
    assert all(step.value in step.line for step in steps)
    assert explain.hints(question, question.parts[0].name)


@every_kind
def test_rounding_as_printed_still_passes(kind, variants):
    """Each step, recomputed from the rounded numbers that the solution prints before it, leads to a right answer."""
    if kind.type == "choice":
        pytest.skip("the answer is a position, not a number")
    for variant in variants(kind)[:40]:
        values = dict(variant.values)
        for step in variant.derivation.steps:
            values[step.name] = _rounded(step.run(values))
        assert within(values[kind.asked], variant.answer, tolerance(variant.answer, kind.type)), variant.seed


def _rounded(value):
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.array([float(f"{entry:.{DIGITS}g}") for entry in value.ravel()]).reshape(value.shape)
    return value


HOSTILE = (0, -1, 7, 0.5, -1000.0, 10**9, -(10**9), 10**30, 10**200, 1e300)


@every_kind
def test_nothing_that_a_learner_answers_breaks_the_parts_after_it(kind):
    """Whatever own value stands in place of a part, a later answer is judged: nothing raises, nothing takes long."""
    if "parts" not in kind.modes:
        pytest.skip("this kind is not asked in parts")
    question = bank.generate(kind, 4, "parts")
    for part, number in product(question.parts[:-1], HOSTILE):
        own = number if np.ndim(part.answer) == 0 else np.full(np.shape(part.answer), float(number))
        start = process_time()
        followed = asking.follow(question, {part.name: own})
        last, typed = question.parts[-1], answer_text(question.parts[-1].answer, question.parts[-1].type, digits=10)
        assert judge(question, last, typed, followed).verdict == "correct"
        assert process_time() - start < 1


@every_kind
def test_every_kind_stands_in_the_syllabus(kind):
    """The syllabus knows the kind by its catalogue id."""
    assert re.fullmatch(r"[CRGVQA]-\d\d\.Q\d", catalogue_ids()[kind.id])


def test_ids_are_unique_and_readable():
    """An id is chapter.name in lower case, and stands for one kind."""
    ids = [kind.id for kind in KINDS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)
    assert all(id.startswith(f"{kind.chapter}.") for id, kind in zip(ids, KINDS, strict=True))


def test_every_type_and_level_appears():
    """All answer types and all four levels are in the bank."""
    assert {kind.type for kind in KINDS} == {"int", "float", "vector", "integers", "matrix", "shape", "choice"}
    assert {kind.level for kind in KINDS} == {1, 2, 3, 4}


if __name__ == "__main__":  # writes the golden file anew, after a change that was meant
    GOLDEN.parent.mkdir(exist_ok=True)
    written = {f"{kind.id}@{kind.version}": _digest(kind) for kind in KINDS}
    GOLDEN.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
