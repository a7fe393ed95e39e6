"""The source of functions with everything that it uses, read off the code: a program that runs on its own."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

Piece = tuple[str, str]
"""A module, and a name that its top level gives."""
PACKAGE: Final = "studytool."
"""What is imported from here is printed; what is imported from elsewhere, its import is."""


def program(references: Iterable[str]) -> str:
    """The program of these `module:function` names: its imports, then each module's pieces under the module's name.

    What a piece uses stands before it.
    """
    seen = set[Piece]()
    pieces = [piece for reference in references for piece in _with_what_it_uses(_parted(reference), seen)]
    imports = sorted({_imported(*piece) for piece in pieces if _is_import(*piece)})
    return "\n".join([*imports, *_printed(piece for piece in pieces if not _is_import(*piece))])


def _parted(reference: str) -> Piece:
    module, _, name = reference.partition(":")
    return module, name


def _with_what_it_uses(piece: Piece, seen: set[Piece]) -> Iterator[Piece]:
    """What the piece uses, in the order of the file, then itself; each only once."""
    if piece in seen:
        return
    seen.add(piece)
    module, name = piece
    node = _bound(module)[name]
    if isinstance(node, ast.ImportFrom) and str(node.module).startswith(PACKAGE):
        yield from _with_what_it_uses((str(node.module), name), seen)
        return
    used = _used(node)
    for other in _bound(module):
        if other in used:
            yield from _with_what_it_uses((module, other), seen)
    yield piece


def _used(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


@cache
def _source(module: str) -> str:
    return inspect.getsource(importlib.import_module(module))


@cache
def _bound(module: str) -> dict[str, ast.stmt]:
    """What the module's top level gives a name to, in the order of the file."""
    return {name: node for node in ast.parse(_source(module)).body for name in _names(node)}


def _names(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Import() | ast.ImportFrom():
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        case ast.Assign():
            yield from (name for target in node.targets for name in sorted(_used(target)))
        case ast.AnnAssign():
            yield from sorted(_used(node.target))
        case _:
            return


def _is_import(module: str, name: str) -> bool:
    return isinstance(_bound(module)[name], ast.Import | ast.ImportFrom)


def _imported(module: str, name: str) -> str:
    """The import of one name: a module that imports several prints only what is used."""
    node = _bound(module)[name]
    if isinstance(node, ast.ImportFrom):
        (alias,) = [one for one in node.names if (one.asname or one.name) == name]
        return ast.unparse(ast.ImportFrom(node.module, [alias], node.level))
    return ast.unparse(node)


def _printed(pieces: Iterable[Piece]) -> Iterator[str]:
    last = ""
    for module, name in pieces:
        yield f"\n# {module}" if not last else f"\n\n# {module}" if module != last else "\n"
        yield _text(module, name)
        last = module


def _text(module: str, name: str) -> str:
    """The lines of what has this name, its decorators among them."""
    node = _bound(module)[name]
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
    return "\n".join(_source(module).splitlines()[first - 1 : node.end_lineno])
