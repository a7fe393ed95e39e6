from __future__ import annotations

from dataclasses import replace

import pytest

from studytool.questions import bank


@pytest.mark.parametrize(
    ("factor", "said"), [(1.0, "two answers are one, v = "), (1.0015, "the tolerance reaches half way, v ≈ ")]
)
def test_a_claim_that_is_too_near_is_told(broken, monkeypatch, factor, said):
    """The first seed and mode, and which two."""
    honest = bank.claims

    def careless(values, asked, *rest):
        found = tuple(honest(values, asked, *rest))
        return (*found[:-1], replace(found[-1], value=values[asked] * factor))

    monkeypatch.setattr(bank, "claims", careless)
    ((_, field, _, en, _),) = [one for one in broken() if one[0] == "collisions"]
    assert field == "mistakes"
    assert f"seed 0, forward: {said}" in en
