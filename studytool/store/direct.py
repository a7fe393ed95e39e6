"""Statements run on SQLite's own cursor: what every answer asks for would spend more time in SQLAlchemy than in SQLite.

They are built with SQLAlchemy like all others and compiled once. On any other database SQLAlchemy runs them.
"""

from __future__ import annotations

from collections import namedtuple
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection, Executable

_DIALECT = sqlite.dialect()


class Direct:
    """A statement whose values are all bound by name, and have a type that SQLite itself knows."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement

    def all(self, connection: Connection, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows, their columns as attributes."""
        return [self._row(*row) for row in self.tuples(connection, values)]

    def first(self, connection: Connection, values: Mapping[str, Any] | None = None) -> Any | None:
        """Return the first row; None if there is none."""
        found = self.tuples(connection, values)
        return self._row(*found[0]) if found else None

    def tuples(self, connection: Connection, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows as they come."""
        if connection.dialect.name != "sqlite":
            return [tuple(row) for row in connection.execute(self.statement, dict(values or {}))]
        found: list[tuple[Any, ...]] = driver(connection).execute(self._text, self._placed(values or {})).fetchall()
        return found

    def array(self, connection: Connection, types: np.dtype[Any]) -> NDArray[Any]:
        """Return the rows as an array of records of these types: many rows, and none of them held as a tuple."""
        if connection.dialect.name == "sqlite":
            return np.fromiter(driver(connection).execute(self._text, self._placed({})), types)
        return np.fromiter(map(tuple, connection.execute(self.statement)), types)

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Do what the statement says."""
        self.run_each(connection, [values])

    def run_each(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Do it for every one of the rows of values."""
        if connection.dialect.name != "sqlite":
            connection.execute(self.statement, [dict(row) for row in rows])
        else:
            driver(connection).executemany(self._text, map(self._placed, rows))

    @cached_property
    def _compiled(self) -> Any:
        return self.statement.compile(dialect=_DIALECT)  # type: ignore[attr-defined]

    @cached_property
    def _text(self) -> str:
        return str(self._compiled)

    @cached_property
    def _placed(self) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
        """The values in the order in which the text asks for them; constants stand for themselves."""
        order = tuple(self._compiled.positiontup or ())
        constants = {name: value for name, value in self._compiled.params.items() if value is not None}
        if constants or len(order) < 2:
            return lambda values: [values[name] if name in values else constants[name] for name in order]
        return itemgetter(*order)

    @cached_property
    def _row(self) -> Any:
        names = self.statement.selected_columns.keys() if isinstance(self.statement, Select) else ()
        return namedtuple("Row", names)  # noqa: PYI024 - the columns are known only now


def driver(connection: Connection) -> Any:
    """Return the driver's connection."""
    return connection.connection.dbapi_connection
