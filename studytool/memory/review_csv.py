"""Review logs in the columns of the open-spaced-repetition exports."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from studytool.memory.rating import Rating
from studytool.memory.review_log import ReviewLog
from studytool.text.language import Text, UserError

COLUMNS: Final = ("card_id", "review_rating", "review_time")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_MS: Final = 253_402_300_800_000  # the year 10000


def read_csv(path: str) -> ReviewLog:
    """Return the reviews of a file with the columns card_id, review_rating and review_time, in the order of time.

    A time is ISO 8601 with a zone, or whole milliseconds since 1970; other columns are not read. Raises UserError
    for a line that does not fit, OSError for a file that cannot be read.
    """
    with Path(path).open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reviews = list(_reviews(csv.DictReader(file), path))
    codes = {name: code for code, name in enumerate(dict.fromkeys(name for name, _, _ in reviews))}
    items, times, ratings = (
        np.array(column, np.int64)
        for column in (
            [codes[name] for name, _, _ in reviews],
            [at for _, at, _ in reviews],
            [g for _, _, g in reviews],
        )
    )
    order = np.argsort(times, kind="stable")
    return ReviewLog(items[order], times[order], ratings[order])


def _reviews(rows: csv.DictReader[str], path: str) -> Iterator[tuple[str, int, int]]:
    """Yield (item, microseconds, rating) of each line."""
    try:
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            raise UserError(NO_COLUMNS.format(path=path, columns=", ".join(COLUMNS)))
        for row in rows:
            yield _review(row, f"{path}:{rows.line_num}")
    except csv.Error as error:
        raise UserError(NO_CSV.format(path=path, error=error)) from None


def _review(row: Mapping[str, str | None], where: str) -> tuple[str, int, int]:
    item, rating, time = (row[column] for column in COLUMNS)
    at = _microseconds(time or "")
    if not item or at is None or rating not in RATINGS:
        raise UserError(NO_REVIEW.format(where=where))
    return item, at, RATINGS[rating]


def _microseconds(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text) * 1000 if len(text) <= 15 and int(text) < LATEST_MS else None
    try:
        at = datetime.fromisoformat(text)
        return None if at.tzinfo is None else round((at - EPOCH).total_seconds() * 1e6)
    except (ValueError, OverflowError):
        return None


RATINGS: Final = {str(int(rating)): int(rating) for rating in Rating}
NO_COLUMNS: Final = Text(
    "{path} is no review log: its first line must name the columns {columns}",
    "{path} 不是复习记录：首行应包含列名 {columns}",
)
NO_CSV: Final = Text("{path} is no CSV file: {error}", "{path} 不是 CSV 文件：{error}")
NO_REVIEW: Final = Text(
    "{where}: a review has a card_id, a review_rating from 1 to 4 and a review_time such as 2026-03-29T20:32:32+00:00 "
    "or milliseconds since 1970",
    "{where}：每行应有 card_id、1 到 4 的 review_rating，以及 2026-03-29T20:32:32+00:00 这样的 review_time"
    "（或 1970 年以来的毫秒数）",
)
