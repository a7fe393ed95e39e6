"""The command `exam`: set it, clear it, see where one stands, sit a mock exam."""

from __future__ import annotations

import os
import secrets
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TextIO

from studytool import exam
from studytool.cli.output import print_json
from studytool.cli.progress import is_missing
from studytool.cli.table import table
from studytool.exam import MOST_QUESTIONS, QUESTIONS, Exam
from studytool.locations import data_path, database_path
from studytool.names import CHAPTERS, shortened
from studytool.store import open_store
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.language import Language, Text, UserError

if TYPE_CHECKING:
    from studytool.cards.deck import Card
    from studytool.mock import MockSitting, Report
    from studytool.preparation import Preparation

HOUR: Final = "09:00"
MINUTES: Final = "40"
LARGEST_SEED: Final = 2**63 - 1


def set_exam(options: Namespace) -> int:
    """Set the exam that is prepared for; nothing is changed where anything said is unfit."""
    now = datetime.now(UTC)
    made = _made(options, now)
    with open_store(_database(options)) as store:
        exam.set_exam(store, made, now)
    if options.json:
        print_json(exam.as_value(made), indent=1)
    else:
        days = f"{made.days(now):.1f}"
        print(
            SET.format(name=made.name, at=_shown_time(made), days=days, minutes=f"{made.minutes:g}")[options.language]
        )
    return 0


def _made(options: Namespace, now: datetime) -> Exam:
    zone = options.zone or ""
    return Exam(
        exam.exam_name(options.name),
        exam.when(options.date, options.time or HOUR, zone, now),
        exam.weights(",".join(CHAPTERS) if options.chapters is None else options.chapters),
        exam.minutes_a_day(options.minutes or MINUTES),
        zone,
        _whole(options.questions, QUESTIONS, MOST_QUESTIONS, Text("number of questions", "题数")),
    )


def clear_exam(options: Namespace) -> int:
    """Prepare for no exam any more."""
    path = _database(options)
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
    path, now = _database(options), datetime.now(UTC)
    if is_missing(path):
        raise UserError(exam.NO_EXAM)
    from studytool.planning import preparation

    with open_store(path) as store:
        prepared, set_one = preparation(store, _cards, now), exam.exam_of(store)
    if prepared is None:
        raise UserError(OVER.format(name=set_one.name, at=_shown_time(set_one)) if set_one else exam.NO_EXAM)
    if options.json:
        print_json(_record(prepared), indent=1)
    else:
        print("\n".join(_shown(prepared, options.language)))
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


def _shown(prepared: Preparation, language: Language) -> Iterator[str]:
    here, said = prepared.exam, prepared.prediction
    days = f"{prepared.days:.1f}"
    yield HEAD.format(name=here.name, at=_shown_time(here), days=days, minutes=f"{here.minutes:g}")[language]
    shares = {name: f"{getattr(said, name):.0%}" for name in ("mean", "low", "high")}
    yield MARK.format(**shares, without=f"{prepared.without:.0%}")[language]
    yield ""
    yield table([[head[language] for head in CHAPTER_HEADS], *_chapter_rows(prepared, language)])
    yield ""
    yield AT_RISK[language]
    yield table([[f"  {one.item}", f"{one.recall:.0%}", f"−{one.lost:.1%}"] for one in prepared.risks()])
    yield ""
    yield MORE[language]
    rows = [[f"  {minutes:g} {MIN[language]}", f"{mark:.0%}"] for minutes, mark in prepared.more()]
    yield table(rows)
    yield ""
    yield from _today(prepared, language)


def _chapter_rows(prepared: Preparation, language: Language) -> Iterator[list[str]]:
    for one in prepared.chapters():
        name = CHAPTER_NAMES[one.chapter][language]
        shares = (f"{share:.0%}" for share in (one.recall_now, one.recall_then))
        yield [name, f"{one.share:.0%}", f"{one.known}/{one.items}", *shares]


