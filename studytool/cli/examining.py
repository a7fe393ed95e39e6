"""The command `exam`: set it, clear it, see where one stands, sit a mock exam."""

from __future__ import annotations

import secrets
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TextIO

from studytool.cli.counts import TIMES
from studytool.cli.database import database_of
from studytool.cli.output import print_json
from studytool.cli.progress import is_missing
from studytool.cli.table import table
from studytool.cli.titles import titled, titles_of
from studytool.learner import exam
from studytool.learner.exam import Exam, shown_time
from studytool.learner.exam_entry import ExamEntry, whole_number
from studytool.locations import data_path
from studytool.store.open_store import open_store
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.exam_words import (
    AT_RISK,
    BLANK,
    CHAPTER_HEADS,
    CLEARED,
    HEAD,
    LATE,
    MARK,
    MIN,
    MISTAKE,
    MORE,
    NOTHING_TODAY,
    NUMBER,
    REPORT,
    REPORT_HEADS,
    RULES,
    SECONDS,
    TIME_OVER,
    TODAY,
    UNREADABLE,
    seconds_more,
)
from studytool.text.interface import LINES
from studytool.text.language import Language, Text, UserError
from studytool.text.whole import LARGEST_SEED

if TYPE_CHECKING:
    from studytool.cards.deck import Card
    from studytool.study.mock import MockSitting, Report, Sat
    from studytool.study.preparation import Preparation


def set_exam(options: Namespace) -> int:
    """Set the exam that is prepared for; nothing is changed where anything said is unfit."""
    now = datetime.now(UTC)
    made = _made(options, now)
    with open_store(database_of(options)) as store:
        exam.set_exam(store, made, now)
    if options.json:
        print_json(exam.as_value(made), indent=1)
    else:
        days = f"{made.days(now):.1f}"
        print(SET.format(name=made.name, at=shown_time(made), days=days, minutes=f"{made.minutes:g}")[options.language])
    return 0


def _made(options: Namespace, now: datetime) -> Exam:
    return ExamEntry(
        options.name,
        options.date,
        options.time,
        options.zone,
        options.minutes,
        options.chapters,
        options.questions,
    ).exam(now)


def clear_exam(options: Namespace) -> int:
    """Prepare for no exam any more."""
    path = database_of(options)
    found = None
    if not is_missing(path):
        with open_store(path) as store:
            found = exam.exam_of(store)
            if found:
                exam.clear_exam(store, datetime.now(UTC))
    if options.json:
        print_json({"cleared": found.name if found else None})
    else:
        print((CLEARED.format(name=found.name) if found else exam.NO_EXAM)[options.language])
    return 0


def show(options: Namespace) -> int:
    """Print where the learner stands before the exam."""
    path, now = database_of(options), datetime.now(UTC)
    if is_missing(path):
        raise UserError(exam.NO_EXAM)
    from studytool.study.planning import preparation

    cards = cache(_cards)
    with open_store(path) as store:
        prepared, set_one = preparation(store, cards, now), exam.exam_of(store)
    if prepared is None:
        raise UserError(OVER.format(name=set_one.name, at=shown_time(set_one)) if set_one else exam.NO_EXAM)
    if options.json:
        print_json(_record(prepared), indent=1)
    else:
        print("\n".join(_shown(prepared, titles_of(cards()), options.language)))
    return 0


def _record(prepared: Preparation) -> dict[str, Any]:
    said = prepared.prediction
    return {
        "exam": exam.as_value(prepared.exam),
        "days_left": prepared.days,
        "mark": {"mean": said.mean, "low": said.low, "high": said.high, "without_learning": prepared.without},
        "chapters": [one._asdict() for one in prepared.chapters()],
        "at_risk": [one._asdict() for one in prepared.risks()],
        "with_minutes": [{"minutes": minutes, "mark": mark} for minutes, mark in prepared.more()],
        "today": {"minutes_left": prepared.today, "minutes": prepared.order_minutes, "items": prepared.order},
    }


def _shown(prepared: Preparation, titles: Mapping[str, Text], language: Language) -> Iterator[str]:
    here, said = prepared.exam, prepared.prediction
    days = f"{prepared.days:.1f}"
    yield HEAD.format(name=here.name, at=shown_time(here), days=days, minutes=f"{here.minutes:g}")[language]
    shares = {name: f"{getattr(said, name):.0%}" for name in ("mean", "low", "high")}
    yield MARK.format(**shares, without=f"{prepared.without:.0%}")[language]
    yield ""
    yield table([[head[language] for head in CHAPTER_HEADS], *_chapter_rows(prepared, language)])
    yield ""
    yield AT_RISK[language]
    risks = [[one.item, f"{one.recall:.0%}", f"−{one.lost:.1%}"] for one in prepared.risks()]
    yield titled(risks, titles, language)
    yield ""
    yield MORE[language]
    rows = [[f"  {minutes:g} {MIN[language]}", f"{mark:.0%}"] for minutes, mark in prepared.more()]
    yield table(rows)
    yield ""
    yield from _today(prepared, titles, language)


def _chapter_rows(prepared: Preparation, language: Language) -> Iterator[list[str]]:
    for one in prepared.chapters():
        name = CHAPTER_NAMES[one.chapter][language]
        shares = (f"{share:.0%}" for share in (one.recall_now, one.recall_then))
        yield [name, f"{one.share:.0%}", f"{one.known}/{one.items}", *shares]


def _today(prepared: Preparation, titles: Mapping[str, Text], language: Language) -> Iterator[str]:
    order = prepared.order
    if not order:
        yield NOTHING_TODAY[language]
        return
    fields = {"count": len(order), "minutes": f"{prepared.order_minutes:.0f}", "left": f"{prepared.today:.0f}"}
    yield TODAY.format(**fields)[language] + START[language]
    yield titled([[item] for item in order], titles, language)


