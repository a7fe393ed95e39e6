from __future__ import annotations

import numpy as np
import pytest

from studytool.kinds.draw import Draw
from studytool.questions import bank
from studytool.vetting.refusal import refusals

DRAWS = 30


@pytest.mark.kinds
def test_what_is_refused_is_what_the_bank_refuses(kind):
    """A reason is told for each draw that the bank throws away, and for no other."""
    stream = Draw(kind.id, kind.version, 0)
    kept = []
    for _ in range(DRAWS):
        givens = bank.draw_givens(kind, stream)
        with np.errstate(all="ignore"):
            kept.append(all(one(givens) for one in kind.conditions[0]) and bank.derive(kind, givens, 0) is not None)
    assert [one is None for one in refusals(kind, 0, DRAWS)] == kept