def _today(prepared: Preparation, language: Language) -> Iterator[str]:
    order = prepared.order
    if not order:
        yield NOTHING_TODAY[language]
        return
    fields = {"count": len(order), "minutes": f"{prepared.order_minutes:.0f}", "left": f"{prepared.today:.0f}"}
    yield TODAY.format(**fields)[language]
    yield from (f"  {item}" for item in order)


def mock_exam(options: Namespace) -> int:
    """Sit a mock exam line by line; the report comes at the end."""
    from studytool.mock import MINUTES_A_QUESTION, MockSitting, paper

    with open_store(_database(options)) as store:
        found = exam.exam_of(store)
        shares = found.shares if found else dict.fromkeys(CHAPTERS, 1.0 / len(CHAPTERS))
        usual = found.questions if found else QUESTIONS
        count = _whole(options.count, usual, MOST_QUESTIONS, Text("number of questions", "题数"))
        minutes = exam.minutes_a_day(options.minutes) if options.minutes else count * MINUTES_A_QUESTION
        seed = _whole(options.seed, secrets.randbelow(2**31), LARGEST_SEED, Text("seed", "种子"), least=0)
        sitting = MockSitting(paper(shares, count, seed), shares, store, _now, timedelta(minutes=minutes))
        out = sys.stderr if options.json else sys.stdout
        print(RULES.format(count=count, minutes=f"{minutes:g}")[options.language], file=out)
        _sit(sitting, options.language, out)
        report = sitting.report()
    if options.json:
        print_json(_report_record(report, seed), indent=1)
    else:
        print("\n".join(_reported(report, options.language)))
    return 0


def _sit(sitting: MockSitting, language: Language, out: TextIO) -> None:
    """Ask until the paper, the time or standard input is at its end."""
    number = 0
    while (task := sitting.next()) is not None:
        number += 1
        left = sitting.left(_now()) / timedelta(minutes=1)
        print(f"\n{NUMBER.format(n=number, count=len(sitting.paper), left=f'{left:.0f}')[language]}", file=out)
        if task.question:
            from studytool.cli.questions import asked, folded

            print("\n".join(folded(asked(task.question, language))), file=out)
        while not sitting.finished_question:
            if not _answer(sitting, language, out):
                return


def _answer(sitting: MockSitting, language: Language, out: TextIO) -> bool:
    """Take one line; False where nothing more can be answered."""
    from studytool.answer.reading import Unreadable

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


def _report_record(report: Report, seed: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "mark": report.mark,
        "seconds": report.seconds,
        "average_seconds": report.average_seconds,
        "time_over": report.time_over,
        "chapters": [one._asdict() for one in report.chapters],
        "misconceptions": [{"id": id, "count": count} for id, count in report.misconceptions],
        "questions": [one._asdict() for one in report.questions],
    }


def _reported(report: Report, language: Language) -> Iterator[str]:
    from studytool.misconceptions import named

    yield ""
    if report.time_over:
        yield TIME_OVER[language]
    average = f"{report.average_seconds:.0f}"
    answered = sum(one.answered for one in report.questions)
    fields = {"mark": f"{report.mark:.0%}", "answered": answered, "count": len(report.questions)}
    yield REPORT.format(**fields, minutes=f"{report.seconds / 60.0:.1f}", average=average)[language]
    names = ((CHAPTER_NAMES[one.chapter][language], one) for one in report.chapters)
    rows = [[name, f"{one.answered}/{one.questions}", f"{one.mark:.0%}"] for name, one in names]
    yield table([[head[language] for head in REPORT_HEADS], *rows])
    for id, count in report.misconceptions:
        yield f"{MISTAKE[language]}{named(id)[language]} ×{count}"
    for number, one in enumerate(report.questions, 1):
        slow = f"{one.seconds - report.average_seconds:+.0f} s" if one.answered else BLANK[language]
        yield f"  {number}. {one.item.partition(':')[2]}  {one.mark:.0%}  {one.seconds:.0f} s  ({slow})"


