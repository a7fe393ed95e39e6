"""The fit in a process of its own, so that PyTorch is never loaded where the learner is waiting."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Literal

import numpy as np

from studytool.memory.review_log import ReviewLog
from studytool.text.language import Text, UserError

Task = Literal["fit", "report"]
Progress = Callable[[int, int], None]


def run_apart(task: Task, log: ReviewLog, progress: Progress | None = None) -> Any:
    """Return the task's result: a `Checked` as a dictionary, or the rows of a report as a list of them.

    `progress` is told how many steps are done, of how many at most. Raises UserError where PyTorch cannot be loaded
    or the process fails.
    """
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(  # noqa: S603 - this very interpreter, and no text from outside
            [sys.executable, "-P", "-m", "studytool.fitting", task, str(log.day_start_us)],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        )
        with process:
            try:
                return _result(process, log, progress or _unseen, complaints)
            finally:
                process.kill()


def _unseen(done: int, of: int) -> None:
    """Show nothing."""


def _environment() -> dict[str, str]:
    """Let the process find this package wherever it is, and no file of the folder that the learner is in."""
    paths = (os.environ.get("PYTHONPATH"), str(Path(__file__).parents[2]))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _result(process: subprocess.Popen[bytes], log: ReviewLog, progress: Progress, complaints: IO[bytes]) -> Any:
    _send(process, log)
    for line in _lines(process):
        if "result" in line:
            return line["result"]
        if "missing" in line:
            raise UserError(NO_TORCH.format(why=line["missing"]))
        progress(line["done"], line["of"])
    process.wait()
    complaints.seek(0)
    last = complaints.read().decode(errors="replace").strip().rpartition("\n")[2]
    raise UserError(FAILED.format(why=last or process.returncode))


def _send(process: subprocess.Popen[bytes], log: ReviewLog) -> None:
    items = np.unique(log.items, return_inverse=True)[1]
    columns: dict[str, Any] = {"items": items, "times_us": log.times_us, "ratings": log.ratings}
    if log.shares is not None:
        columns["shares"] = log.shares
    sent = io.BytesIO()
    np.savez(sent, **columns)
    # a process that died early says why on stderr
    with suppress(OSError), process.stdin or io.BytesIO() as pipe:
        pipe.write(sent.getvalue())


def _lines(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    for line in process.stdout or ():
        yield json.loads(line)


NO_TORCH = Text(
    "fit needs PyTorch, which cannot be loaded ({why}): pip install 'studytool[torch]'",
    "fit 需要 PyTorch，但无法载入（{why}）：pip install 'studytool[torch]'",
)
FAILED = Text("the fit failed: {why}", "拟合失败：{why}")
