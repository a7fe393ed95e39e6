"""The command `show`: everything about one model of the notes."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator

from studytool.cli.programs import program
from studytool.cli.questions import folded
from studytool.course.syllabus import Model, models
from studytool.formula.grammar import FormulaError, parse
from studytool.formula.printing import symbol, text
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.showing.sheet import source
from studytool.showing.words import COLON, CONVENTION
from studytool.text.language import Language, Text
from studytool.text.nearest import nearest


def show(options: Namespace) -> int:
    """Print a model: its formula, the NumPy source, what the notes say and what they get wrong."""
    model = _find(options.model)
    print("\n".join(folded(_shown(model, options.language), hanging=2)))
    print(f"\n{program(model.references)}")
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
        yield ""
        yield f"{number} · {id} · {kind.title[language]}"
        yield from _formulas(kind, language)
        if kind.convention:
            yield f"  {CONVENTION[language]}{COLON[language]}{kind.convention[language]}"
        yield f"  {source(kind)[language]}"
    yield ""
    yield f"{NOTES[language]}{model.notes[language]}"
    if model.errata:
        yield f"{ERRATA[language]}{model.errata[language]}"


def _formulas(kind: Kind, language: Language) -> Iterator[str]:
    for line in kind.lines:
        note = "   " + BRACES.sub(r"\1", line.note[language]) if line.note else ""
        loop = "   ({} = {} … {})".format(*map(_printed, line.loop)) if line.loop else ""
        yield f"  {_printed(line.name)} = {_printed(line.formula)}{loop}{note}"


def _printed(formula: str) -> str:
    """A line of the author's text in the paper's letters, its loop indices as indices: h_{t-1} is h_{t−1}."""
    inner = BRACES.findall(formula)
    places = iter(range(len(inner)))
    plain = BRACES.sub(lambda _: f"{PLACE}{next(places)}", formula)
    try:
        shown = symbol(plain) if plain.isidentifier() else text(parse(plain))
    except FormulaError:
        return formula
    return PLACED.sub(lambda found: _index(inner[int(found[2])], after=found[1]), shown)


def _index(formula: str, *, after: str) -> str:
    """What stood between braces, behind a name and `_` or on its own."""
    shown = text(parse(formula)).replace(" ", "")
    if shown.isalnum():
        return after + shown
    return f"{after}{{{shown}}}" if after else f"({shown})"


BRACES = re.compile(r"\{([^{}]+)\}")
PLACE = "qq"
"""No author's name; a formula is parsed with it in place of what is between braces."""
PLACED = re.compile(rf"(_?){PLACE}(\d+)")
NOTES = Text("The notes say: ", "讲义的说法：")
ERRATA = Text("What they get wrong: ", "勘误：")