def _whole(text: str | None, usual: int, most: int, what: Text, *, least: int = 1) -> int:
    """The whole number that was typed, or the usual one where nothing was."""
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 19 and least <= int(text) <= most):
        raise UserError(NO_NUMBER.format(wrong=shortened(text), en=what.en, zh=what.zh, least=least, most=most))
    return int(text)


def _shown_time(here: Exam) -> str:
    return f"{here.at:%Y-%m-%d %H:%M}{f' {here.zone}' if here.zone else ''}"


def _cards() -> list[Card]:
    from studytool.cards.reading import load_decks

    return [card for deck in load_decks(data_path() / "decks") for card in deck.cards]


def _now() -> datetime:
    return datetime.now(UTC)


def _database(options: Namespace) -> str:
    return database_path(getattr(options, "db", None), os.environ)


SET: Final = Text(
    "{name}: {at}, in {days} days, {minutes} min a day. `studytool exam` shows where you stand",
    "{name}：{at}，还有 {days} 天，每天 {minutes} 分钟。`studytool exam` 显示备考情况",
)
CLEARED: Final = Text("{name} is no longer prepared for", "已取消备考：{name}")
OVER: Final = Text(
    "{name} was on {at}: set the next one with `studytool exam set`, or `studytool exam clear`",
    "{name} 的时间 {at} 已过：用 `studytool exam set` 设定下一场，或 `studytool exam clear`",
)
HEAD: Final = Text(
    "{name} · {at} · {days} days left, {minutes} min a day", "{name} · {at} · 还有 {days} 天，每天 {minutes} 分钟"
)
MARK: Final = Text(
    "Expected mark if you keep to the plan: {mean}; four times out of five between {low} and {high}. "
    "If you learn nothing more: {without}.",
    "按计划学习的预期得分：{mean}，五次中有四次在 {low}～{high}。不再学习：{without}。",
)
CHAPTER_HEADS: Final = (
    Text("chapter", "章"),
    Text("share", "占比"),
    Text("seen", "学过"),
    Text("recall now", "当前回忆概率"),
    Text("at the exam", "考试时"),
)
AT_RISK: Final = Text(
    "Most at risk although you keep to the plan (recall at the exam, marks lost):",
    "按计划学习仍最可能丢分的内容（考试时的回忆概率、丢分）：",
)
MORE: Final = Text("Expected mark by minutes a day:", "每天分钟数与预期得分：")
MIN: Final = Text("min", "分钟")
TODAY: Final = Text(
    "Today: {count} items in {minutes} of {left} min. Start with `studytool quiz --exam`:",
    "今天：{count} 项，{minutes} 分钟（共 {left} 分钟）。开始：`studytool quiz --exam`",
)
NOTHING_TODAY: Final = Text("Nothing more for today.", "今天没有要做的内容了。")
RULES: Final = Text(
    "{count} questions in {minutes} min. An empty line leaves a question blank; the end of input hands in.",
    "{count} 道题，限时 {minutes} 分钟。空行表示不答此题；输入结束即交卷。",
)
NUMBER: Final = Text("Question {n} of {count} · {left} min left", "第 {n} 题，共 {count} 题 · 剩余 {left} 分钟")
UNREADABLE: Final = Text("This cannot be read: type it again", "无法识别：重新输入")
LATE: Final = Text("The time was over before this answer", "作答时已超时")
TIME_OVER: Final = Text("The time is over: what is left counts as unanswered", "时间到：未答的题不得分")
REPORT: Final = Text(
    "Mark {mark} · {answered} of {count} answered · {minutes} min, {average} s a question",
    "得分 {mark} · 作答 {answered}/{count} · {minutes} 分钟，平均每题 {average} 秒",
)
REPORT_HEADS: Final = (Text("chapter", "章"), Text("answered", "作答"), Text("mark", "得分"))
MISTAKE: Final = Text("mistake: ", "误区：")
BLANK: Final = Text("unanswered", "未作答")
NO_NUMBER: Final = Text(
    "{wrong!r} is no {en}: write a whole number from {least} to {most}",
    "“{wrong}”不能用作{zh}：应为 {least} 到 {most} 的整数",
)
