"""The command `show`: everything about one model of the notes."""

from __future__ import annotations

import importlib
import inspect
from argparse import Namespace
from collections.abc import Iterator

from studytool import bank
from studytool.formula import FormulaError, parse
from studytool.formula.printing import symbol, text
from studytool.kind import Kind
from studytool.names import nearest
from studytool.syllabus import Model, models
from studytool.text.language import Language, Text


def show(options: Namespace) -> int:
    """Print a model: its formula, the NumPy source, what the notes say and what they get wrong."""
    print("\n".join(_shown(_find(options.model), options.language)))
    return 0


def _find(name: str) -> Model:
    for model in models():
        if name.upper() == model.id or name in model.kinds.values() or name.upper() in model.kinds:
            return model
    known = [word for model in models() for word in (model.id, *model.kinds.values())]
    raise nearest(name, known, Text("model", "模型"))


def _shown(model: Model, language: Language) -> Iterator[str]:
    yield f"{model.id} · {model.name[language]}"
    for number, id in model.kinds.items():
        kind = bank.find(id)
        yield f"\n{number} · {id} · {kind.title[language]}"
        yield from _formulas(kind, language)
        if kind.convention:
            yield f"  {CONVENTION[language]}{kind.convention[language]}"
        yield f"  {SOURCE[language]}{kind.source}"
    yield f"\n{NOTES[language]}{model.notes[language]}"
    if model.errata:
        yield f"{ERRATA[language]}{model.errata[language]}"
    for reference in model.references:
        module, _, function = reference.partition(":")
        yield f"\n# {module}\n{inspect.getsource(getattr(importlib.import_module(module), function)).rstrip()}"


def _formulas(kind: Kind, language: Language) -> Iterator[str]:
    for line in kind.lines:
        note = f"   {line.note[language]}" if line.note else ""
        loop = f"   ({line.loop[0]} = {line.loop[1]}..{line.loop[2]})" if line.loop else ""
        yield f"  {_printed(line.name)} = {_printed(line.formula)}{loop}{note}"


def _printed(formula: str) -> str:
    """A line of the author's text as it is printed; one with loop indices stays as written."""
    try:
        return symbol(formula) if formula.isidentifier() else text(parse(formula))
    except FormulaError:
        return formula


CONVENTION = Text("Convention: ", "约定：")
SOURCE = Text("Source: ", "出处：")
NOTES = Text("The notes say: ", "讲义的说法：")
ERRATA = Text("What they get wrong: ", "勘误：")
