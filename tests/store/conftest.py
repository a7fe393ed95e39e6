"""Logs to try things with."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which

import pytest

from studytool.store.events import Event
from studytool.store.open_store import open_store

START = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def review():
    """Make a review: number, item, rating; each number is another uuid and another hour."""

    def make(number, item="kind:cnn.x", rating=3):
        return Event(f"{number:032x}", START + timedelta(hours=number), "answer", item, {"rating": rating})

    return make


@pytest.fixture
def filled(tmp_path, review):
    """Make a database with reviews of these numbers, and return its path."""

    def make(name, numbers):
        path = tmp_path / name
        with open_store(path) as store:
            for number in numbers:
                store.append(review(number, f"kind:{number % 5}", 1 + number % 4))
        return path

    return make


@pytest.fixture
def rows():
    """Read a table of a SQLite file: all its rows, sorted."""

    def read(path, table, columns="*"):
        with closing(sqlite3.connect(path)) as file:
            return sorted(file.execute(f"SELECT {columns} FROM {table}").fetchall())  # noqa: S608 - a test's own names

    return read


@pytest.fixture
def roughly():
    """A row, its numbers to nine digits: what is worked out on another machine may end otherwise."""
    return lambda row: {
        key: value if isinstance(value, str) else pytest.approx(value, rel=1e-9) for key, value in row.items()
    }


@pytest.fixture
def change():
    """Change a SQLite file behind the store's back."""

    def do(path, *statements):
        with closing(sqlite3.connect(path)) as file:
            for statement in statements:
                file.execute(statement)
            file.commit()

    return do


@pytest.fixture(scope="session")
def server():
    """The URL of a PostgreSQL server of one's own on this machine, started for the tests and removed after them."""
    anywhere = which("initdb")
    found = [Path(anywhere).parent] if anywhere else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        pytest.skip("no PostgreSQL server here: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="studytool-postgresql-"))
    try:
        yield from _running(found[-1], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _running(programs, folder):
    """Run a server in the folder and yield its URL."""
    as_other = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        as_other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        os.chown(folder, 65534, 65534)
    data, port = folder / "data", _free_port()
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k '' -c fsync=off"
    control = [*as_other, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    create = [*as_other, programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(create, check=True, capture_output=True, cwd=folder)
    subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd=folder)
    try:
        yield f"postgresql+psycopg://tester@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd=folder)


def _free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def learner(request):
    """The address of a new learner on the server."""
    pytest.importorskip("psycopg", reason="no PostgreSQL driver here: pip install 'studytool[postgresql]'")
    return f"{request.getfixturevalue('server')}?learner=l{uuid.uuid4().hex}"


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.long)])
def anywhere(request, tmp_path):
    """A database that does not exist yet: a file in a new folder, or a learner on a server."""
    return tmp_path / "new" / "log.db" if request.param == "file" else request.getfixturevalue("learner")
