from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest

from studytool.memory import elementwise
from studytool.memory.skills import SkillGraph
from studytool.store import arithmetic, caches
from studytool.store.database import Database
from studytool.store.open_store import open_store
from studytool.store.upkeep.backups import back_up
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine
from tests.processors import printed_here_and_there, where_loops_differ

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
HERE = "from studytool.store.arithmetic import here; print(here())"


@pytest.fixture
def brought(filled, rows):
    """A file that a machine filled whose exp ends in another last bit; not yet opened on this one."""
    with pytest.MonkeyPatch.context() as there:
        there.setattr("studytool.memory.fsrs.exp", lambda x: elementwise.exp(x) * (1.0 + 2.0**-52))
        arithmetic.here.cache_clear()
        path = filled("log.db", range(200))
    arithmetic.here.cache_clear()
    assert dict(rows(path, "meta"))[arithmetic.KEY] != arithmetic.here()
    return path


def examined(path, **options):
    with closing(connect(path, wait=3.0)) as database:
        return {check.name: check for check in examine(database, NOW, **options)}


def test_what_another_machine_worked_out_is_no_damage(brought):
    """The examination says where it comes from, and a repair works it out anew."""
    found = examined(brought)
    assert {name for name, check in found.items() if check.state != "ok"} == {"memory"}
    assert found["memory"].state == "warning"
    assert "another machine" in found["memory"].text.en
    assert examined(brought, repair=True)["memory"].state == "repaired"
    assert {check.state for check in examined(brought).values()} == {"ok"}


def test_it_can_be_backed_up(brought):
    """A copy that differs in the last bits alone is as good as its original."""
    assert back_up(brought, NOW).events == 200


@pytest.mark.parametrize("skills", [None, SkillGraph({"kind:1": {"kind:2": 0.5}})], ids=["as it was", "other skills"])
def test_opening_works_it_out_anew(brought, skills):
    """From then on all is as if it had always been here."""
    with open_store(brought, skills=skills) as store:
        store.suspend("kind:1", NOW)
    assert {check.state for check in examined(brought).values()} == {"ok"}


def test_opening_again_leaves_it_alone(brought, rows):
    """What was worked out here is not worked out again."""
    open_store(brought).close()
    with closing(connect(brought, wait=3.0)) as database, database.writing() as connection:
        connection.exec_driver_sql("UPDATE memory SET lapses = 77")
    open_store(brought).close()
    assert {lapses for (lapses,) in rows(brought, "memory", "lapses")} == {77}


def test_what_another_program_has_meanwhile_worked_out_is_not_done_again(brought, monkeypatch):
    """Of two that open it at once, the one that waited finds nothing left to do."""
    done, others = [], [brought]
    writing, rebuild = Database.writing, caches.rebuild

    def waiting(database):
        if others:
            open_store(others.pop()).close()
        return writing(database)

    monkeypatch.setattr(Database, "writing", waiting)
    monkeypatch.setattr(caches, "rebuild", lambda *args: done.append(rebuild(*args)))
    open_store(brought).close()
    assert len(done) == 1


def test_an_event_that_cannot_be_read_keeps_nobody_out(brought, change, review):
    """It is left out, as it would be by the examination, and the next answer can be recorded."""
    change(brought, "UPDATE events SET data = 'no object' WHERE seq = 7")
    with open_store(brought) as store:
        store.append(review(200))
        assert len(store.memory()) == 6
    assert {name for name, check in examined(brought).items() if check.state != "ok"} == {"events"}


@where_loops_differ
def test_processors_are_told_apart():
    """The note is another where exp or log may be."""
    here, there = printed_here_and_there(HERE)
    assert here != there
