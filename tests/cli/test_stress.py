"""The command `stress` as an instructor runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import get_args

import pytest
from rich.cells import cell_len

from studytool.cli import stressing
from studytool.course.modes import MODES
from studytool.kinds.draw import Draw
from studytool.questions import bank
from studytool.vetting.repeats import MOST_REPEATED, SITTING
from studytool.vetting.stress import UGLY, Rule

CONV, COST = "cnn.conv-output-size", "cnn.conv-parameters"
ALONE = ("--workers", "1")


@pytest.fixture
def biased(monkeypatch):
    """Let the right option always stand first."""
    monkeypatch.setattr(Draw, "shuffled", lambda _, items: list(items))


@pytest.mark.parametrize(
    ("language", "head", "verdict"),
    [
        ("en", "verdict", "2 kinds, 30 seeds each in all modes"),
        ("zh", "结论", "2 种题型，每种 30 个种子"),
    ],
)
def test_a_table_by_kind(run, language, head, verdict):
    """A row a kind in the order asked for, aligned in both languages, then the verdict."""
    status, out, err = run("stress", CONV, COST, "--seeds", "30", "--lang", language, *ALONE)
    first, *rows, _, _, last = out.splitlines()
    assert (status, err) == (0, "")
    assert [row.split()[0] for row in rows] == [CONV, COST]
    place = cell_len(first.partition(head)[0])
    assert {cell_len(row.rpartition("  ")[0]) + 2 for row in rows} == {place}
    assert last.startswith(verdict)


def test_one_is_one(run):
    """One kind and one seed are said in the singular."""
    _, out, _ = run("stress", CONV, "--seeds", "1", *ALONE)
    assert out.splitlines()[-1].startswith("1 kind, 1 seed each in all modes")


def test_all_kinds_by_default(run, monkeypatch):
    """Without a kind there is a record for each of the bank."""
    one = stressing.stress(bank.find(CONV), 1)
    monkeypatch.setattr(stressing, "stress", lambda kind, _: replace(one, kind=kind.id))
    status, out, _ = run("stress", "--seeds", "1", "--json", *ALONE)
    assert status == 0
    assert [entry["kind"] for entry in json.loads(out)] == [kind.id for kind in bank.kinds()]


def test_json_has_every_measure(run):
    """The fields that programs read; a kind that is named twice is asked once."""
    status, out, _ = run("stress", CONV, CONV, "--seeds", "60", "--json", *ALONE)
    (entry,) = json.loads(out)
    assert status == 0
    assert (entry["seeds"], entry["sitting"], entry["sound"], entry["findings"]) == (60, 60, True, [])
    assert entry["modes"] == list(MODES)
    assert set(entry["ugly"]) == set(UGLY)
    assert 0 < entry["mean"] <= entry["slowest"]
    assert 0 < entry["by_chance"] < entry["by_size"] <= 1
    assert 0 <= entry["place"] <= 1


@pytest.mark.usefixtures("biased")
@pytest.mark.parametrize(
    ("language", "told", "verdict"),
    [
        ("en", "the right option prefers a place (×1): p = ", "BROKEN"),
        ("zh", "正确选项的位置不均匀（1 次）：p = ", "不合格"),
    ],
)
def test_a_broken_rule_is_told(run, language, told, verdict):
    """Status 1, the kind's row says so, and a line says what is wrong."""
    status, out, _ = run("stress", COST, "--seeds", "60", "--lang", language, *ALONE)
    lines = out.splitlines()
    assert status == 1
    assert lines[1].endswith(verdict)
    assert told in lines[2]


@pytest.mark.parametrize(
    ("language", "repeats", "counted"),
    [("en", "repeated", "counted, not fatal"), ("zh", "重复", "仅供参考")],
)
def test_the_legend_tells_what_breaks_a_rule_from_what_is_counted(run, language, repeats, counted):
    """Repeats are named with the share from which they are fatal, and not among what is only counted."""
    _, out, _ = run("stress", COST, "--seeds", "2", "--lang", language, *ALONE)
    fatal, harmless = out.splitlines()[-3:-1]
    assert fatal.startswith(repeats)
    assert f"{MOST_REPEATED:.0%}" in fatal
    assert str(SITTING) in fatal
    assert harmless.startswith(counted)
    assert repeats not in harmless


