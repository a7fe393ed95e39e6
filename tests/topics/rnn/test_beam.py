from __future__ import annotations

import itertools
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.rnn.beam import beam_search
from tests.topics.wrong_numbers import disagreements

ROW = st.lists(st.integers(1, 99), min_size=3, max_size=3).map(lambda row: np.array(row) / sum(row))
TABLE = st.lists(ROW, min_size=3, max_size=3).map(np.array)

GREEDY_MISSES = {
    "p": np.array([0.5, 0.4, 0.1]),
    "P": np.array([[0.4, 0.3, 0.3], [0.9, 0.05, 0.05], [0.3, 0.3, 0.4]]),
    "R": np.array([[0.5, 0.3, 0.2], [0.4, 0.4, 0.2], [0.8, 0.1, 0.1]]),
}


def score(tokens: np.ndarray, p: np.ndarray, P: np.ndarray, R: np.ndarray) -> float:
    """The probability of a three-token sequence."""
    first, second, third = tokens
    return p[first] * P[first, second] * R[second, third]


def test_width_one_and_two_by_hand():
    """Greedy takes A and ends with 0.5·0.4·0.5 = 0.1; width 2 keeps B and finds 0.4·0.9·0.5 = 0.18."""
    np.testing.assert_array_equal(beam_search(**GREEDY_MISSES, width=1), [0, 0, 0])
    np.testing.assert_array_equal(beam_search(**GREEDY_MISSES, width=2), [1, 0, 0])


@given(p=ROW, P=TABLE, R=TABLE)
def test_a_beam_of_all_sequences_is_exhaustive(p, P, R):
    """A beam that keeps everything finds the most probable sequence."""
    best = max(score(tokens, p, P, R) for tokens in itertools.product(range(3), repeat=3))
    np.testing.assert_allclose(score(beam_search(p, P, R, width=9), p, P, R), best)


@given(p=ROW, P=TABLE, R=TABLE)
def test_width_one_takes_the_likeliest_token_each_time(p, P, R):
    """Greedy search is a beam of one."""
    tokens = beam_search(p, P, R, width=1)
    chosen = [p[tokens[0]], P[tokens[0], tokens[1]], R[tokens[1], tokens[2]]]
    np.testing.assert_allclose(chosen, [p.max(), P[tokens[0]].max(), R[tokens[1]].max()])


def wrong_beam_search(p, P, R):
    def found(width, second, third):
        kept = best(width, {(a,): p[a] for a in range(3)})
        pairs = {(*word, b): kept[word] * second(*word, b) for word in kept for b in range(3)}
        kept = best(width, pairs)
        return next(iter(best(1, {(*word, c): kept[word] * third(*word, c) for word in kept for c in range(3)})))

    def best(width, words):
        return dict(sorted(words.items(), key=lambda item: -item[1])[:width])

    def row(a, b):
        return P[a][b]

    def last(_, b, c):
        return R[b][c]

    return {
        "greedy": found(1, row, last),
        "exhaustive": max(product(range(3), repeat=3), key=lambda word: p[word[0]] * row(*word[:2]) * last(*word)),
        "wrong-row": found(2, row, lambda a, _, c: R[a][c]),
        "columns-read": found(2, lambda a, b: P[b][a], lambda _, b, c: R[c][b]),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("rnn.beam-search", wrong_beam_search)
