from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from studytool.store.backup_names import backups_of
from studytool.store.open_store import open_store
from studytool.store.opening import OpeningStore
from studytool.store.schema import SCHEMA_VERSION
from studytool.store.tables import metadata
from studytool.store.upkeep import upgrading
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine
from studytool.store.upkeep.restoring import restore
from studytool.text.language import UserError

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAST = sorted(FIXTURES.glob("schema_*.db"))
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
OPEN = "import sys; from studytool.store.open_store import open_store; open_store(sys.argv[1]).close()"


@pytest.fixture(params=PAST, ids=lambda path: path.stem)
def old(request, tmp_path):
    """A database of each past schema."""
    path = tmp_path / "log.db"
    shutil.copyfile(request.param, path)
    return path


def remembered(path):
    """What the fixture of these bytes should come to."""
    (fixture,) = (past for past in PAST if past.read_bytes() == path.read_bytes())
    return json.loads(fixture.with_suffix(".json").read_text())


def test_every_past_schema_has_a_fixture():
    """Each version before the present one is there to be upgraded."""
    assert [path.stem for path in PAST] == [f"schema_{version}" for version in range(1, SCHEMA_VERSION)]


def test_the_log_stays_and_the_caches_are_worked_out_anew(old, rows, roughly):
    """No byte of the log changes; memory is what is expected, and nothing is wrong with the file."""
    log, settings, wanted = rows(old, "events"), dict(rows(old, "meta")), remembered(old)
    with closing(connect(old, wait=3.0)) as database:
        assert {check.state for check in examine(database, NOW)} == {"ok"}
    assert rows(old, "events") == log
    assert {**settings, "schema": str(SCHEMA_VERSION)}.items() <= dict(rows(old, "meta")).items()
    names = list(wanted[0])
    found = [dict(zip(names, row, strict=True)) for row in rows(old, "memory", ", ".join(names))]
    assert found == [roughly(row) for row in sorted(wanted, key=lambda row: row["item"])]


def test_an_upgraded_database_has_the_tables_of_a_new_one(old):
    """Alembic finds no difference to what this program creates."""
    with closing(connect(old, wait=3.0)) as database:
        context = MigrationContext.configure(database.connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_steps_alone_make_a_new_database():
    """From nothing, every step in turn comes to the present tables."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        for step in upgrading.steps(None):
            with Operations.context(context):
                step()
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_checked_backup_is_made_first(old, rows):
    """The copy has the old schema and the whole log, and can be restored."""
    version, log = rows(old, "meta"), rows(old, "events")
    open_store(old).close()
    (backup,) = backups_of(old).values()
    assert (rows(backup, "meta"), rows(backup, "events")) == (version, log)
    assert restore(old, backup, NOW).events == len(log)


def fail(*_):
    """Fail as a full disk does."""
    raise sqlite3.OperationalError("disk I/O error")


@pytest.mark.parametrize("broken", ["caches.rebuild", "back_up_old", "digest", "MigrationContext.configure"])
def test_an_upgrade_that_fails_leaves_the_old_database(old, rows, monkeypatch, broken):
    """Whatever fails, tables and log are as before; the next attempt succeeds."""
    before = {name: rows(old, name) for name in ("sqlite_master", "events", "memory", "meta")}
    with monkeypatch.context() as patch:
        patch.setattr(f"studytool.store.upkeep.upgrading.{broken}", fail)
        with pytest.raises(UserError) as caught:
            open_store(old)
    assert "\n" not in caught.value.text.en
    assert {name: rows(old, name) for name in before} == before
    open_store(old).close()
    assert dict(rows(old, "meta"))["schema"] == str(SCHEMA_VERSION)


def test_a_step_that_changes_the_log_is_not_kept(old, rows, monkeypatch):
    """The log is compared before and after."""
    log, steps = rows(old, "events"), upgrading.steps(int(dict(rows(old, "meta"))["schema"]))
    changed = [*steps, lambda: op.execute("UPDATE events SET at = at + 1 WHERE seq = 1")]
    monkeypatch.setattr(upgrading, "steps", lambda _: changed)
    with pytest.raises(UserError, match="changed its log"):
        open_store(old)
    assert rows(old, "events") == log


def test_programs_that_upgrade_at_once_do_it_once(old, rows):
    """One wins, the others wait for it; one backup is made."""
    log = rows(old, "events")
    running = [
        subprocess.Popen([sys.executable, "-c", OPEN, str(old)], stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [program.communicate()[1] for program in running] == [""] * len(running)
    assert rows(old, "events") == log
    assert len(backups_of(old)) == 1


def test_a_damaged_old_database_is_not_upgraded(old):
    """Neither its bytes nor its schema change."""
    cut = old.read_bytes()[:20_000]
    old.write_bytes(cut)
    with pytest.raises(UserError, match="damaged"):
        open_store(old)
    assert old.read_bytes() == cut


def test_a_glance_leaves_an_old_database_to_the_store(old):
    """What is due is asked of the upgraded database."""
    opening = OpeningStore(str(old))
    assert opening.due(NOW) == opening.open().due(NOW)
    opening.close()


def test_alembic_is_loaded_only_to_upgrade(tmp_path):
    """A database of the present schema is opened, backed up and replayed without it."""
    program = """
import sys
from datetime import UTC, datetime
from studytool.store.open_store import open_store
from studytool.store.upkeep.backups import keep_safe
from studytool.store.events import Event
with open_store(sys.argv[1]) as store:
    store.append(Event("u", datetime.now(UTC), "skip", "i"))
assert keep_safe(sys.argv[1], datetime.now(UTC)) is None
assert "studytool.store.upkeep.doctor" in sys.modules
assert not any(name.startswith(("alembic", "mako", "sqlalchemy.orm")) for name in sys.modules)
"""
    subprocess.run([sys.executable, "-c", program, tmp_path / "log.db"], check=True)
