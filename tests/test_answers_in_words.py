"""A kind whose answer is a word goes through every room as any other does, and ends in the word."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import pairwise

import pytest

from studytool.answer.judging.judge import judge
from studytool.cli.main import main
from studytool.course.modes import MODES
from studytool.export.formats import FORMATS, writer
from studytool.export.markup import marked
from studytool.export.record import record
from studytool.kinds.kind import WORDED
from studytool.questions import bank, explain
from studytool.questions.bank import UnsoundKindError
from studytool.questions.modes.choice import UNKNOWN_WORD
from studytool.showing.asked import Asked
from studytool.showing.sheet import sheet
from studytool.store.open_store import open_store
from studytool.study import mock
from studytool.study.homework import worked
from studytool.study.planning import tasks
from studytool.study.session import Sitting
from studytool.study.tracing import suspects_of
from studytool.study.wish import Wish
from studytool.text.language import LANGUAGES, Text, UserError
from studytool.vetting.index import indexed
from studytool.vetting.repeats import TURNS, different
from studytool.vetting.stress import stress
from tests.sittings import Clock
from tests.worded import FEW, SIX, YES_OR_NO

BOTH = (YES_OR_NO, SIX)
SEEDS = range(60)
START = datetime(2026, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("worded_kinds")
worded = pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.id)


@pytest.fixture
def store(tmp_path):
    """A new store."""
    with open_store(tmp_path / "s.db") as opened:
        yield opened


def asked(kind, seed):
    """A question and its one part."""
    question = bank.generate(kind, seed)
    return question, question.parts[0]


@worded
def test_it_is_a_multiple_choice_and_says_why_nothing_else(kind):
    """Every other mode is refused with a reason that the author did not write."""
    assert kind.modes == ("choice",)
    assert not kind.without
    assert {*kind.reasons} == {*MODES} - {"choice"}
    for mode in kind.reasons:
        with pytest.raises(UserError) as refused:
            bank.generate(kind, 0, mode)
        assert WORDED[mode].en in refused.value.text.en
        assert WORDED[mode].zh in refused.value.text.zh


def test_an_author_may_say_it_better():
    """A reason that a kind with a pool gives itself stands before the one that is true of all words."""
    own = Text("own words", "自己的话")
    kind = replace(SIX, without={"spot": own})
    assert kind.reasons == {**WORDED, "spot": own}
    assert kind.modes == ("choice",)


@worded
def test_the_right_word_stands_among_others(kind):
    """Options are words of the pool, up to five, each once; what misconceptions give is always among them."""
    for seed in SEEDS:
        question, part = asked(kind, seed)
        assert len(part.options) == min(5, len(kind.pool)) == len({option.value for option in part.options})
        assert all(option.text is kind.pool[option.value] for option in part.options)
        assert part.right.value == kind.reference(**{name: question.givens[name] for name in kind.reference_names})
        assert part.right.claim is part.right.note is None
        wrong = [option for option in part.options if option is not part.right]
        assert {option.claim.value for option in wrong if option.claim} == {c.value for c in question.variant.claims}
        assert all(bool(option.claim) != (option.note == UNKNOWN_WORD) for option in wrong)


def test_a_pool_of_two_keeps_its_order_and_a_longer_one_does_not():
    """No before yes, whatever the seed; of six words each stands first now and then, and each is left out."""
    assert {tuple(option.value for option in asked(YES_OR_NO, seed)[1].options) for seed in SEEDS} == {(0, 1)}
    orders = [tuple(option.value for option in asked(SIX, seed)[1].options) for seed in range(200)]
    assert {order[0] for order in orders} == {*range(6)}
    assert {*range(6)} == {place for order in orders for place in range(6) if place not in order}
    assert orders == [tuple(option.value for option in asked(SIX, seed)[1].options) for seed in range(200)]


def test_what_no_place_is_nobody_claims():
    """A misconception that leads out of the pool is not claimed; an answer there is the author's fault."""
    claimed = Counter(claim.id for seed in SEEDS for claim in bank.variant(SIX, seed).claims)
    assert {*claimed} == {"next"}
    with pytest.raises(UnsoundKindError, match="no place of the pool"):
        bank.variant(replace(SIX, pool=SIX.pool[:2], claims=0, where=("n > 1",)), 0)


