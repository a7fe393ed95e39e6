"""From what a person writes after --db to where the database is and what to call it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from studytool.store import errors
from studytool.store.learners import LEARNER, learner_name

POSTGRESQL = "postgresql"
DRIVER = "postgresql+psycopg"
SQLITE = frozenset({"sqlite", "sqlite+pysqlite"})


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is: a URL for the driver, the name by which a person knows it, and what only some have.

    `file` is the path of a SQLite file; `learner` is whose part of a PostgreSQL database is meant.
    """

    url: URL
    name: str
    file: Path | None = None
    learner: str | None = None


def address(where: str | Path) -> Address:
    """Return what a path or URL stands for; UserError for one that is no address or names no learner."""
    url = _url(where)
    if url.drivername in {POSTGRESQL, DRIVER}:
        return _on_server(url)
    if url.drivername not in SQLITE or url.host:
        raise errors.failure(errors.BAD_URL, url.render_as_string(hide_password=True))
    if url.database not in {None, "", ":memory:"}:
        return Address(url, str(url.database), Path(str(url.database)))
    return Address(url, url.render_as_string(hide_password=True))


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        return make_url(where)
    except (ArgumentError, ValueError) as error:
        raise errors.failure(errors.BAD_URL, where) from error


def _on_server(url: URL) -> Address:
    """Take the learner out of the URL: the server knows no such option."""
    learner = learner_name(url.query.get(LEARNER))
    plain = url.difference_update_query([LEARNER])
    if plain.drivername == POSTGRESQL:
        plain = plain.set(drivername=DRIVER)
    return Address(plain, _name(plain, learner), learner=learner)


def _name(url: URL, learner: str) -> str:
    """Return the URL without its password, with the learner."""
    return url.update_query_dict({LEARNER: learner}).render_as_string(hide_password=True)
