"""The wheel is whole: built, installed in a fresh environment, and run there."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout, built without network."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_the_data_is_in_the_wheel(wheel):
    """Syllabus and decks travel inside the package."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"studytool/data/kinds.json", "studytool/data/syllabus/skills.toml"} <= {*names}
    assert {
        f"studytool/data/decks/{chapter}.md" for chapter in ("cnn", "rnn", "gnn", "generative", "rl", "gan")
    } <= names


def test_an_installed_wheel_runs(wheel, tmp_path):
    """In an environment of its own, away from the checkout, commands find the data."""
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    (here,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    borrowed = next(path for path in map(Path, sys.path) if (path / "numpy").is_dir())
    (here / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    script = (
        "import studytool, studytool.__main__ as m\n"
        "print(studytool.__file__)\n"
        "m.main(['show', 'C-03'])\n"
        "m.main(['where'])"
    )
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([python, "-c", script], cwd=tmp_path, env=alone, capture_output=True, text=True, check=True)
    assert str(here) in done.stdout.splitlines()[0]
    assert "def output_size" in done.stdout
    assert str(here / "studytool" / "data") in done.stdout
