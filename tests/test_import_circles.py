"""No file of the package depends on itself through others: read off the source, wherever an import stands."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import studytool


def sources(package):
    """The files of a package by the names of their modules."""
    found = {}
    for path in package.rglob("*.py"):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(name, path, modules):
    """The modules that a module imports, at its top, in a function, or for the types only."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in modules)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for one in node.names:
                yield from [within for within in (f"{base}.{one.name}", base) if within in modules][:1]


def circle(package):
    """Modules each of which imports the next, the last the first; None where there are none."""
    modules = sources(package)
    graph = {name: set(imported(name, path, modules)) - {name} for name, path in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1][::-1]
    return None


def test_no_file_imports_itself_through_others():
    """Which file depends on which can be said of every two, with imports in functions and for types counted."""
    assert circle(Path(studytool.__file__).parent) is None


@pytest.fixture
def made_up(tmp_path):
    """Write a package `made` in which `one` imports `two`, and `two` does what is given."""

    def write(text):
        folder = tmp_path / "made" / "room"
        folder.mkdir(parents=True)
        files = {"../__init__": "", "__init__": "", "one": "import math\nfrom made.room.two import x\n", "two": text}
        for name, content in files.items():
            (folder / f"{name}.py").write_text(content)
        return tmp_path / "made"

    return write


@pytest.mark.parametrize(
    "text",
    [
        "from made.room.one import y",
        "from made.room import one",
        "import made.room.one",
        "import os, made.room.one as other",
        "from . import one",
        "from .one import y",
        "from ..room import one",
        "from ..room.one import y",
        "def f():\n    from made.room.one import y",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from made.room.one import Y",
    ],
)
def test_a_circle_is_found_however_it_is_closed(made_up, text):
    """At the top, in a function, for types only; by the whole name or from where the file stands."""
    found = circle(made_up(text))
    assert found[0] == found[-1]
    assert set(found) == {"made.room.one", "made.room.two"}


def test_a_circle_through_a_package_is_found(made_up):
    """What a package's own file imports, everybody gets who takes a name from it."""
    package = made_up("from made.room import y")
    assert circle(package) is None
    (package / "room" / "__init__.py").write_text("from made.room.one import y")
    assert set(circle(package)) == {"made.room", "made.room.one", "made.room.two"}


@pytest.mark.parametrize("text", ["", "import one", "from one import y", "from made import room", "'made.room.one'"])
def test_what_is_no_circle_is_none(made_up, text):
    """A module elsewhere of the same name, or a name in a text, closes none."""
    assert circle(made_up(text)) is None
