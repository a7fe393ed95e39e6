"""Which of several due items to ask first: the one whose practice knocks out most of what else is due.

That is the greedy way to cover a set by few others (Chvátal 1979, "A greedy heuristic for the set-covering problem"),
and implicit repetition's way to few reviews. A node is knocked out if its credit brings its recall back to the wanted
one; it counts as often as its interval has gone by, so what has waited long is not left for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from studytool.memory.credit import DISCOUNT, credited
from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, retrievability
from studytool.memory.skills import SkillGraph

SHORTEST = 1.0
"""Days that an interval counts as at least: what was just missed does not outweigh everything after a week."""


class Waiting(NamedTuple):
    """A due item or skill: its state, the days since its clock, and of these the days since it has been due."""

    state: State
    elapsed: float
    overdue: float

    @property
    def urgency(self) -> float:
        """How many of its intervals have gone by, at least one."""
        return max(self.elapsed / max(self.elapsed - self.overdue, SHORTEST), 1.0)


def first_to_ask(
    due: Mapping[str, Waiting],
    known: Iterable[str],
    skills: SkillGraph,
    wanted: float,
    w: Weights = DEFAULT_WEIGHTS,
) -> str | None:
    """Return the item to ask now; None if nothing can be asked.

    `due` are items, and the elementary skills that were sent for review; of the latter each is practised by the one
    of the `known` that contains it most fully. Of items that knock out as much, the longest overdue comes first,
    then the first by name.
    """
    practised = [item for node in due if node in skills.skills for item in _fullest(node, known, skills)]
    candidates = {*practised, *(item for item in due if item not in skills.skills)}
    covered = _knocked_out(candidates, due, skills, wanted, w)

    def rank(item: str) -> tuple[float, float, str]:
        own = due[item].urgency if item in due else 0.0
        others = sum(due[node].urgency for node in covered.get(item, ()))
        return -own - others, -due[item].overdue if item in due else 0.0, item

    return min(candidates, key=rank, default=None)


def _fullest(skill: str, known: Iterable[str], skills: SkillGraph) -> list[str]:
    """Return the known item that contains the skill most fully, if there is one."""
    containing = set(skills.sources[skill]).intersection(known)
    return sorted(containing, key=lambda item: (-skills.contains[item][skill], item))[:1]


def _knocked_out(
    candidates: Iterable[str], due: Mapping[str, Waiting], skills: SkillGraph, wanted: float, w: Weights
) -> dict[str, list[str]]:
    """Return which due nodes would be due no more after a right answer to each candidate."""
    pairs = [(item, node) for item in candidates for node in skills.contains.get(item, ()) if node in due]
    if not pairs:
        return {}
    waiting = [due[node] for _, node in pairs]
    state = State(*np.array([(one.state.slow, one.state.fast, one.state.difficulty) for one in waiting], float).T)
    elapsed = np.array([one.elapsed for one in waiting])
    share = np.array([skills.contains[item][node] for item, node in pairs]) * DISCOUNT
    recall = retrievability(credited(state, elapsed, share, w), (1.0 - share) * elapsed, w)
    found: dict[str, list[str]] = {}
    for (item, node), after in zip(pairs, np.asarray(recall).tolist(), strict=True):
        if after >= wanted or node in skills.skills:
            found.setdefault(item, []).append(node)
    return found