def mock_exam(options: Namespace) -> int:
    """Sit a mock exam line by line; the report comes at the end."""
    from studytool.course.syllabus import graph
    from studytool.study.mock import MockSitting, asked_for, paper, shares_of

    seed = whole_number(options.seed, secrets.randbelow(2**31), LARGEST_SEED, Text("seed", "种子"), least=0)
    # what is unfit is refused before a database that is not there is made
    asked_for(None, options.count, options.minutes)
    with open_store(database_of(options), skills=graph()) as store:
        found = exam.exam_of(store)
        shares = shares_of(found)
        count, minutes = asked_for(found, options.count, options.minutes)
        sitting = MockSitting(paper(shares, count, seed), shares, store, _now, timedelta(minutes=minutes))
        out = sys.stderr if options.json else sys.stdout
        rules = RULES.format(count=count, minutes=f"{minutes:g}")[options.language]
        print(rules + BLANK_LINES[options.language], file=out)
        _sit(sitting, options.language, out)
        report, sent = sitting.report(), sitting.sitting.sent()
    if options.json:
        print_json(_report_record(report, sent, seed), indent=1)
    else:
        print("\n".join(_reported(report, sent, options.language)))
    return 0


def _sit(sitting: MockSitting, language: Language, out: TextIO) -> None:
    """Ask until the paper, the time or standard input is at its end."""
    number = 0
    while (task := sitting.next()) is not None:
        number += 1
        left = f"{sitting.left(_now()) / timedelta(minutes=1):.0f} {MIN[language]}"
        print(f"\n{NUMBER.format(n=number, count=len(sitting.paper), left=left)[language]}", file=out)
        if task.question:
            from studytool.cli.questions import asked, folded

            print("\n".join(folded(asked(task.question, language))), file=out)
        while not sitting.finished_question:
            if not _answer(sitting, language, out):
                return


def _answer(sitting: MockSitting, language: Language, out: TextIO) -> bool:
    """Take one line; False where nothing more can be answered."""
    from studytool.answer.reading.read import Unreadable

    print("> ", end="", file=out, flush=True)
    line = sys.stdin.readline()
    if not line:
        sitting.stop()
        return False
    if not line.strip():
        sitting.leave_blank()
        return True
    typed = line.strip()
    taken = sitting.submit(typed)
    if taken == "late":
        print(LATE[language], file=out)
        return False
    if taken == "unreadable":
        reading = sitting.read(typed)
        print(reading.reason[language] if isinstance(reading, Unreadable) else UNREADABLE[language], file=out)
    return True


def _report_record(report: Report, sent: Iterable[Text], seed: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "mark": report.mark,
        "seconds": report.seconds,
        "average_seconds": report.average_seconds,
        "time_over": report.time_over,
        "chapters": [one._asdict() for one in report.chapters],
        "misconceptions": [{"id": id, "count": count} for id, count in report.misconceptions],
        "sent_for_review": [{"en": name.en, "zh": name.zh} for name in sent],
        "questions": [one._asdict() for one in report.questions],
    }


def _reported(report: Report, sent: Iterable[Text], language: Language) -> Iterator[str]:
    from studytool.learner.misconceptions import named
    from studytool.study.sent import listed

    yield ""
    if report.time_over:
        yield TIME_OVER[language]
    average = f"{report.average_seconds:.0f}"
    answered = sum(one.answered for one in report.questions)
    fields = {"mark": f"{report.mark:.0%}", "answered": answered, "count": len(report.questions)}
    yield REPORT.format(**fields, minutes=f"{report.seconds / 60.0:.1f}", average=average)[language]
    chapters = ((CHAPTER_NAMES[one.chapter][language], one) for one in report.chapters)
    rows = [[name, f"{one.answered}/{one.questions}", f"{one.mark:.0%}"] for name, one in chapters]
    yield table([[head[language] for head in REPORT_HEADS], *rows])
    for id, count in report.misconceptions:
        yield MISTAKE[language] + named(id)[language] + TIMES.format(count=count)[language]
    if names := listed(sent)[language]:
        yield LINES["sent"].format(names=names)[language]
    for number, one in enumerate(report.questions, 1):
        yield _sat(number, one, report.average_seconds)[language]


def _sat(number: int, one: Sat, average: float) -> Text:
    """A question of the report: its mark, its time, and the time against the average."""
    taken = SECONDS.format(count=f"{one.seconds:.0f}")
    slower = seconds_more(one.seconds - average) if one.answered else BLANK
    start = f"  {number}. {one.item.partition(':')[2]}  {one.mark:.0%}"
    return Text(f"{start}  {taken.en}  ({slower.en})", f"{start}  {taken.zh}（{slower.zh}）")


def _cards() -> list[Card]:
    from studytool.cards.reading import load_decks

    return [card for deck in load_decks(data_path() / "decks") for card in deck.cards]


def _now() -> datetime:
    return datetime.now(UTC)


SET: Final = Text(
    "{name}: {at}, in {days} days, {minutes} min a day. `studytool exam` shows where you stand",
    "{name}：{at}，还有 {days} 天，每天 {minutes} 分钟。`studytool exam` 显示备考情况",
)
OVER: Final = Text(
    "{name} was on {at}: set the next one with `studytool exam set`, or `studytool exam clear`",
    "{name} 的时间 {at} 已过：用 `studytool exam set` 设定下一场，或 `studytool exam clear`",
)
START: Final = Text(" Start with `studytool quiz --exam`:", "开始：`studytool quiz --exam`")
BLANK_LINES: Final = Text(
    " An empty line leaves a question blank; the end of input hands in.", "空行表示不答此题；输入结束即交卷。"
)
