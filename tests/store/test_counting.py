from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studytool.store.counting import (
    ANSWERED,
    CORRECT,
    EXPECTED,
    FOLLOWED,
    KEPT,
    MISTAKEN,
    QUARTER_US,
    REVIEWED,
    Chapters,
    Said,
    Totals,
    inferred,
    of_answer,
    of_repeat,
    of_repeats,
    sums,
)
from studytool.store.laws import Answer

ITEMS = ("kind:cnn.a", "card:cnn/b", "kind:rl.c")
verdicts = st.sampled_from([None, "correct", "wrong", "revealed", "follow-through"])
mistakes = st.sampled_from([None, "one", "one+other", "one|other"])
ratings = st.sampled_from([None, 1, 2, 3, 4])
times = st.integers(-(10**17), 10**17)


def test_an_answer_counts_for_what_it_was():
    """A wrong one with two misconceptions at once, and a right one."""
    wrong = of_answer("kind:cnn.a", 5 * QUARTER_US - 1, "wrong", "x+y", 1)
    assert wrong == {
        ("cnn", ANSWERED, ""): 1,
        ("cnn", REVIEWED, "4"): 1,
        ("cnn", MISTAKEN, "x"): 1,
        ("cnn", MISTAKEN, "y"): 1,
    }
    assert of_answer("card:rl/a", 0, "correct", None, None) == {("rl", ANSWERED, ""): 1, ("rl", CORRECT, ""): 1}


answers = st.lists(st.tuples(st.sampled_from(ITEMS), times, verdicts, mistakes, ratings), min_size=1, max_size=30)


@given(answers)
def test_many_answers_count_for_what_each_counts_for(log):
    """At once and one by one, before 1970 too."""
    told = list(dict.fromkeys(Said(rating, verdict, names) for _, _, verdict, names, rating in log))
    said = [told.index(Said(rating, verdict, names)) for _, _, verdict, names, rating in log]
    columns = [ITEMS.index(item) for item, *_ in log], [at for _, at, *_ in log], said
    at_once, by_item = Totals(), Totals()
    at_once.add_lines(Chapters.of(ITEMS), *(np.array(column, np.int64) for column in columns), told)
    for item, at, verdict, names, rating in log:
        by_item.add_answers(item, [Answer(at, "", verdict, names, rating, chosen=False, counts=True)])
    assert at_once.counts == by_item.counts == sum((of_answer(*answer) for answer in log), Counter())


@given(
    st.lists(
        st.tuples(st.sampled_from(ITEMS), st.integers(0, 4), st.integers(1, 4), st.floats(0.0, 1.0)),
        min_size=1,
        max_size=30,
    )
)
def test_many_repeats_count_for_what_each_counts_for(repeats):
    """At once and one by one; what comes to nothing is left out."""
    items, before, rating, recall = zip(*repeats, strict=True)
    columns = ([ITEMS.index(item) for item in items], before, rating)
    found = of_repeats(Chapters.of(ITEMS), *(np.array(column, np.int64) for column in columns), np.array(recall))
    assert found == +sum((of_repeat(*repeat) for repeat in repeats), Counter())


def test_only_what_was_checked_is_inferred():
    """A card is rated by its learner, and so is a question whose rating was changed."""
    assert inferred("kind:cnn.a", 3, chosen=False) == 3
    assert inferred("kind:cnn.a", 3, chosen=True) == inferred("card:cnn/a", 3, chosen=False) == 0


def test_sums_are_over_all_chapters():
    """Expected recalls come in millionths."""
    counts = of_repeat("kind:cnn.a", 3, 1, 0.25) + of_repeat("kind:rl.c", 3, 4, 0.5) + of_repeat("kind:rl.c", 0, 4, 0.5)
    assert sums(counts, 3) == (2, 1, 0.75)
    assert sums(counts) == (3, 2, 1.25)
    assert [counts[chapter, what, "3"] for chapter, what in (("cnn", FOLLOWED), ("rl", KEPT), ("cnn", EXPECTED))] == [
        1,
        1,
        250_000,
    ]
