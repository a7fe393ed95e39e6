from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from studytool.cli import quiz
from studytool.cli.parser import make_parser
from studytool.store.open_store import open_store

KIND = "rl.q-learning-update"


def test_check_reads_a_decimal_comma_only_where_it_is_asked_for(run):
    """The same answer is refused in both its readings, or read with the comma as its decimal sign."""
    _, refused, _ = run("check", KIND, "--seed", "1", "--answer", "0,5", "--json")
    _, read, _ = run("check", KIND, "--seed", "1", "--answer", "0,5", "--json", "--decimal-comma")
    assert json.loads(refused)["verdict"] == "unreadable"
    assert json.loads(read)["reading"]["value"] == 0.5


def test_a_file_of_answers_is_read_with_a_decimal_comma(run, tmp_path):
    """The setting holds for every line."""
    (tmp_path / "a.txt").write_text("0,5\n1.234,5\n", encoding="utf-8")
    _, out, _ = run("check", KIND, "--seed", "1", "--answers", str(tmp_path / "a.txt"), "--decimal-comma")
    assert [json.loads(line)["reading"]["value"] for line in out.splitlines()] == [0.5, 1234.5]


@pytest.fixture
def started(monkeypatch, tmp_path):
    """What the interface would start with for some arguments, on a database that remembers Chinese and commas."""
    with open_store(tmp_path / "s.db") as store:
        store.remember("language", "zh")
        store.remember("decimal-comma", "on")

    def started(*arguments, environ=(), name="s.db"):
        monkeypatch.delenv("STUDYTOOL_LANG", raising=False)
        for key, value in environ:
            monkeypatch.setenv(key, value)
        options = make_parser("en").parse_args([*arguments, "--db", str(tmp_path / name)])
        options.language = "en"
        return quiz._settings(options)

    return started


def test_the_interface_starts_as_it_was_left(started):
    """Without a word about it, the remembered language and decimal sign hold from the first frame on."""
    settings = started("quiz")
    assert (settings["language"], settings["decimal_comma"], settings["said"]) == ("zh", True, set())
    assert started()["language"] == "zh"


@pytest.mark.parametrize(("arguments", "environ"), [(("--lang", "en"), ()), ((), (("STUDYTOOL_LANG", "en"),))])
def test_what_is_said_beats_what_is_remembered(started, arguments, environ):
    """--lang and STUDYTOOL_LANG choose the language, whatever was chosen the last time."""
    settings = started("quiz", *arguments, environ=environ)
    assert (settings["language"], settings["said"]) == ("en", {"language"})


def test_the_option_alone_makes_a_comma_decimal(started):
    """With --decimal-comma no database is needed, and none is made."""
    settings = started("quiz", "--decimal-comma", name="none.db")
    assert (settings["decimal_comma"], settings["said"]) == (True, {"decimal-comma"})
    assert not Path(settings["database"]).exists()
    assert started("quiz", name="none.db")["decimal_comma"] is False


def test_options_are_a_namespace_without_the_database_too():
    """Home can be started with nothing said at all."""
    assert quiz._settings(Namespace(language="en", db="postgresql://nowhere/x"))["language"] == "en"
