"""Nothing that is typed can become code: held for the whole package by reading its source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import studytool

ROOT = Path(studytool.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
BARE = {"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "literal_eval", "execfile"}
METHODS = {"sympify", "parse_expr", "literal_eval", "system", "popen", "unsafe_load", "full_load", "parse_latex"}
FULL = {"builtins.eval", "builtins.exec", "builtins.compile", "yaml.load", "os.system", "os.popen"}
MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "yaml", "code", "codeop", "jsonpickle"}
FORMATTING = {"format", "format_map", "safe_substitute", "substitute", "vformat"}


def dotted(node):
    """The name that a call goes to, such as os.system."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def breaches(source, *, formatting=False):
    """What the source calls or imports that could run text, as 'line: what'."""
    return [f"{node.lineno}: {what}" for node in ast.walk(ast.parse(source)) for what in offences(node, formatting)]


def offences(node, formatting):
    """What one node of the syntax tree does that is forbidden."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        found = [name for name in modules if name.partition(".")[0] in MODULES]
        names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
        return [*found, *(names & BARE), *(names & {"Template"} if formatting else ())]
    if not isinstance(node, ast.Call):
        return []
    name = dotted(node.func)
    method = name.rpartition(".")[2] if "." in name else ""
    called = name in BARE | FULL or method in METHODS or (formatting and method in FORMATTING)
    shell = any(word.arg == "shell" and not is_false(word.value) for word in node.keywords)
    return [name] if called or shell else []


def is_false(node):
    """Whether the node is the literal False."""
    return isinstance(node, ast.Constant) and node.value is False


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_in_the_package_runs_text(path):
    """No file evaluates, unpickles or hands text to a shell or to a symbolic parser."""
    assert breaches(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "answer").glob("*.py")), ids=lambda path: path.name)
def test_typed_text_is_no_template(path):
    """In the reading and judging of answers no text is filled in by format strings or templates."""
    assert breaches(path.read_text(encoding="utf-8"), formatting=True) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval(x)",
        "exec(x)",
        "compile(x, '', 'eval')",
        "builtins.eval(x)",
        "__import__(x)",
        "sympy.sympify(x)",
        "from sympy import sympify",
        "sympy.parsing.sympy_parser.parse_expr(x)",
        "import pickle",
        "from pickle import loads",
        "yaml.load(x)",
        "os.system(x)",
        "subprocess.run(x, shell=True)",
        "subprocess.run(x, shell=y)",
    ],
)
def test_each_forbidden_call_would_be_found(source):
    """The rule itself catches every way that it forbids."""
    assert breaches(source)


@pytest.mark.parametrize(
    "source", ["x.format(y)", "x.format_map(y)", "Template(x).substitute(y)", "from string import Template"]
)
def test_each_template_would_be_found(source):
    """The rule for typed text itself catches every way that it forbids."""
    assert breaches(source, formatting=True)


@pytest.mark.parametrize(
    "source", ["re.compile(x)", "model.eval()", "subprocess.run(x, shell=False)", "text.format(a=1)"]
)
def test_harmless_calls_are_left_alone(source):
    """Patterns, a network's evaluation mode and programs without a shell are no breach."""
    assert breaches(source) == []
