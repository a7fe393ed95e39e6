from __future__ import annotations

from uuid import UUID

import pytest

from studytool.store.upkeep.uuids import strange

USUAL = [str(UUID(int=number, version=4)) for number in range(5)]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], 0),
        ([UUID(int=9).hex], 0),
        (["seven"], 1),
        ([f"{USUAL[0][:-1]}F"], 1),
        ([f"{USUAL[0]}\n"], 1),
        ([f"{USUAL[0]}\n{USUAL[1]}"], 1),
        ([f"{USUAL[0][:-1]}ü"], 1),
        ([None, 7, b"bytes"], 3),
        (["", "x" * 36], 2),
    ],
)
@pytest.mark.parametrize("before", [0, len(USUAL)])
def test_those_that_are_none_are_counted(before, others, expected):
    """With hyphens or without, in small letters, one on a line; whatever stands beside them."""
    assert strange([*USUAL[:before], *others, *USUAL[before:]]) == expected
