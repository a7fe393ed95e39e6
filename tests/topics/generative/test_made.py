from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.generative.made import mask_rows, masks
from tests.topics.wrong_numbers import disagreements


def test_masks_by_hand() -> None:
    """With D = 3, a unit of number 1 sees input 1 and feeds outputs 2, 3; of number 2, inputs 1, 2 and output 3."""
    M_W, M_V = masks(np.array([1, 2]), np.arange(1, 4))
    assert M_W.tolist() == [[1, 0, 0], [1, 1, 0]]
    assert M_V.tolist() == [[0, 0], [1, 0], [1, 1]]
    assert mask_rows(np.array([1, 2]), np.arange(1, 4), 2, 2).tolist() == [1, 1, 0, 1, 0]


@given(D=st.integers(2, 6), data=st.data())
def test_no_output_sees_itself_or_a_later_input(D: int, data: st.DataObject) -> None:
    """The paths M^V M^W from inputs to outputs are strictly lower triangular, and all there if every number occurs."""
    m = np.array([*range(1, D), *data.draw(st.lists(st.integers(1, D - 1), max_size=4))])
    M_W, M_V = masks(m, np.arange(1, D + 1))
    paths = M_V @ M_W
    assert not np.triu(paths).any()
    assert (paths[np.tril_indices(D, -1)] > 0).all()


def wrong_made_mask(d, m, k, i):
    def both(seen, allowed):
        return [int(seen(one)) for one in d] + [int(allowed(number)) for number in m]

    number = m[k - 1]

    def sees(one):
        return one <= number

    def may(number):
        return number < i

    return {
        "equality-at-output": both(sees, lambda number: number <= i),
        "strict-at-input": both(lambda one: one < number, may),
        "strictness-exchanged": both(lambda one: one < number, lambda number: number <= i),
        "hidden-rule-at-output": both(sees, lambda number: number >= i),
        "position-for-number": both(lambda one: one <= k, may),
        "counted-from-zero": both(lambda one: one - 1 <= number, lambda number: number < i - 1),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("generative.made-mask", wrong_made_mask)
