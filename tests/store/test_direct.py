from __future__ import annotations

import pytest
from sqlalchemy import bindparam, insert, select, update

from studytool.store.direct import Direct
from studytool.store.tables import meta
from studytool.store.upkeep.connecting import connect

ADD = Direct(insert(meta).values({"key": bindparam("key"), "value": bindparam("value")}))
FIND = Direct(select(meta).where(meta.c.key == bindparam("of_key")))
CHANGE = Direct(update(meta).where(meta.c.key == "a").values(value=bindparam("value")))


@pytest.fixture
def database(tmp_path):
    """Yield a new database."""
    found = connect(tmp_path / "x.db", wait=1.0)
    yield found
    found.close()


def test_a_statement_does_what_sqlalchemy_does_with_it(database):
    """Bound values come by name, constants stand for themselves, rows have their columns' names."""
    with database.writing() as connection:
        ADD.run_each(connection, [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
        CHANGE.run(connection, {"value": "3"})
        for key in ("a", "b", "c"):
            values = {"of_key": key}
            assert [tuple(row) for row in connection.execute(FIND.statement, values)] == FIND.tuples(connection, values)
        row = FIND.first(connection, {"of_key": "a"})
        assert (row.key, row.value) == ("a", "3")
        assert FIND.first(connection, {"of_key": "c"}) is None


def fail(connection):
    """Write in both ways, and then fail."""
    ADD.run(connection, {"key": "a", "value": "1"})
    connection.execute(insert(meta), {"key": "b", "value": "2"})
    assert len(FIND.all(connection, {"of_key": "b"})) == 1
    raise ZeroDivisionError


def test_both_ways_share_one_transaction(database):
    """What one of them wrote the other sees, and a failure takes back both."""
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        fail(connection)
    with database.reading() as connection:
        assert FIND.all(connection, {"of_key": "a"}) == FIND.all(connection, {"of_key": "b"}) == []


def test_what_was_committed_stays(database, tmp_path):
    """Whether SQLAlchemy was asked for anything in the transaction or not."""
    with database.writing() as connection:
        ADD.run(connection, {"key": "a", "value": "1"})
    with database.writing() as connection:
        ADD.run(connection, {"key": "b", "value": "2"})
        connection.execute(insert(meta), {"key": "c", "value": "3"})
    other = connect(tmp_path / "x.db", wait=1.0)
    with other.reading() as connection:
        assert [FIND.first(connection, {"of_key": key}).value for key in "abc"] == ["1", "2", "3"]
    other.close()
