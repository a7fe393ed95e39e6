"""The steps from one schema to the next, as Alembic revisions.

The version in `meta` is the revision: "1", "2", … There is no second record of it, hence no `alembic_version` table, no
`env.py` and no `alembic.ini`; `studytool.store.upkeep.upgrading` runs the steps in its own transaction. A new schema is
a new file in `versions`, and a database of the schema before it joins the tests' fixtures.
"""
