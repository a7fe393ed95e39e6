"""The tables: the log, which is the truth, and the caches that a replay of the log rebuilds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, Integer, MetaData, Table, Text

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
    Index("events_by_item", "item", "at"),
    Index("events_by_time", "at"),
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
    Column("inferred", Integer, nullable=False),
    Index("memory_by_due", "due_us"),
)

# What the answers add up to; see studytool.store.counting. No row has the number 0.
counts = Table(
    "counts",
    metadata,
    Column("chapter", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("of", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# The items that are suspended, or were buried until a time that may be over.
held = Table(
    "held",
    metadata,
    Column("item", Text, primary_key=True),
    Column("suspended", Boolean, nullable=False),
    Column("buried_us", BigInteger),
)

# The events that are not in force, and the undo event that took each back.
undone = Table(
    "undone",
    metadata,
    Column("item", Text, primary_key=True),
    Column("uuid", Text, primary_key=True),
    Column("by_at", BigInteger, nullable=False),
    Column("by_uuid", Text, nullable=False),
)

# The settings that hold, each value as JSON.
settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# The kinds of event that the log has: what an older program cannot read it sees at once.
kinds = Table("kinds", metadata, Column("kind", Text, primary_key=True))

CACHES = (memory, counts, held, undone, settings, kinds)
