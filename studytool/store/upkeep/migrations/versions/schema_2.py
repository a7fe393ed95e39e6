"""Schema 2: events by time; what is suspended, buried or undone; logged settings; kinds; the mark."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Order the log by time, and add the caches; they are filled by a replay."""
    op.drop_index("events_by_item", "events")
    op.create_index("events_by_item", "events", ["item", "at"])
    op.create_index("events_by_time", "events", ["at"])
    op.create_table(
        "held",
        sa.Column("item", sa.Text, primary_key=True),
        sa.Column("suspended", sa.Boolean, nullable=False),
        sa.Column("buried_us", sa.BigInteger),
    )
    op.create_table(
        "undone",
        sa.Column("item", sa.Text, primary_key=True),
        sa.Column("uuid", sa.Text, primary_key=True),
        sa.Column("by_at", sa.BigInteger, nullable=False),
        sa.Column("by_uuid", sa.Text, nullable=False),
    )
    op.create_table(
        "settings", sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.create_table("kinds", sa.Column("kind", sa.Text, primary_key=True))
    meta = sa.table("meta", sa.column("key"), sa.column("value"))
    op.execute(meta.insert().values(key="learner", value=str(uuid.uuid4())))
