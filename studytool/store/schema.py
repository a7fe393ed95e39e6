"""What every reader of the tables has to know, with SQLAlchemy or without."""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 3
VERSION_KEY: Final = "schema"
SETTING_PREFIX: Final = "setting:"
"""Begins the key of a setting, apart from what the program notes for itself, such as the schema's version."""
IN_FORCE: Final = "NOT EXISTS (SELECT 1 FROM undone WHERE undone.item = events.item AND undone.uuid = events.uuid)"
"""The condition on events that they were not undone, or redone since."""
