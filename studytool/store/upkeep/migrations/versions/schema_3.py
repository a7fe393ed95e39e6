"""Schema 3: what the answers add up to; which rating the last review was inferred to deserve."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Add what a replay fills."""
    op.execute(sa.delete(sa.table("memory")))
    op.add_column("memory", sa.Column("inferred", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "counts",
        sa.Column("chapter", sa.Text, primary_key=True),
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("of", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
