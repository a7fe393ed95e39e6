from __future__ import annotations

import time


def busy(seconds):
    """Keep the processor at work for so long."""
    start = time.thread_time()
    while time.thread_time() - start < seconds:
        pass


def test_a_slow_reference_is_told(broken, only, sound):
    """With its time and the most that a question may take."""

    def slow(l, k, s, w):
        busy(0.006)
        return sound.reference(l, k, s, w)

    field, _, en = only(broken(reference=slow, seeds=4, few=4), "speed")
    assert field == "modes.forward"
    assert "and 5 ms are the most" in en


def test_waiting_and_one_slow_turn_are_forgiven(broken, sound):
    """Time in which the processor does something else, and what is slow only once."""
    calls = []

    def slow_once(l, k, s, w):
        calls.append(l)
        if len(calls) == 2:
            busy(0.02)
        if len(calls) < 6:
            time.sleep(0.006)
        return sound.reference(l, k, s, w)

    assert not broken(reference=slow_once)
