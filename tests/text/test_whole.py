from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.text.language import UserError
from studytool.text.whole import LARGEST_COUNT, LARGEST_SEED, count, is_whole, seed

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@given(st.integers(0, LARGEST_SEED))
def test_a_whole_number_is_read_in_either_width(number):
    """Full-width digits mean what ASCII ones do."""
    assert seed(str(number)) == seed(str(number).translate(FULL_WIDTH)) == number


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_whole_number_is_one_up_to_the_most(number, most):
    """The most itself is one, the next is none."""
    assert is_whole(str(number), most) == (number <= most)


@pytest.mark.parametrize("text", ["", "-1", "1.0", "1e3", "٤", "½", "0x1", "one", str(LARGEST_SEED + 1)])
def test_what_is_no_seed_is_refused_with_what_would_be(text):
    """In both languages; other scripts' digits are none."""
    with pytest.raises(UserError) as refused:
        seed(text)
    assert all(str(LARGEST_SEED) in line for line in (refused.value.text.en, refused.value.text.zh))


@pytest.mark.parametrize("text", ["0", str(LARGEST_COUNT + 1)])
def test_a_count_begins_at_one(text):
    """And ends somewhere."""
    assert count("1") == 1
    with pytest.raises(UserError):
        count(text)