@worded
def test_each_option_is_judged(kind):
    """The right one is Correct; a misconception's is told by name, another with its remark."""
    for seed in SEEDS:
        question, part = asked(kind, seed)
        assert judge(question, part, part.answer).verdict == "correct"
        for told in Asked(question, part).mistakes:
            key = next(option.key for option in part.options if option.claim is told.claim)
            found = judge(question, part, key)
            assert (found.verdict, found.claim.id, found.text, found.marks) == ("wrong", told.id, told.feedback, 0.0)
            assert told.written is kind.pool[told.value]
        for option in part.options:
            if option.note:
                found = judge(question, part, option.key)
                assert (found.verdict, found.claim, found.text) == ("wrong", None, UNKNOWN_WORD)
        assert judge(question, part, "z").verdict == "unreadable"


def test_what_several_misconceptions_answer_is_called_an_answer():
    """Two that lead to the same word are both named, and nothing is said of numbers."""
    found = [judge(*asked(YES_OR_NO, seed), key) for seed in SEEDS for key in "ab"]
    shared = [one.text for one in found if one.claim and "|" in one.claim.id]
    assert shared
    assert all("lead to this answer" in text.en and "number" not in text.en for text in shared)
    assert all("同一个答案" in text.zh for text in shared)


@worded
def test_the_solution_ends_in_the_word(kind):
    """In the reader's language, behind the value; no hint says it, and a comparison's value is 1 or 0."""
    for seed in SEEDS:
        question, part = asked(kind, seed)
        shown = sheet(question)
        for language in LANGUAGES:
            assert shown.solution[-1].text[language].endswith(f" → {part.right.text[language]}")
            assert not any(word[language] in hint for word in kind.pool for hint in explain.hints(question, part.name))
        assert all(line.word is None for line in shown.solution[:-1])
        assert shown.solution[-1].step.value in {str(place) for place in range(6)}


def tree(text):
    """An export as XML."""
    return ET.fromstring(text)  # noqa: S314  it was written a moment ago


@worded
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_the_words(kind, format, language):
    """Each option, the answer and the end of the solution stand there in the language asked for."""
    question, part = asked(kind, 3)
    stream = io.StringIO()
    writer(format)([question], stream, language)
    text = stream.getvalue()
    plain = {
        "json": lambda: json.dumps(json.loads(text), ensure_ascii=False),
        "markdown": lambda: unescape(text.replace("\\", "")),
        "html": lambda: unescape(text),
        "moodle": lambda: unescape("".join(tree(text).itertext())),
    }[format]()
    assert all(option.text[language] in plain for option in part.options)
    assert "True" not in plain
    assert "False" not in plain
    if format != "json":
        assert f"→ {part.right.text[language]}" in plain


@worded
@pytest.mark.parametrize("language", LANGUAGES)
def test_moodle_has_it_as_a_multiple_choice(kind, language):
    """One option has all marks; each wrong one its remark; yes and no are not shuffled."""
    question, part = asked(kind, 5)
    stream = io.StringIO()
    writer("moodle")([question], stream, language)
    (element,) = tree(stream.getvalue()).findall("question[@type='multichoice']")
    assert element.findtext("shuffleanswers") == ("false" if kind is YES_OR_NO else "true")
    for option, answer in zip(part.options, element.findall("answer"), strict=True):
        assert answer.findtext("text") == marked(option.text[language])
        assert answer.get("fraction") == ("100" if option is part.right else "0")
        assert bool(answer.findtext("feedback/text")) == (option is not part.right)


@worded
def test_json_has_the_number_and_the_word(kind):
    """Values are places of the pool, whole numbers; the word stands beside them in both languages."""
    question, part = asked(kind, 5)
    said = record(question)
    last = said["solution"][-1]
    (asked_for,) = said["parts"]
    right = next(option for option in asked_for["options"] if option["key"] == asked_for["answer"])
    assert type(last["value"]) is type(right["value"]) is int
    assert last["word"] == right["word"] == {"en": part.right.text.en, "zh": part.right.text.zh}
    assert (last["value"], right["text"]) == (part.right.value, part.right.text.en)
    assert not any("word" in step for step in said["solution"][:-1])


