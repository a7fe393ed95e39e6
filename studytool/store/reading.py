"""A row of the log read into an event, or rejected with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studytool.store import errors
from studytool.store.events import KINDS
from studytool.store.rows import to_event
from studytool.store.validity import fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from studytool.store.events import Event
    from studytool.text.language import UserError

    Reject = Callable[[UserError], None]


def read(line: Any, where: str, reject: Reject) -> Event | None:
    """Return the event of a row; None, and the reason to `reject`, where it is none that could have been recorded."""
    if line.kind not in KINDS:
        reject(errors.failure(errors.NEWER_KIND, where, kind=line.kind))
        return None
    try:
        event = to_event(line)
    except (ValueError, TypeError, OverflowError, RecursionError):
        reject(errors.failure(errors.DAMAGED, where))
        return None
    if wrong := fault(event, where):
        reject(wrong)
        return None
    return event
