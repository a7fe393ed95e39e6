from __future__ import annotations

from itertools import count

from studytool.kinds.givens import Drawn


def test_a_draw_that_remembers_is_told(broken, sound):
    """A seed has to be the same question for ever."""
    called = count()

    def restless(stream, earlier):
        return stream.integer(20, 60) + next(called) % 30

    found = broken(givens={**sound.givens, "l": Drawn(restless)}, inverse=("k",))
    assert ("same", "givens") in {one[:2] for one in found}
