"""Schema 1: settings, the log, and what is remembered of each item."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("meta", sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "events",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("uuid", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("events_by_item", "events", ["item", "seq"])
    op.create_table(
        "memory",
        sa.Column("item", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Double, nullable=False) for name in ("slow", "fast", "difficulty")),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("last_us", "due_us")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("reviews", "lapses")),
    )
    op.create_index("memory_by_due", "memory", ["due_us"])
