"""The simulator's learners and policies: bench/simulation."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

from simulation.courses import layered, taught
from simulation.learners import Learners
from simulation.policies import Credit, Fsrs
from simulation.studying import study

from studytool.memory.replay import replay

COURSE = layered(width=4, depth=3, parts=2)
DAY_US = 86_400_000_000


def outcome(seed=1, policy=None, course=COURSE, days=12):
    shape = (5, course.size)
    return study(Learners(course, 5, seed), policy or Credit(shape, course), days)


def test_the_same_seed_gives_the_same_figures():
    """Learners, luck and what comes of it; another seed gives others."""
    assert outcome() == outcome()
    assert outcome() != outcome(seed=2)


def test_without_edges_credit_changes_nothing():
    """Then the policy is FSRS-7 alone, but for the order within a day, in which nothing is forgotten."""
    shape = (5, COURSE.size)
    plain = outcome(policy=Fsrs(shape), course=COURSE.without_edges())
    same = outcome(policy=Credit(shape, COURSE.without_edges()), course=COURSE.without_edges())
    # the traces are 32 bits wide, and summed in another order
    assert vars(same) == pytest.approx(vars(plain), rel=1e-6)


def test_what_a_policy_believes_is_what_a_replay_gives():
    """The benchmark's law of fractions is the program's."""
    policy, graph = Credit((1, COURSE.size), COURSE), COURSE
    one, log = np.zeros(1, np.int64), []
    for day, item in enumerate([0, 1, 2, 3, 4, 5, 8, 4, 0, 9, 8]):
        right = day % 5 != 3
        policy.answered(one, one + item, np.array([right]), float(day))
        log.append((item, day, 3 if right else 1, 1.0))
        seen = {place for place, *_ in log}
        edges = zip(graph.whole.tolist(), graph.part.tolist(), graph.share.tolist(), strict=True)
        log += [(part, day, 3, share * 0.5) for whole, part, share in edges if right and whole == item and part in seen]
    items, days, ratings, shares = (np.array(column) for column in zip(*log, strict=True))
    end = replay(items, days * DAY_US, ratings, shares=shares)
    assert policy.memory.slow[0, end.items] == pytest.approx(end.state.slow, rel=1e-9)
    assert policy.clock[0, end.items] * DAY_US == pytest.approx(end.last_us, abs=5)


def test_a_learner_forgets_and_is_reminded():
    """Recall falls with time and rises with practice, also by practising what contains the item."""
    learners = Learners(COURSE, 50, 1)
    everyone = np.arange(50)
    for item in (0, 1, 2, 3, 4):
        learners.ask(everyone, np.full(50, item), 0.0)
    soon, late = learners.recall(1.0)[:, :4].mean(), learners.recall(20.0)[:, :4].mean()
    assert soon > late
    learners.ask(everyone, np.full(50, 4), 20.0)
    parts = COURSE.part[COURSE.whole == 4]
    others = np.setdiff1d(np.arange(4), parts)
    gained = learners.recall(21.0) - late
    assert gained[:, parts].mean() > gained[:, others].mean()


def test_a_wrong_graph_has_the_same_edges_elsewhere():
    """As many shares, no item in itself; the bank's own graph has kinds that contain kinds."""
    wrong = COURSE.permuted(3)
    assert not np.any(wrong.whole == wrong.part)
    assert set(wrong.share) <= set(COURSE.share)
    assert taught().whole.size >= 6
