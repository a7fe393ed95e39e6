from __future__ import annotations

import pytest

from studytool.memory.review_csv import read_csv
from studytool.text.language import UserError

HEAD = "card_id,review_rating,review_time,review_duration\n"


@pytest.fixture
def read(tmp_path):
    """Return the log of a file with this text."""

    def read(text):
        path = tmp_path / "reviews.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_csv(str(path))

    return read


def test_both_ways_to_write_a_time_are_read(read):
    """ISO 8601 with a zone, or milliseconds since 1970; microseconds are kept."""
    log = read(HEAD + "a,3,1970-01-02T01:00:00.000007+01:00,5\nb,1,86400001,\n")
    assert log.times_us.tolist() == [86_400_000_007, 86_400_001_000]
    assert log.ratings.tolist() == [3, 1]


def test_reviews_are_taken_in_the_order_of_time(read):
    """Lines may stand in any order; those of one time keep theirs."""
    log = read(HEAD + "a,3,2000,\nb,1,1000,\na,2,1000,\n")
    assert log.ratings.tolist() == [1, 2, 3]
    assert log.items[1] == log.items[2] != log.items[0]


@pytest.mark.parametrize(
    "line",
    [
        "a,3,2026-01-01T00:00:00,",
        "a,3,,",
        "a,3",
        "a,0,1000,",
        "a,5,1000,",
        "a,x,1000,",
        ",3,1000,",
        "a,3,-1,",
        "a,3,1e3,",
        "a,3,999999999999999999999,",
        "a,3,253402300800001,",
    ],
)
def test_a_line_that_is_no_review_is_named(read, line):
    """The refusal says which line, and what a review looks like."""
    with pytest.raises(UserError, match=r"reviews\.csv:3: a review has") as refused:
        read(HEAD + "a,3,1000,\n" + line + "\n")
    assert "card_id" in refused.value.text.zh


@pytest.mark.parametrize("text", ["", "card_id,review_rating\n", b"\xff\xfe\x00", "a\n1\n"])
def test_a_file_without_the_columns_is_refused(read, text):
    """The refusal names the columns."""
    with pytest.raises(UserError, match="card_id, review_rating, review_time"):
        read(text)


def test_a_field_beyond_all_bounds_is_refused(read):
    """What Python's own reader gives up on is said in one line."""
    with pytest.raises(UserError, match="is no CSV file"):
        read(HEAD + "a" * 200_000 + ",3,1000,\n")