def test_every_rule_has_words():
    """Whatever rule is broken, the table can say so in both languages."""
    assert {*stressing.RULES} == {*get_args(Rule)}


def test_where_a_rule_was_broken_first(run, monkeypatch):
    """The seed and the mode of the first time are what one needs to see it again."""
    honest = bank.claims
    monkeypatch.setattr(
        bank, "claims", lambda values, asked, *rest: (*(found := tuple(honest(values, asked, *rest))), found[0])
    )
    status, out, _ = run("stress", COST, "--seeds", "3", *ALONE)
    assert status == 1
    assert "two answers that are one (×" in out
    assert ", seed 0, forward: " in out
    status, out, _ = run("stress", COST, "--seeds", "3", "--json", *ALONE)
    (finding,) = json.loads(out)[0]["findings"]
    assert status == 1
    assert {"rule": "collision", "seed": 0, "mode": "forward"}.items() <= finding.items()


def test_several_processes_measure_the_same(run):
    """Two workers give the records of one, in the same order, apart from the times."""
    arguments = ("stress", CONV, COST, "--seeds", "20", "--json")
    reports = [json.loads(run(*arguments, "--workers", str(count))[1]) for count in (1, 2)]
    for report in reports:
        for entry in report:
            del entry["mean"], entry["slowest"]
    assert reports[0] == reports[1]


def test_progress_is_for_terminals(run, monkeypatch):
    """A terminal sees how many kinds are done, on a line that is wiped in the end; a file sees nothing."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _, out, err = run("stress", CONV, COST, "--seeds", "2", *ALONE)
    assert "\n" not in err
    assert err.split("\r")[1:3] == [f"{f'1/2 {CONV}':60}", f"{f'2/2 {COST}':60}"]
    assert err.endswith("\r")
    assert not err.split("\r")[-2].strip()
    assert "1/2" not in out


def test_a_worker_that_dies_is_told_in_one_line(run, monkeypatch):
    """The user reads what to try, not a trace."""

    def dying(*_):
        raise BrokenProcessPool

    monkeypatch.setattr(stressing, "as_completed", dying)
    status, out, err = run("stress", CONV, COST, "--seeds", "1", "--workers", "2")
    assert (status, out) == (2, "")
    assert "--workers 1" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (("cnn.conv-outputsize",), CONV),
        (("--seeds", "0"), "from 1 to"),
        (("--workers", "no"), "from 1 to"),
    ],
)
def test_bad_arguments_are_refused(run, wrong, hint):
    """One line, status 2, before anything is measured."""
    status, out, err = run("stress", *wrong)
    assert (status, out) == (2, "")
    assert hint in err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help(run, language):
    """--help speaks the wanted language."""
    status, out, err = run("stress", "--help", "--lang", language)
    assert (status, err) == (0, "")
    assert any("\u4e00" <= sign <= "\u9fff" for sign in out) == (language == "zh")


TELLING = """
import os, sys
from pathlib import Path
from studytool.cli.main import main
from studytool.vetting import stress as vetting

def telling(kind, seeds, honest=vetting.stress):
    Path(os.environ["BEGUN"], kind.id).touch()
    return honest(kind, seeds)

vetting.stress = telling
if __name__ == "__main__":
    sys.exit(main(["stress", "--seeds", "200000", "--workers", "2"]))
"""
"""The command, whose workers leave a file when they begin with a kind: they import this program first."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to signal")
def test_an_interrupt_ends_it_at_once(tmp_path):
    """Ctrl+C leaves with 130 and no trace, and no worker goes on to the end of its kind, which would take hours."""
    program, begun = tmp_path / "telling.py", tmp_path / "begun"
    program.write_text(TELLING)
    begun.mkdir()
    environment = {**os.environ, "BEGUN": str(begun)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, str(program)], **pipes, env=environment, start_new_session=True) as process:
        while len(list(begun.iterdir())) < 2:
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")
