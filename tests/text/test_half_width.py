from __future__ import annotations

from studytool.text.half_width import half_width


def test_signs_are_made_half_width_too():
    """A point and a hyphen as a Chinese keyboard types them."""
    assert half_width("０．９－１") == "0.9-1"
