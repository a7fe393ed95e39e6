"""The tables: the log, which is the truth, and a cache that a replay of the log rebuilds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, Index, Integer, MetaData, Table, Text

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    # SQLite counts up only on a column declared exactly INTEGER.
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("data", Text, nullable=False),
    Index("events_by_item", "item", "seq"),
    sqlite_autoincrement=True,
)

memory = Table(
    "memory",
    metadata,
    Column("item", Text, primary_key=True),
    Column("slow", Double, nullable=False),
    Column("fast", Double, nullable=False),
    Column("difficulty", Double, nullable=False),
    Column("last_us", BigInteger, nullable=False),
    Column("due_us", BigInteger, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Index("memory_by_due", "due_us"),
)
