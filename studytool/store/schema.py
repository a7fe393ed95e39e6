"""Which version of the tables this program reads and writes."""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 3
VERSION_KEY: Final = "schema"
SETTING_PREFIX: Final = "setting:"
"""Begins the key of a setting, apart from what the program notes for itself, such as the schema's version."""
