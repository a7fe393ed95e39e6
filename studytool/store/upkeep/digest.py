"""The log as one short value: equal for logs that are equal byte for byte."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = "seq, uuid, at, kind, item, data"


def digest(rows: Iterable[Sequence[Any]]) -> tuple[int, str]:
    """Return how many rows there are and the SHA-256 of their columns, which stand in the order of COLUMNS."""
    count, found = 0, hashlib.sha256()
    for row in rows:
        count += 1
        found.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return count, found.hexdigest()
