"""What the fitting process does: reviews in, JSON lines out, the last of which is the result."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import IO, Any, Final, TextIO

import numpy as np

from studytool.memory.review_log import ReviewLog

FIT: Final = "fit"
REPORT: Final = "report"


def main(arguments: Sequence[str], reviews: IO[bytes], out: TextIO) -> None:
    """Do the task that the arguments name and write its progress and its result.

    `reviews` holds the columns of a `ReviewLog`, as NumPy's archive of arrays by name, the items as numbers. Lines are
    {"done": steps, "of": most}, then {"result": ...}, or {"missing": why} where PyTorch cannot be loaded.
    """
    task, day_start = arguments
    with np.load(io.BytesIO(reviews.read()), allow_pickle=False) as archive:
        log = ReviewLog(**archive, day_start_us=int(day_start))

    def write(line: dict[str, Any]) -> None:
        print(json.dumps(line), file=out, flush=True)

    try:
        import torch
    except (ImportError, OSError) as error:
        write({"missing": str(error).partition("\n")[0]})
        return
    # small tensors gain nothing from a second thread, and one alone adds up in the same order everywhere
    torch.set_num_threads(1)
    write({"result": TASKS[task](log, write)})


def _fit(log: ReviewLog, write: Callable[[dict[str, Any]], None]) -> Any:
    from studytool.fitting.fit import STEPS, checked

    return asdict(checked(log, _counted(write, 2 * STEPS)))


def _report(log: ReviewLog, write: Callable[[dict[str, Any]], None]) -> Any:
    from studytool.fitting.fit import STEPS
    from studytool.fitting.report import FOLDS, report

    return [asdict(row) for row in report(log, _counted(write, FOLDS * STEPS))]


def _counted(write: Callable[[dict[str, Any]], None], most: int) -> Callable[[], None]:
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        write({"done": done, "of": most})

    return tick


TASKS: Final = {FIT: _fit, REPORT: _report}
