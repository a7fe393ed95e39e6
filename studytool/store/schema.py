"""Which version of the tables this program reads and writes."""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 1
VERSION_KEY: Final = "schema"
