"""Whether the tests notice a small mistake in the core: mutants of its modules, each against its module's tests.

Run: python bench/mutating.py [mutants] [--seed N] [--of PATH]. A mutant changes one operator, comparison, constant,
condition, argument or returned value of a copy of the tree. It is killed when a test fails, or does not end; it runs
the tests beside its module, then those of its folder, the contract over the kinds, and those of the rooms that stand
on it. Status 1 where fewer than 95 % are killed. Of the kept tools, mutmut passes over decorated functions, and
cosmic-ray has one test command for all modules.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
CORE = (
    "questions/bank.py",
    "questions/claims.py",
    "questions/tolerance.py",
    "questions/giveaway.py",
    "answer/reading",
    "answer/judging",
    "memory",
    "store/laws.py",
)
CONTRACT = "tests/test_every_kind.py"
ABOVE = {
    "questions": ("tests/answer", "tests/study", "tests/export", "tests/vetting"),
    "answer": ("tests/study", "tests/export", "tests/vetting", "tests/cli/test_commands.py"),
    "memory": ("tests/store", "tests/learner", "tests/study"),
    "store": ("tests/store/test_store.py", "tests/store/test_dangling.py", "tests/store/upkeep", "tests/study"),
}
"""The tests of the rooms that stand on a room: what they ask of it is asked of a mutant, too."""
KEPT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "*.egg-info", ".hypothesis", "dist")
WANTED = 0.95
LONGEST = 900
"""Seconds after which a mutant's tests count as not ending."""

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div, ast.Pow: ast.Mult,
    ast.Mod: ast.Mult, ast.MatMult: ast.Mult,
}  # fmt: skip
EXCHANGED = {"max": "min", "min": "max", "all": "any", "any": "all", "most": "least", "least": "most"}

EQUIVALENT = {
    ("memory/horizon.py", "size = -(-max(steps, 1) // 10) * 10", "1 -> 2"): "rounded up to 10 either way",
    (
        "answer/reading/tokens.py",
        "value = bounded(Fraction(digits * 10**shift) if shift > 0 else Fraction(digits, 10**-shift))",
        "Gt -> GtE",
    ): "a shift of 0 was answered before",
    ("answer/reading/tokens.py", "if not digits or shift == 0:", "Or -> And"): "a short way to the same number",
}
"""Mutants, by module, line and change, that no test can or need tell from the original, and why."""

Change = Callable[[ast.AST], ast.AST]


@dataclass(frozen=True)
class Mutant:
    """One change of one module: at which of its nodes, in the order of the walk, and what becomes of it."""

    module: Path
    node: int
    line: int
    change: Change
    told: str


def changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """What a slip could make of this node, in words and as a function of a copy of it."""
    yield from _of_operators(node)
    yield from _of_values(node)


