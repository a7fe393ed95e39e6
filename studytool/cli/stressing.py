"""The command `stress`: every kind over many seeds in all its modes, and whether it keeps the hard rules."""

from __future__ import annotations

import os
import signal
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from multiprocessing import get_context
from time import perf_counter
from typing import Any, Final

from rich.cells import cell_len

from studytool.cli import progress_line
from studytool.cli.choosing import kinds_named
from studytool.cli.counts import TIMES, counted
from studytool.cli.output import print_json
from studytool.cli.table import table
from studytool.questions import bank
from studytool.showing.words import COLON
from studytool.text.language import Language, Text, UserError
from studytool.vetting.repeats import MOST_REPEATED, SITTING
from studytool.vetting.stress import (
    UGLY,
    Finding,
    Report,
    Rule,
    Ugly,
    stress,
    stress_named,
)
from studytool.vetting.timing import SLOWEST

MOST_WORKERS: Final = 61
"""Windows waits for no more processes at once."""


def run(options: Namespace) -> int:
    """Print a row for each kind, what is wrong, and a verdict; status 1 where a hard rule is broken."""
    start = perf_counter()
    ids = [kind.id for kind in kinds_named(options.kinds)]
    workers = min(options.workers or _cores(), len(ids), MOST_WORKERS)
    found = {report.kind: report for report in _watched(_reports(ids, options.seeds, workers), len(ids))}
    reports = [found[id] for id in ids]
    if options.json:
        print_json([_record(report) for report in reports], indent=1)
    else:
        print("\n".join(_shown(reports, options.seeds, perf_counter() - start, options.language)))
    return 0 if all(report.sound for report in reports) else 1


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _reports(ids: Sequence[str], seeds: int, workers: int) -> Iterator[Report]:
    """The reports as they are ready, in any order."""
    if workers == 1:
        yield from (stress(bank.find(id), seeds) for id in ids)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_silently)
    try:
        for done in as_completed([pool.submit(stress_named, id, seeds) for id in ids]):
            yield done.result()
    except BrokenProcessPool:
        raise UserError(DIED) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _end_silently() -> None:
    """Let Ctrl+C end this process at once: a trace from each worker would help nobody."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _watched(reports: Iterable[Report], count: int) -> Iterator[Report]:
    """Pass the reports on, with a line on stderr that counts them where somebody can see it."""
    seen = progress_line.is_seen()
    for done, report in enumerate(reports, start=1):
        if seen:
            progress_line.say(f"{done}/{count} {report.kind}")
        yield report
    if seen:
        progress_line.wipe()


def _record(report: Report) -> dict[str, Any]:
    return {**asdict(report), "sound": report.sound}


def _shown(reports: Sequence[Report], seeds: int, seconds: float, language: Language) -> Iterator[str]:
    yield table(_right_aligned([HEAD[language], *(_row(report, language) for report in reports)]))
    for report in reports:
        for finding in report.findings:
            yield f"{report.kind}{COLON[language]}{_told(finding)[language]}"
    yield LEGEND[language]
    broken = sum(not report.sound for report in reports)
    said = {"kinds": counted(len(reports), "kind"), "each": counted(seeds, "seed"), "breaks": _breaks(broken)}
    fields = {"count": len(reports), "seeds": f"{seeds:,}", "broken": broken, "seconds": f"{seconds:.1f}"}
    yield VERDICT.format(**said, **fields)[language]


def _breaks(broken: int) -> str:
    return f"{broken} {'breaks' if broken == 1 else 'break'} a hard rule"


def _row(report: Report, language: Language) -> tuple[str, ...]:
    return (
        report.kind,
        str(len(report.modes)),
        _scaled(report.mean, 1e3, 2),
        _scaled(report.slowest, 1e3, 2),
        _scaled(report.repeated, 100, 1),
        *(str(report.ugly[name]) for name in UGLY),
        f"{_scaled(report.by_size, 100, 0)} / {_scaled(report.by_chance, 100, 0)}",
        _scaled(report.place, 1, 4),
        (SOUND if report.sound else BROKEN)[language],
    )


def _right_aligned(lines: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows with the numbers, which are all but the first and the last column, one under the other."""
    columns = [list(column) for column in zip(*lines, strict=True)]
    for column in columns[1:-1]:
        width = max(map(cell_len, column))
        column[:] = [" " * (width - cell_len(cell)) + cell for cell in column]
    return list(zip(*columns, strict=True))


