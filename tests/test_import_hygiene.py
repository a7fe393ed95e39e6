"""What is not loaded: proven in a fresh process each."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"alembic", "psycopg", "numpy", "sqlalchemy", "textual", "sympy", "torch", "rich", "platformdirs", "shtab"}


def loaded(code):
    """The top-level modules that a fresh process has after running the code."""
    report = "; import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import studytool", HEAVY),
        ("from studytool.cli.parser import make_parser; make_parser('en')", HEAVY),
        ("import studytool.study.wish, studytool.course.items, studytool.locations", HEAVY),
        ("import studytool.questions.bank; list(studytool.questions.bank.kinds())", HEAVY - {"numpy"}),
        ("import studytool.showing.sheet", HEAVY - {"numpy"}),
        ("import studytool.study.session, studytool.study.planning", {"textual", "sympy", "torch"}),
        ("import studytool.cli.exporting, studytool.cli.questions", {"sqlalchemy", "textual", "sympy", "torch"}),
        ("import studytool.store.open_store, studytool.store.upkeep.merging", {"alembic", "psycopg"}),
        ("import studytool.tui.app", {"numpy", "sqlalchemy", "sympy", "torch"}),
    ],
)
def test_heavy_modules_stay_out(code, absent):
    """A module loads only what it needs: torch and sympy never, the others where they are used."""
    assert loaded(code).isdisjoint(absent)


def test_the_package_alone_loads_nothing_else():
    """Importing the package adds no third-party module at all."""
    assert loaded("import studytool") - loaded("pass") == {"studytool"}


TOPICS = (
    "; import sys; print([name for name in sys.modules if name.startswith('studytool.topics.') and '.' in name[17:]])"
)


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("from studytool.questions import bank; bank.find('cnn.conv-output-size')", ["studytool.topics.cnn.size"]),
        ("from studytool.cli.main import main; main(['kinds', '--search', 'LSTM'])", []),
        ("from studytool.course import syllabus; syllabus.graph(); list(syllabus.models())", []),
    ],
)
def test_what_is_taught_is_imported_when_it_is_asked(code, modules):
    """One kind costs one module, and lists, skills and models cost none."""
    done = subprocess.run([sys.executable, "-c", code + TOPICS], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str(modules)