@worded
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_line_asks_checks_and_solves(kind, language, capsys):
    """The options and the answer are words; `solve` prints the word for one's own numbers."""
    question, part = asked(kind, 4)
    assert main(["ask", kind.id, "--seed", "4", "--solution", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert all(f"  {option.key}) {option.text[language]}\n" in out for option in part.options)
    assert out.rstrip().endswith(f"({part.answer}) {part.right.text[language]}")
    assert main(["check", kind.id, "--seed", "4", "--answer", part.answer, "--lang", language]) == 0
    assert {"en": "Correct", "zh": "正确"}[language] in capsys.readouterr().out
    givens = [f"{name}={value}" for name, value in question.givens.items()]
    assert main(["solve", kind.id, *givens, "--lang", language]) == 0
    assert capsys.readouterr().out.rstrip().endswith(f"→ {part.right.text[language]}")
    assert main(["kinds", "--chapter", "cnn", "--lang", language]) == 0


def test_homework_may_end_in_the_first_word():
    """The place 0 is no count that is too low, and numbers that lead out of the pool are refused in one line."""
    assert worked(replace(YES_OR_NO, where=("m*t > 0",)), ["n=1", "t=1"]).answer == 0
    with pytest.raises(UserError, match="do not fit"):
        worked(replace(SIX, steps="d = n + 0*t", reference=lambda n: n), ["n=6", "t=100"])


@worded
def test_an_index_entry_says_how_it_is_asked(kind):
    """The entry has the one mode, and a digest of the variants."""
    entry = indexed(kind)
    assert (entry.modes, len(entry.digest)) == (("choice",), 12)
    assert entry == indexed(kind)


def test_the_places_of_yes_and_no_are_no_fault_unless_one_is_nearly_always_right():
    """Their order is fixed, so the share of yes is the author's: three of four at most."""
    assert not {finding.rule for finding in stress(YES_OR_NO, 200).findings} - {"repeats"}
    mostly = replace(YES_OR_NO, where=("n > 1", "n > 12 or t > 0", "n < 16 or t > 0"))
    (found,) = [one for one in stress(mostly, 200).findings if one.rule == "place"]
    assert found.detail.startswith(("8", "9"))


def test_a_sitting_is_answered_and_remembered(store, tmp_path, capsys):
    """Right and wrong words are reviews like any other; what the learner may hold is read off them."""
    clock = Clock(START)
    sitting = Sitting(tasks(Wish(kind=YES_OR_NO.id, count=6), 1, store, tuple, START), store, clock)
    held = 0
    while sitting.next():
        clock.wait(5)
        wrong = next(option for option in sitting.part.options if option.claim)
        feedback = sitting.submit(wrong.key)
        held += feedback.claim is not None
    assert held == 6
    answers = store.answers(f"kind:{YES_OR_NO.id}", 8)
    assert len(answers) == 6
    assert suspects_of(YES_OR_NO, answers)
    assert main(["stats", "--db", str(tmp_path / "s.db")]) == 0
    assert YES_OR_NO.chapter in capsys.readouterr().out


def test_a_mock_exam_asks_for_words(store, monkeypatch):
    """In the only mode that they have; the report counts them."""
    monkeypatch.setattr(bank, "chapter", {"cnn": BOTH}.__getitem__)
    clock = Clock(START)
    paper = mock.paper({"cnn": 1.0}, 4, 1)
    sitting = mock.MockSitting(paper, {"cnn": 1.0}, store, clock, timedelta(minutes=9))
    while sitting.next():
        assert sitting.submit(sitting.current.question.parts[0].answer) == "taken"
    assert sitting.report().mark == 1.0
    assert {task.question.mode for task in paper} == {"choice"}


def test_a_kind_of_few_variants_has_as_many_as_it_says():
    """Then no repetition is a fault; another number is one."""
    assert different(FEW, TURNS * 4) == 4
    assert stress(FEW, 200).sound
    (found,) = stress(replace(FEW, variants=5), 200).findings
    assert (found.rule, found.detail) == ("variants", "4, not 5")
    assert "repeats" in {one.rule for one in stress(replace(FEW, variants=None), 200).findings}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "there are cnn.few-variants 4, and no more"), ("zh", "全部只有")]
)
def test_an_export_has_every_variant_and_says_that_these_are_all(language, said, capsys):
    """No other seed is recommended where none gives another."""
    assert main(["export", "json", "--kind", FEW.id, "--count", "40", "--lang", language]) == 0
    written = capsys.readouterr()
    assert len(json.loads(written.out)["questions"]) == 4
    assert said in written.err
    assert "--seed" not in written.err


@pytest.mark.parametrize("right", [True, False])
def test_few_variants_are_never_asked_twice_in_a_row(store, right):
    """Whatever is answered, the next question of the sitting has other givens; all of them come."""
    clock = Clock(START)
    sitting = Sitting(tasks(Wish(kind=FEW.id, count=12), 1, store, tuple, START), store, clock)
    stated = []
    while task := sitting.next():
        clock.wait(5)
        stated.append(task.question.variant.stated)
        part = sitting.part
        sitting.submit(part.answer if right else next(option.key for option in part.options if option.claim))
    assert len(stated) == 12
    assert all(one != other for one, other in pairwise(stated))
    assert len({*stated}) == 4
