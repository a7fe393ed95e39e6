"""What tests of a sitting share: a clock that a test sets, and the first task asked."""

from __future__ import annotations

from datetime import timedelta

from studytool.study.session import Sitting


class Clock:
    """A clock that a test sets."""

    def __init__(self, start):
        self.now = start

    def __call__(self):
        return self.now

    def wait(self, seconds):
        """Let so many seconds go by."""
        self.now += timedelta(seconds=seconds)


def begun(store, clock, *tasks, cram=False):
    """A sitting whose first task has been asked."""
    one = Sitting(tasks, store, clock, cram=cram)
    one.next()
    return one