def _scaled(value: float | None, scale: float, places: int) -> str:
    return "-" if value is None else f"{scale * value:.{places}f}"


def _told(finding: Finding) -> Text:
    """A broken rule: what, how often, and where to see it."""
    times = TIMES.format(count=f"{finding.count:,}")
    where = Text(f", seed {finding.seed}", f"，种子 {finding.seed}") if finding.seed is not None else Text("", "")
    mode = Text(f", {finding.mode}", f"，{finding.mode}") if finding.mode else Text("", "")
    what, detail = RULES[finding.rule], finding.detail
    return Text(
        f"{what.en}{times.en}{where.en}{mode.en}: {detail}",
        f"{what.zh}{times.zh}{where.zh}{mode.zh}：{detail}",
    )


DIED = Text(
    "a worker process died, perhaps for want of memory: try `--workers 1`",
    "一个工作进程意外终止，可能是内存不足：可改用 `--workers 1`",
)
SOUND = Text("sound", "合格")
BROKEN = Text("BROKEN", "不合格")
MOST: Final = f"{MOST_REPEATED:.0%}"
RULES: Final[dict[Rule, Text]] = {
    "exception": Text("an exception", "出现异常"),
    "collision": Text("two answers that are one", "两个答案相同"),
    "tolerance": Text("the tolerance reaches half way to a misconception", "容差达到与误区之间距离的一半"),
    "place": Text("the right option prefers a place", "正确选项的位置不均匀"),
    "slow": Text("a variant takes over {ms} ms", "生成一个变式超过 {ms} 毫秒").format(ms=f"{1e3 * SLOWEST:g}"),
    "band": Text("a variant leaves the bands of its level", "变式超出所在级别的范围"),
    "repeats": Text("over {most} of a sitting repeats", "一次练习中重复的题目超过 {most}").format(most=MOST),
    "variants": Text("not as many different variants as the kind says", "不同变式的个数与题型所写的不符"),
}
UGLY_NAMES: Final[dict[Ugly, Text]] = {
    "zero": Text("= 0", "= 0"),
    "one": Text("= 1", "= 1"),
    "given": Text("= given", "= 已知量"),
    "digits": Text("digits", "位数"),
    "magnitude": Text("size", "量级"),
}
LEFT = (
    Text("kind", "题型"),
    Text("modes", "模式"),
    Text("ms", "毫秒"),
    Text("max", "最大"),
    Text("repeated %", "重复 %"),
)
RIGHT = (Text("by size / chance %", "按大小 / 盲猜 %"), Text("place p", "位置 p"), Text("verdict", "结论"))
HEAD: Final[dict[Language, tuple[str, ...]]] = {
    language: tuple(text[language] for text in (*LEFT, *(UGLY_NAMES[name] for name in UGLY), *RIGHT))
    for language in ("en", "zh")
}
LEGEND = Text(
    "repeated: in a sitting of {sitting} questions; over {most} on average, by more than luck, breaks a hard rule\n"
    "counted, not fatal: variants whose answer is 0, 1 or a printed given, whose givens have over 8 digits, or whose "
    "numbers leave 10^-4..10^12; choices got right by always taking the same rank of size",
    "重复：{sitting} 题的一次练习中重复的题目，平均超过 {most} 且非偶然所致即不合格\n"
    "仅供参考：答案为 0、1 或某个已知量的变式；已知量超过 8 位有效数字的变式；"
    "数值超出 10^-4..10^12 的变式；总选大小排在同一位的选项就能答对的比例",
).format(sitting=SITTING, most=MOST)
VERDICT = Text(
    "{kinds}, {each} each in all modes, {seconds} s: {breaks}",
    "{count} 种题型，每种 {seeds} 个种子，覆盖所有模式，用时 {seconds} 秒：{broken} 种不合格",
)
