"""How quick the interface is, beside a bare Textual app in the same run. POSIX only.

Run: python bench/screen.py [runs]. Every program runs in a terminal of its own (80x24) and is timed until a text stands
on its screen: the first frame, the first question of a due sitting with 10,000 reviews in the database, each verdict
and each next question. Then, inside one process, the longest gap of the event loop and what is loaded.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import uuid
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Input
class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Header()
        yield Input(placeholder="placeholder")
        yield Footer()
Bare().run()
"""
CODES = re.compile(rb"\x1b(?:\[[0-9;?<>=:]*[a-zA-Z]|\][^\x07]*\x07|[PX^_].*?\x1b\\|[=>78NOc])")
REVIEWS, QUESTIONS = 10_000, 20
STUDYTOOL = [sys.executable, "-m", "studytool"]


class Terminal:
    """A program in a terminal of its own; what it writes is kept without its control codes."""

    def __init__(self, command: Sequence[str], environ: dict[str, str] | None = None) -> None:
        self.started = perf_counter()
        self.text = ""
        self.raw = b""
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.environ.update({"TERM": "xterm-256color", "STUDYTOOL_LANG": "en", **(environ or {})})
            os.execvp(command[0], list(command))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)

    def wait(self, *wanted: str, seconds: float = 30) -> float:
        """Read until one of the texts is written; return the time it took from the last start or key."""
        end = perf_counter() + seconds
        while not any(text in self.text for text in wanted):
            if perf_counter() > end:
                raise TimeoutError(f"{wanted} did not appear in: {self.text[-2000:]}")
            if select.select([self.file], [], [], 0.05)[0]:
                self.raw += os.read(self.file, 65536)
                self.text = CODES.sub(b"", self.raw).decode(errors="replace")
        return (perf_counter() - self.started) * 1e3

    def type(self, keys: str) -> None:
        """Forget what was written, start the clock and press keys."""
        self.raw, self.text = b"", ""
        self.started = perf_counter()
        os.write(self.file, keys.encode())

    def peak(self) -> float:
        """The most memory the program has held so far, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def reviewed(path: Path) -> None:
    """A database with 10,000 reviews of every kind, all due."""
    from studytool.questions import bank
    from studytool.store.events import Event
    from studytool.store.open_store import open_store

    kinds = [kind.id for kind in bank.kinds()]
    start = datetime.now(UTC) - timedelta(days=2000)
    with open_store(path) as store:
        for number in range(REVIEWS):
            kind = kinds[number % len(kinds)]
            question = {"kind": kind, "version": 1, "seed": number, "mode": "forward"}
            data = {"question": question, "part": None, "typed": "1", "verdict": "wrong", "misconception": None}
            data |= {"hints": 0, "ms": 8000, "rating": 1 + number % 2}
            at = start + timedelta(minutes=10 * number)
            store.append(Event(str(uuid.uuid4()), at, "answer", f"kind:{kind}", data))


def first_frames(folder: Path, runs: int) -> None:
    """Print the times to the first frame and to the first question, the programs taking turns."""
    reviewed(folder / "big.db")
    programs = {
        "bare app, Header Input Footer": ([sys.executable, "-c", BARE], "placeholder"),
        "studytool, first frame": ([*STUDYTOOL, "--db", str(folder / "home.db")], "studytool"),
        "first question, 10,000 reviews": ([*STUDYTOOL, "quiz", "--due", "--db", str(folder / "big.db")], "Type "),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs + 1):
        for name, (command, text) in programs.items():
            with Terminal(command) as terminal:
                times[name].append(terminal.wait(text))
    bare = median(times["bare app, Header Input Footer"][1:])
    for name, found in times.items():
        print(f"{name:34} median {median(found[1:]):7.0f} ms   {median(found[1:]) / bare:5.2f} of the bare app")


def help_time(runs: int) -> None:
    """Print how long `studytool --help` takes."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        subprocess.run([*STUDYTOOL, "--help"], check=True, capture_output=True)
        times.append((perf_counter() - start) * 1e3)
    print(f"{'studytool --help':34} median {median(times):7.0f} ms")


def latencies(folder: Path) -> None:
    """Print how long a verdict and the next question take, in sittings of a short and of a long kind."""
    verdicts, following = [], []
    for kind, answer in (("cnn.conv-output-size", "1"), ("rnn.gru-step", "1 2")):
        with Terminal([*STUDYTOOL, "quiz", "--kind", kind, "--db", str(folder / "big.db")]) as terminal:
            terminal.wait("Type ")
            sleep(1)  # a learner reads first; meanwhile the store is opened
            for number in range(1, QUESTIONS + 1):
                terminal.type(answer)
                terminal.wait("read as")
                terminal.type("\r")
                verdicts.append(terminal.wait("Wrong", "Correct"))
                terminal.type("\r")
                following.append(terminal.wait(f"no. {number + 1}"))
    for name, found in (("Enter to verdict", verdicts), ("Enter to next question", following)):
        print(f"{name:34} median {median(found):7.1f} ms   p95 {quantiles(found, n=20)[-1]:.1f} ms")


def memory(folder: Path) -> None:
    """Print the peak memory after twenty different kinds with their solutions."""
    with Terminal([*STUDYTOOL, "quiz", "--due", "--db", str(folder / "big.db")]) as terminal:
        terminal.wait("Type ")
        for number in range(1, QUESTIONS + 1):
            terminal.type("\x1bOR")
            terminal.wait("The answer")
            terminal.type("\r")
            terminal.wait(f"no. {number + 1}")
        print(f"{f'peak memory after {QUESTIONS} questions':34} {terminal.peak():14.1f} MB")


async def gaps(folder: Path) -> None:
    """Print the longest gap of the event loop in a sitting of skipped and revealed questions, and what is loaded."""
    from studytool.study.wish import Wish
    from studytool.tui.app import StudyApp
    from studytool.tui.backstage import Backstage

    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        last = perf_counter()
        while True:
            await asyncio.sleep(0.002)
            longest, last = max(longest, perf_counter() - last), perf_counter()

    backstage = Backstage(str(folder / "big.db"), 1, partial(datetime.now, UTC))
    app = StudyApp(Wish(due_only=True), backstage, language="en", environ={})
    async with app.run_test(size=(80, 24)) as pilot:
        watcher = asyncio.create_task(watch())
        for _ in range(QUESTIONS):
            await pilot.pause(0.1)
            await pilot.press("f3")
            await pilot.pause(0.1)
            await pilot.press("enter")
        watcher.cancel()
    loaded = sorted({"torch", "sympy"} & set(sys.modules))
    print(f"{'longest gap of the event loop':34} {longest * 1e3:14.1f} ms")
    print(f"{'torch, sympy in the process':34} {' '.join(loaded) or 'neither':>14}")


def main(runs: int = 9) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        help_time(runs)
        first_frames(Path(folder), runs)
        latencies(Path(folder))
        memory(Path(folder))
        asyncio.run(gaps(Path(folder)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
