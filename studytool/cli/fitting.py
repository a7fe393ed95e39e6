"""The command `fit`: the memory model's weights from the learner's own reviews, and how good each model is."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from studytool.cli import progress_line
from studytool.cli.counts import counted
from studytool.cli.database import database_of
from studytool.cli.output import print_json
from studytool.cli.table import table
from studytool.text.language import Language, Text, UserError
from studytool.text.reasons import why

if TYPE_CHECKING:
    from studytool.fitting.apart import Task
    from studytool.memory.review_log import ReviewLog

FEWEST: Final = 200
"""Repeats below which a fit would follow chance: a fifth of them could not tell it from the defaults."""
BAR: Final = 40


def run(options: Namespace) -> int:
    """Fit, and keep the weights if they beat the defaults on the latest reviews; or print the report."""
    if options.defaults:
        return _back_to_defaults(options)
    log = _file(options.reviews) if options.reviews is not None else _own(options)
    if log.repeats.size < FEWEST:
        found = counted(log.repeats.size, "repeated review")
        raise UserError(TOO_FEW.format(found=found, count=f"{log.repeats.size:,}", needed=FEWEST))
    return _report(log, options) if options.report else _fit(log, options)


def _file(path: str) -> ReviewLog:
    from studytool.memory.review_csv import read_csv

    try:
        return read_csv(path)
    except OSError as error:
        reason = why(error)
        raise UserError(NO_LOG.format(path=path, why=reason)) from None


def _own(options: Namespace) -> ReviewLog:
    from studytool.cli.progress import is_missing
    from studytool.fitting.own_log import own_log
    from studytool.store.open_store import open_store

    path = database_of(options)
    if is_missing(path):
        return own_log([], datetime.now(UTC))
    with open_store(path) as store:
        return own_log(store.events(in_force=True), datetime.now(UTC).astimezone(), store.graph())


def _fit(log: ReviewLog, options: Namespace) -> int:
    found = _watched("fit", log)
    better = found["fitted"] < found["default"]
    kept = better and not options.reviews
    if kept:
        _keep(options, found["weights"])
    if options.json:
        print_json({**found, "better": better, "kept": kept}, indent=1)
    else:
        print("\n".join(_verdict(found, better=better, kept=kept, language=options.language)))
    return 0


def _verdict(found: dict[str, Any], *, better: bool, kept: bool, language: Language) -> Iterator[str]:
    figures = {name: f"{found[name]:.4f}" for name in ("fitted", "default")}
    counts = {name: f"{found[name]:,}" for name in ("reviews", "held_out")}
    yield JUDGED.format(**figures, **counts)[language]
    if not better:
        yield WORSE[language]
        return
    gain = f"{100 * (1 - found['fitted'] / found['default']):.1f}"
    yield (KEPT if kept else NOT_KEPT).format(gain=gain)[language]


def _back_to_defaults(options: Namespace) -> int:
    from studytool.cli.progress import is_missing
    from studytool.memory.weights import DEFAULT_WEIGHTS

    if options.reviews is not None:
        raise UserError(NOT_BOTH)
    if not is_missing(database_of(options)):
        _keep(options, DEFAULT_WEIGHTS)
    if options.json:
        print_json({"weights": DEFAULT_WEIGHTS}, indent=1)
    else:
        print(DEFAULTS[options.language])
    return 0


def _keep(options: Namespace, weights: Sequence[float]) -> None:
    from studytool.store.open_store import open_store

    with open_store(database_of(options)) as store:
        store.use(datetime.now(UTC), weights=tuple(weights))


def _report(log: ReviewLog, options: Namespace) -> int:
    rows = _watched("report", log)
    models = {row["model"] for row in rows}
    if options.json:
        print_json(rows, indent=1)
    else:
        print("\n".join(_shown(rows, options.language)))
    if "fsrs6" not in models:
        print(NO_FSRS6[options.language], file=sys.stderr)
    return 0


def _shown(rows: Sequence[dict[str, Any]], language: Language) -> Iterator[str]:
    yield table([[head[language] for head in HEADS], *(_row(row, language) for row in rows)])
    yield LEGEND[language]


def _row(row: dict[str, Any], language: Language) -> list[str]:
    quality = row["quality"]
    figures = (_figure(quality[name]) for name in ("log_loss", "rmse_bins", "auc"))
    return [PARTS[row["part"]][language], MODELS[row["model"]][language], f"{quality['reviews']:>7,}", *figures]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _watched(task: Task, log: ReviewLog) -> Any:
    """The result of the task, with a bar on stderr while it runs where somebody can see it."""
    from studytool.fitting.apart import run_apart

    if not progress_line.is_seen():
        return run_apart(task, log)
    try:
        return run_apart(task, log, _bar)
    finally:
        progress_line.wipe()


def _bar(done: int, of: int) -> None:
    filled = BAR * done // of
    progress_line.say(f"[{'#' * filled}{'.' * (BAR - filled)}] {100 * done // of:3}%")


NOT_BOTH = Text("--defaults and --reviews: give only one", "--defaults 与 --reviews 只能给一个")
NO_LOG = Text(
    "cannot read {path}: {why}. Give a CSV file with the columns card_id, review_rating, review_time",
    "无法读取 {path}：{why}。应给出含 card_id、review_rating、review_time 三列的 CSV 文件",
)
TOO_FEW = Text(
    "{found} so far, {needed} are needed: until then the default weights serve best",
    "目前有 {count} 次重复复习，至少需要 {needed} 次；在此之前，默认权重最合适",
)
JUDGED = Text(
    "{reviews} repeated reviews; on the latest {held_out}, which the fit had not seen, the log loss is {fitted} fitted "
    "and {default} by default",
    "共 {reviews} 次重复复习；在拟合时未使用的最近 {held_out} 次上，拟合权重的对数损失为 {fitted}，"
    "默认权重为 {default}",
)
KEPT = Text(
    "{gain}% better: kept, and every due time worked out anew", "改善 {gain}%：已保存，并重新计算了所有到期时间"
)
NOT_KEPT = Text(
    "{gain}% better; not kept, for they are another log's (--json prints the weights)",
    "改善 {gain}%；这是另一份记录的权重，未保存（用 --json 可打印权重）",
)
WORSE = Text("no better: nothing was changed", "没有改善：未作任何更改")
DEFAULTS = Text("the default weights are in use", "现在使用默认权重")
NO_FSRS6 = Text(
    "FSRS-6 left out: pip install fsrs to see it beside the others",
    "未列出 FSRS-6：运行 pip install fsrs 后可一并比较",
)
HEADS = (
    Text("repeats", "重复复习"),
    Text("model", "模型"),
    Text("reviews", "次数"),
    Text("log loss", "对数损失"),
    Text("RMSE(bins)", "RMSE(bins)"),
    Text("AUC", "AUC"),
)
PARTS: Final = {
    "all": Text("all", "全部"),
    "same day": Text("same day", "当天"),
    "across days": Text("across days", "跨天"),
}
MODELS: Final = {
    "mean": Text("running mean", "累计平均"),
    "default": Text("FSRS-7, default weights", "FSRS-7，默认权重"),
    "fitted": Text("FSRS-7, fitted to the past", "FSRS-7，用过去的复习拟合"),
    "fsrs6": Text("FSRS-6, default weights", "FSRS-6，默认权重"),
}
LEGEND = Text(
    "lower is better but for AUC; judged on the later five sixths, the weights fitted anew before each sixth of them",
    "除 AUC 外越低越好；在后六分之五的复习上评价，每六分之一之前重新拟合权重",
)
