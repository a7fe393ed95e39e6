"""What the documents show works as shown."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import pytest

from studytool.cli.parser import make_parser
from studytool.cli.screen_rows import screen_rows
from studytool.questions import bank
from studytool.vetting.subject import Subject
from studytool.vetting.vet import vet

ROOT = Path(__file__).parent.parent
IMPORTS = """
from studytool.kinds.givens import bit, integer, one_of, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text
"""


def examples():
    """The kinds that CONTRIBUTING.md shows as they are written."""
    return re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", examples(), ids=["number", "word"])
def test_the_worked_examples_of_contributing_are_sound_kinds(tmp_path, example):
    """A kind that the document shows keeps every rule that kinds have to keep."""
    file = tmp_path / "example.py"
    file.write_text(IMPORTS + example, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("example", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (kind,) = module.KINDS
    assert vet(Subject(kind, 40, 8, screen_rows)) == {}


def shown_commands():
    """The commands that the README shows."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    return [shlex.split(line, comments=True) for line in lines if line.startswith("studytool")]


@pytest.mark.parametrize("words", shown_commands(), ids=" ".join)
def test_the_commands_of_the_readme_are_understood(words):
    """Every command that the README shows has the arguments that it shows, and the kinds that it names exist."""
    options = make_parser("en").parse_args(words[1:])
    kind = getattr(options, "kind", None)
    assert kind is None or bank.find(kind).id == kind


def test_the_readme_has_its_two_commands():
    """One command installs and starts the quiz, one installs and passes the tests, with the pinned set."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*$", text, re.MULTILINE)
    assert [command.rsplit("&& ", 1)[1] for command in commands] == [
        ".venv/bin/studytool",
        ".venv/bin/python -m pytest -n auto",
    ]
    assert all("-c constraints.txt" in command and "[torch" in command for command in commands)
