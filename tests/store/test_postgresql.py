"""Several learners in one database on a server."""

# ruff: noqa: S608 - a test's own names

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import create_engine, select

from studytool.cli.main import main
from studytool.store.open_store import open_store
from studytool.store.tables import CACHES, events
from studytool.store.upkeep.backups import back_up
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine
from studytool.store.upkeep.merging import merge, save
from studytool.text.language import UserError

pytestmark = pytest.mark.long
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
PROGRAM = """
import sys, uuid
from datetime import UTC, datetime
from studytool.store.open_store import open_store
from studytool.store.events import Event
with open_store(sys.argv[1], wait=60.0) as store:
    for _ in range(10):
        store.append(Event(str(uuid.uuid4()), datetime.now(UTC), "answer", "kind:cnn.x", {"rating": 3}))
"""


def content(where):
    """The caches, and the events without the numbers in which they were recorded."""
    with closing(connect(where, wait=3.0)) as database, database.writing() as connection:
        caches = {table.name: {tuple(row) for row in connection.execute(select(table))} for table in CACHES}
        return caches, {tuple(row)[1:] for row in connection.execute(select(events))}


def fill(where, review, numbers):
    """Record reviews of these numbers."""
    with open_store(where) as store:
        for number in numbers:
            store.append(review(number, f"kind:{number % 5}", 1 + number % 4))


def run_sql(server, statement):
    """Run a statement as the server's owner."""
    engine = create_engine(server)
    with engine.begin() as connection:
        found = connection.exec_driver_sql(statement)
        rows = found.all() if found.returns_rows else []
    engine.dispose()
    return rows


def test_learners_see_only_their_own(server, review):
    """Each has a log, a schedule and settings apart from every other's."""
    ann, bob = (f"{server}?learner={name}{uuid.uuid4().hex}" for name in ("ann", "bob"))
    fill(ann, review, range(4))
    with open_store(bob) as store:
        store.append(review(1, "kind:other"))
        store.remember("language", "zh")
        assert set(store.memory()) == {"kind:other"}
    with open_store(ann) as store:
        assert len(list(store.events())) == 4
        assert store.setting("language") is None


def test_the_learner_is_by_default_the_user(server, monkeypatch):
    """Without a name, the system user's is taken, in letters that a name may have; capitals make no difference."""
    monkeypatch.setattr("getpass.getuser", lambda: "Lea R.")
    with open_store(server) as store:
        store.remember("x", "y")
    with open_store(f"{server}?learner=LEA-r.") as store:
        assert store.setting("x") == "y"


def test_chinese_names_have_schemas_of_their_own(server, review):
    """A name may be written in any letters."""
    for number, name in enumerate(("小明", "小红")):
        fill(f"{server}?learner={name}", review, range(number + 1))
    assert len(content(f"{server}?learner=小明")[1]) == 1


@pytest.mark.parametrize("name", ['a"b', "a b", "a/b", "x" * 56, "名" * 19])
def test_what_is_no_name_is_told(server, name):
    """Quotes, spaces and names too long for the server are refused before anything is sent."""
    with pytest.raises(UserError, match="learner's name"):
        open_store(f"{server}?learner={name}")


def test_programs_at_once_keep_the_caches_right(learner):
    """Several processes make the schema and record reviews of one item; none is lost and the cache is a replay's."""
    running = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, learner], stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [program.communicate()[1] for program in running] == [""] * len(running)
    with open_store(learner) as store:
        before = store.memory()
        assert before["kind:cnn.x"].reviews == 10 * len(running)
        store.rebuild()
        assert store.memory() == before


