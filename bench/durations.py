"""What a learner must not wait for: each figure in processor time, the best of some runs, against its limit.

Run: python bench/durations.py. Status 1 where a limit is missed. The tests count the work of the same actions in calls,
which a busy machine does not change; here it is seen that so many calls take no longer than they may.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from studytool.answer.judging.judge import judge
from studytool.answer.reading.read import read
from studytool.cards.reading import load_decks
from studytool.locations import data_path
from studytool.memory.exam_plan import Items, choose_today
from studytool.memory.fsrs import State
from studytool.questions import bank
from studytool.questions.numbers import answer_text
from studytool.questions.question import Part
from studytool.study.homework import worked

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
SWEEPS = "r_L=1,2", "P_L=1 0;0 1", "r_R=3,4", "P_R=0 1; 1 0", "v_0=0,0", "gamma=0.9", "k=300"

Named = tuple[str, Callable[[], object]]


def milliseconds(action: Callable[[], object]) -> float:
    """The least processor time of some runs, after one that is not counted."""
    action()
    times = []
    for _ in range(RUNS):
        start = process_time()
        action()
        times.append(process_time() - start)
    return min(times) * 1e3


def judgements() -> Iterator[Named]:
    """An answer that nothing explains, to each part of each kind in each mode."""
    for kind in bank.kinds():
        for mode in kind.modes:
            question = bank.generate(kind, 0, mode)
            for part in question.parts:
                yield f"{kind.id} {mode} {part.name}", partial(judge, question, part, unexplained(part))


def unexplained(part: Part) -> str:
    """An answer far from every number of the question, as it is typed; of a choice a wrong option."""
    if part.options:
        return next(option.key for option in part.options if option.key != part.answer)
    if part.type == "formula":
        return f"({answer_text(part.answer, 'formula')})*7001"
    far = part.answer + 7001 if np.ndim(part.answer) else np.add(part.answer, 7001).item()
    return answer_text(far, part.type, digits=12)


def readings() -> Iterator[Named]:
    """What the tests' tables have people type."""
    for table in sorted((ROOT / "tests" / "answer" / "reading").glob("*.toml")):
        for type, rows in tomllib.loads(table.read_text(encoding="utf-8")).items():
            for text in rows:
                yield f"{type} {text[:24]!r}", partial(read, text, type, options="abcd")


def choice() -> Named:
    """Today's choice of 60 items, 21 days before an exam."""
    draw, size = np.random.default_rng(2), 60
    state = State(draw.uniform(0.1, 30, size), draw.uniform(0.1, 60, size), draw.uniform(1, 10, size))
    elapsed, weight, one = draw.uniform(0, 9, size), np.full(size, 1 / size), np.ones(size)
    items = Items(state, elapsed, draw.random(size) < 0.6, weight, one, 2 * one)
    return "60 items, 20.6 days, 40 minutes", partial(choose_today, items, 20.6, 40.0)


def tell(what: str, limit: float, actions: Iterator[Named]) -> bool:
    """Print the slowest of the actions; whether it keeps the limit, in milliseconds."""
    took, name = max((milliseconds(action), name) for name, action in actions)
    kept = took <= limit
    print(f"{what:24} {took:8.2f} ms of {limit:6g}  {'kept' if kept else 'MISSED'}  {name}", flush=True)
    return kept


def main() -> int:
    """Print a line for each limit."""
    homework = "rl.value-iteration-sweeps, 300 sweeps", partial(worked, bank.find("rl.value-iteration-sweeps"), SWEEPS)
    kept = [
        tell("an answer is judged", 5, judgements()),
        tell("an answer is read", 50, readings()),
        tell("the decks are loaded", 20, iter([("all decks", partial(load_decks, data_path() / "decks"))])),
        tell("a day is chosen", 20, iter([choice()])),
        tell("own numbers are worked", 1000, iter([homework])),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