def _of_operators(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            yield f"{type(op).__name__} -> {COMPARED[type(op)].__name__}", _with(ops=[COMPARED[type(op)]()])
        case ast.BinOp(op=op) if type(op) in COMPUTED:
            yield f"{type(op).__name__} -> {COMPUTED[type(op)].__name__}", _with(op=COMPUTED[type(op)]())
        case ast.BoolOp(op=op, values=[first, *rest]):
            other = ast.Or if isinstance(op, ast.And) else ast.And
            yield f"{type(op).__name__} -> {other.__name__}", _with(op=other())
            yield f"{ast.unparse(first)[:40]} dropped", lambda _: ast.BoolOp(op, rest) if rest[1:] else rest[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield f"{type(node.op).__name__} dropped", lambda _: operand
        case ast.IfExp(body=body, orelse=orelse):
            yield "the branches exchanged", _with(body=orelse, orelse=body)


def _of_values(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Constant(value=bool() as value):
            yield f"{value} -> {not value}", _with(value=not value)
        case ast.Constant(value=int() | float() as value):
            other = value + 1 if isinstance(value, int) else value * 1.25 or 0.25
            yield f"{value} -> {other}", _with(value=other)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "nothing returned", _with(value=ast.Constant(None))
        case ast.Call(func=ast.Name(id=name)) if name in EXCHANGED:
            yield f"{name} -> {EXCHANGED[name]}", _with(func=ast.Name(EXCHANGED[name], ast.Load()))
        case ast.Call(args=[one, other, *rest]) if ast.dump(one) != ast.dump(other):
            if not any(isinstance(argument, ast.Starred) for argument in (one, other)):
                yield f"{ast.unparse(node.func)[:30]}: two arguments exchanged", _with(args=[other, one, *rest])


def _with(**fields: object) -> Change:
    """The change that gives a copy of the node these fields."""

    def changed(node: ast.AST) -> ast.AST:
        for name, value in fields.items():
            setattr(node, name, value)
        return node

    return changed


def computed(tree: ast.Module) -> list[ast.AST]:
    """The nodes that are computed, in a fixed order: no annotations and no decorators."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            left_out |= {id(inner) for inner in ast.walk(part)} if isinstance(part, ast.AST) else set()
        for part in getattr(node, "decorator_list", []):
            left_out |= {id(inner) for inner in ast.walk(part)}
    return [node for node in ast.walk(tree) if id(node) not in left_out]


def mutants(module: Path) -> Iterator[Mutant]:
    """Every mutant of a module but those that are known to be equivalent."""
    text = module.read_text(encoding="utf-8")
    lines, inside = ["", *text.splitlines()], module.relative_to(ROOT / "studytool").as_posix()
    for place, node in enumerate(computed(ast.parse(text))):
        line = getattr(node, "lineno", 0)
        for told, change in changes(node):
            if (inside, lines[line].strip(), told) not in EQUIVALENT:
                yield Mutant(module, place, line, change, told)


def source(mutant: Mutant) -> str:
    """The module with the change in it."""
    tree = ast.parse(mutant.module.read_text(encoding="utf-8"))
    node = computed(tree)[mutant.node]
    return ast.unparse(ast.fix_missing_locations(_Put(node, mutant.change(deepcopy(node))).visit(tree)))


class _Put(ast.NodeTransformer):
    """Put another node in the place of one."""

    def __init__(self, node: ast.AST, other: ast.AST) -> None:
        self.node, self.other = node, other

    def visit(self, node: ast.AST) -> ast.AST:
        return self.other if node is self.node else self.generic_visit(node)


def modules(parts: tuple[str, ...]) -> list[Path]:
    """The files of these parts of the package."""
    found: list[Path] = []
    for part in parts:
        path = ROOT / "studytool" / part
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [path for path in found if path.name != "__init__.py"]


def tests_of(module: Path) -> list[str]:
    """The tests that cover a module: those beside it, of its folder, and the contract; the nearest first."""
    inside = module.relative_to(ROOT / "studytool")
    folder = Path("tests") / inside.parent
    beside = [path for path in (folder / f"test_{inside.stem}.py", folder / f"test_{inside.stem}s.py") if exists(path)]
    near = [] if inside.parts[0] == "store" else [str(folder), *([] if inside.parts[0] == "memory" else [CONTRACT])]
    return [*map(str, beside), *near, *ABOVE[inside.parts[0]]]


def exists(path: Path) -> bool:
    """Whether the tree has this file."""
    return (ROOT / path).exists()


def fails(tree: Path, tests: list[str]) -> bool:
    """Whether one of the tests fails in this tree, or they do not end."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", "--timeout", "120", *tests]
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    try:
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def killed(mutant: Mutant, tree: Path) -> bool:
    """Whether the tests notice the mutant, which stands in the tree only meanwhile."""
    place = tree / mutant.module.relative_to(ROOT)
    whole = place.read_text(encoding="utf-8")
    try:
        place.write_text(source(mutant), encoding="utf-8")
        _forget(place)
        return fails(tree, tests_of(mutant.module))
    finally:
        place.write_text(whole, encoding="utf-8")
        _forget(place)


def _forget(place: Path) -> None:
    """Remove what Python has compiled of a module: a change within a second could be missed."""
    for compiled in (place.parent / "__pycache__").glob(f"{place.stem}.*.pyc"):
        compiled.unlink()


def main() -> int:
    """Print a line for each mutant and the share that was killed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("mutants", nargs="?", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--of", action="append", help="a module or folder of the package instead of the core")
    options = parser.parse_args()
    every = [mutant for module in modules(tuple(options.of or CORE)) for mutant in mutants(module)]
    chosen = Random(options.seed).sample(every, min(options.mutants, len(every)))
    print(f"{len(chosen)} of {len(every)} mutants, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=KEPT_OUT)
        tests = dict.fromkeys(test for mutant in chosen for test in tests_of(mutant.module))
        if fails(tree, list(tests)):
            print("the tests fail without any mutant")
            return 1
        count = sum(_tried(mutant, tree) for mutant in chosen)
    print(f"killed: {count} of {len(chosen)}, {count / len(chosen):.1%}")
    return 0 if count >= WANTED * len(chosen) else 1


def _tried(mutant: Mutant, tree: Path) -> bool:
    start = monotonic()
    noticed = killed(mutant, tree)
    place = f"{mutant.module.relative_to(ROOT)}:{mutant.line}"
    print(f"{'killed' if noticed else 'SURVIVED':8} {monotonic() - start:5.0f} s  {place}  {mutant.told}", flush=True)
    return noticed


if __name__ == "__main__":
    sys.exit(main())
