"""The settings that hold after what the log says of them."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from studytool.store.events import NO_ITEM, SETTING
from studytool.store.reading import read
from studytool.store.rows import to_json
from studytool.store.tables import events

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from studytool.store.events import Event
    from studytool.store.reading import Reject

_SETTINGS: Final = select(events).where(events.c.item == NO_ITEM).order_by(events.c.at)


def settings_in(log: Iterable[Event]) -> dict[str, str]:
    """Return the settings that hold after all events of no item, each value as JSON."""
    ordered = sorted((event for event in log if event.kind == SETTING), key=attrgetter("at", "uuid"))
    return {str(event.data["key"]): to_json(event.data["value"]) for event in ordered}


def logged_settings(connection: Connection, where: str, reject: Reject) -> dict[str, str]:
    """Return the settings that hold after the whole log, each value as JSON."""
    lines = connection.execute(_SETTINGS).all()
    return settings_in(event for line in lines if (event := read(line, where, reject)))


def decoded(settings: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of settings in JSON."""
    return {key: json.loads(value) for key, value in settings.items()}