def test_threads_that_record_at_the_same_moment_wait_for_each_other(learner, review):
    """Two stores append reviews of one item in lockstep; every one counts."""
    barrier = Barrier(2)

    def work(numbers):
        with open_store(learner, wait=30.0) as store:
            for number in numbers:
                barrier.wait(30)
                store.append(review(number))

    threads = [Thread(target=work, args=(range(start, 40, 2),)) for start in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(learner) as store:
        assert store.memory()["kind:cnn.x"].reviews == 40
        assert store.rebuild() == 1
        assert store.memory()["kind:cnn.x"].reviews == 40


def test_a_lock_that_is_held_is_told(learner):
    """Waiting has an end."""
    open_store(learner).close()
    with closing(connect(learner, wait=3.0)) as other, other.writing(), pytest.raises(UserError, match="locked"):
        open_store(learner, wait=0.2)


def test_a_learner_that_works_does_not_hinder_another(server):
    """The lock is the learner's."""
    one, two = (f"{server}?learner={uuid.uuid4().hex}" for _ in range(2))
    with closing(connect(one, wait=3.0)) as other, other.writing():
        open_store(two, wait=0.2).close()


def test_a_server_gives_the_schedule_of_a_file(learner, filled, review):
    """The same events come to the same caches, bit for bit."""
    fill(learner, review, range(60))
    assert content(learner) == content(filled("log.db", range(60)))


def test_a_sound_database_is_found_sound(learner, review):
    """Doctor replays the log on the server and finds nothing."""
    fill(learner, review, range(60))
    with closing(connect(learner, wait=3.0)) as database:
        assert {check.state for check in examine(database, NOW)} == {"ok"}


def test_a_log_goes_to_a_file_and_back(learner, filled, review, tmp_path):
    """A file is merged into the server's log, and the whole saved to a file again."""
    fill(learner, review, range(10))
    file = filled("log.db", range(5, 30))
    with pytest.raises(UserError, match="--join") as caught:
        merge(learner, file, NOW)
    assert learner.partition("=")[2] in caught.value.text.en
    assert merge(learner, file, NOW, join=True) == (20, 30, None)
    assert content(learner) == content(filled("whole.db", range(30)))
    assert save(learner, tmp_path / "saved.db", NOW) == 30
    assert content(tmp_path / "saved.db") == content(learner)
    assert merge(learner, tmp_path / "saved.db", NOW).came == 0


def test_a_merge_that_is_refused_changes_nothing(learner, filled, change, review):
    """An event that differs undoes all that came before it."""
    fill(learner, review, range(10))
    file = filled("log.db", range(5, 30))
    change(file, "UPDATE events SET item = 'kind:else' WHERE seq = 3")
    before = content(learner)
    with pytest.raises(UserError, match=f"{7:032x}"):
        merge(learner, file, NOW, join=True)
    assert content(learner) == before


def to_schema_1(server, learner):
    """Take a learner's tables back to the first schema."""
    schema = f'"learner_{learner.partition("=")[2]}"'
    for statement in (
        *(f"DROP TABLE {schema}.{table}" for table in ("counts", "held", "undone", "settings", "kinds")),
        f"ALTER TABLE {schema}.memory DROP COLUMN inferred",
        f"DROP INDEX {schema}.events_by_item",
        f"DROP INDEX {schema}.events_by_time",
        f"CREATE INDEX events_by_item ON {schema}.events (item, seq)",
        f"DELETE FROM {schema}.meta WHERE key = 'learner'",
        f"UPDATE {schema}.meta SET value = '1' WHERE key = 'schema'",
        f"UPDATE {schema}.memory SET reviews = 99",
    ):
        run_sql(server, statement)


def test_an_old_schema_is_upgraded_by_one_of_several(server, learner, review):
    """The log stays, the caches are a replay's, and programs that open it at once do not hinder each other."""
    fill(learner, review, range(30))
    before = content(learner)
    to_schema_1(server, learner)
    program = "import sys; from studytool.store.open_store import open_store; open_store(sys.argv[1]).close()"
    running = [
        subprocess.Popen([sys.executable, "-c", program, learner], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [program.communicate()[1] for program in running] == [""] * len(running)
    assert content(learner) == before


def test_an_upgrade_that_fails_changes_nothing(server, learner, review, monkeypatch):
    """The server takes back the tables that were already made."""
    fill(learner, review, range(5))
    before = content(learner)
    to_schema_1(server, learner)
    with monkeypatch.context() as patch:
        patch.setattr("studytool.store.upkeep.upgrading.caches.rebuild", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            open_store(learner)
    schema = f"learner_{learner.partition('=')[2]}"
    tables = run_sql(server, f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}' ORDER BY 1")
    assert [name for (name,) in tables] == ["events", "memory", "meta"]
    open_store(learner).close()
    assert content(learner) == before


def test_a_newer_schema_is_refused(server, learner):
    """As in a file."""
    open_store(learner).close()
    run_sql(server, f"UPDATE \"learner_{learner.partition('=')[2]}\".meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(UserError, match="newer studytool"):
        open_store(learner)


def test_a_server_that_is_not_there_is_one_line(server):
    """The address is named, without the password."""
    with pytest.raises(UserError) as caught:
        open_store("postgresql+psycopg://me:secret@127.0.0.1:1/x?learner=me", wait=1.0)
    assert "127.0.0.1:1" in caught.value.text.en
    assert "secret" not in caught.value.text.en + caught.value.text.zh
    assert "\n" not in caught.value.text.en


def test_every_command_takes_the_address(learner, review, tmp_path, capsys):
    """Statistics, doctor, backup, merge; `--learner` chooses whose."""
    server, _, name = learner.partition("?learner=")
    fill(learner, review, range(8))
    there = ("--db", server, "--learner", name)
    assert main(["stats", *there]) == 0
    assert main(["doctor", *there]) == 0
    assert main(["backup", str(tmp_path / "mine.db"), *there]) == 0
    assert "events: 8" in capsys.readouterr().out
    assert main(["merge", str(tmp_path / "mine.db"), *there]) == 0
    assert main(["backup", *there]) == 2
    assert main(["restore", str(tmp_path / "mine.db"), *there]) == 2
    assert "studytool merge" in capsys.readouterr().err
    assert back_up(tmp_path / "mine.db", NOW).events == 8


def test_without_a_driver_it_says_what_to_install(tmp_path):
    """A missing psycopg is one line with the command."""
    (tmp_path / "psycopg.py").write_text("raise ModuleNotFoundError(name='psycopg')")
    program = "import sys; from studytool.cli.main import main; sys.exit(main(sys.argv[1:]))"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    command = [sys.executable, "-c", program, "stats", "--db", "postgresql+psycopg://x/y"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'pip install "studytool[postgresql]"' in done.stderr
    assert done.stderr.count("\n") == 1


def test_undo_and_settings_work_there(learner, review):
    """What the store can do to a file it can do on a server."""
    with open_store(learner) as store:
        store.append(review(1))
        store.suspend("kind:cnn.x", NOW)
        assert store.due(NOW + timedelta(days=999)) == []
        store.undo(NOW)
        assert store.due(NOW + timedelta(days=999)) == ["kind:cnn.x"]
        store.use(NOW, wanted=0.8)
        assert store.model().wanted == 0.8
        before = store.memory()
        store.rebuild()
        assert store.memory() == before
