"""Named steps, each one line of a model's formula, and everything that can be computed from them.

The steps of a kind are written as text. Names say what needs what, so the order is read off the formulas:

    k_eff = d*(k - 1) + 1
    o = floor((l + 2*p - k_eff)/s) + 1

A line under `for t in 1..3` stands for one step for each t; `{...}` is replaced by the integer inside it, and `x_2` is
the second entry of a given vector `x`, as papers count:

    for t in 1..len(x)
        h_{t} = tanh(w*h_{t-1} + u*x_{t})  # hidden state at time {t} | 时刻 {t} 的隐状态

A loop in square brackets collects its values into a vector, alone or inside a larger formula:

    e = [e_{j} for j in 1..len(x)]
    a = sum([w_{j}*x_{j} for j in 1..3])

Behind `#` stands what the value is, in English and, behind a `|` with white space on both sides, in Chinese; a bar
without white space, as in p(x|z), belongs to the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial

from studytool.formula.evaluate import Evaluator, Value, evaluator, formula
from studytool.formula.grammar import FormulaError, parse
from studytool.formula.printing import latex, latex_symbol, text
from studytool.formula.slips import Slip, slips
from studytool.formula.tree import Node, names
from studytool.kinds.expansion import BRACES, collection, filled, places, written_out
from studytool.text.language import Text

ASSIGNMENT = re.compile(r"(?P<name>[A-Za-z](?:\w|\{[^{}]*\})*)\s*=(?!=)\s*(?P<formula>.+)")
BAR = r"(?<=\s)\|(?=\s)"
NOTE = re.compile(rf"(?P<en>(?:(?!{BAR}).)+){BAR}(?P<zh>(?:(?!{BAR}).)+)")
ENTRY = re.compile(r"(?P<vector>.+)_(?P<place>[1-9][0-9]*)")
LOOP = re.compile(r"for (?P<index>[a-z]) in (?P<first>.+?)\.\.(?P<last>.+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a step text as written: `name = formula  # note`, inside a loop or not."""

    name: str
    formula: str
    note: Text | None = None
    loop: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Step:
    """One named value, the formula that gives it, and what it is in words."""

    name: str
    formula: Node
    note: Text | None = None

    @cached_property
    def run(self) -> Evaluator:
        """The formula as a function of the values before it."""
        return evaluator(self.formula)

    @cached_property
    def text(self) -> str:
        """The formula on one line."""
        return text(self.formula)

    @cached_property
    def latex(self) -> str:
        """The step in LaTeX, its name in front."""
        return f"{latex_symbol(self.name)} = {latex(self.formula)}"

    @cached_property
    def needs(self) -> frozenset[str]:
        """The names that the formula uses."""
        return names(self.formula)

    @cached_property
    def slipped(self) -> tuple[tuple[Step, Slip], ...]:
        """The step as each slip makes it, with the slip."""
        found = {slip.formula: slip for slip in slips(self.formula)}
        return tuple((replace(self, formula=formula), slip) for formula, slip in found.items())


class Derivation:
    """Steps in an order in which each has what it needs."""

    def __init__(self, steps: Iterable[Step], vectors: Mapping[str, tuple[str, int]]) -> None:
        self.steps = in_order({step.name: step for step in steps})
        self.vectors = vectors

    def __getitem__(self, name: str) -> Step:
        return self.named[name]

    @cached_property
    def named(self) -> dict[str, Step]:
        """The steps by their names."""
        return {step.name: step for step in self.steps}

    def entries(self, givens: Mapping[str, Value]) -> dict[str, Value]:
        """The givens and the entries of vectors that the steps call by name (`x_2`)."""
        values = dict(givens)
        for name, (vector, place) in self.vectors.items():
            entry = givens[vector][place]
            values[name] = entry if getattr(entry, "ndim", 0) else entry.item()
        return values

    def run(self, values: dict[str, Value]) -> dict[str, Value]:
        """Compute every step, in place, from the values of `entries`."""
        for step in self.steps:
            values[step.name] = step.run(values)
        return values

    def swapped(self, plan: Iterable[Step]) -> tuple[Step, ...]:
        """Those of the steps that somebody gets wrong: another formula than here, or a step that there is not here.

        The others of a plan only follow from these.
        """
        right = self.named
        return tuple(step for step in plan if step.name not in right or step.formula != right[step.name].formula)

    def after(self, changed: Iterable[Step], moved: Iterable[str] = ()) -> tuple[Step, ...]:
        """The steps to compute again, in order, when these replace the steps of the same names.

        `moved` are givens, or entries of given vectors, that have other values besides.
        """
        replaced = {step.name: step for step in changed}
        dirty = {*replaced, *moved}
        again: list[Step] = []
        for step in in_order(self.named | replaced):
            if step.name in dirty or step.needs & dirty:
                dirty.add(step.name)
                again.append(step)
        return tuple(again)

    def follow(self, values: Mapping[str, Value], own: Mapping[str, Value]) -> dict[str, Value]:
        """The values that follow when a learner's own values stand in place of some steps."""
        result = dict(values) | dict(own)
        dirty = set(own)
        for step in self.steps:
            if step.name not in own and step.needs & dirty:
                dirty.add(step.name)
                result[step.name] = step.run(result)
        return result


def following(steps: Iterable[Step], names: Iterable[str]) -> tuple[Step, ...]:
    """Those of the steps, which are in order, that depend on these names, directly or through others."""
    dirty = set(names)
    found: list[Step] = []
    for step in steps:
        if step.needs & dirty:
            dirty.add(step.name)
            found.append(step)
    return tuple(found)


def rerun(values: Mapping[str, Value], steps: Iterable[Step]) -> dict[str, Value]:
    """The values after these steps were computed again, in order."""
    result = dict(values)
    for step in steps:
        result[step.name] = step.run(result)
    return result


def in_order(steps: Mapping[str, Step]) -> tuple[Step, ...]:
    """Sort steps so that each comes after what it needs; as written otherwise. ValueError for a circle."""
    done: dict[str, Step] = {}
    open_: set[str] = set()

    def visit(name: str) -> None:
        if name in done or name not in steps:
            return
        if name in open_:
            raise ValueError(f"step {name!r} needs itself")
        open_.add(name)
        for needed in sorted(steps[name].needs):
            visit(needed)
        done[name] = steps[name]

    for name in steps:
        visit(name)
    return tuple(done.values())


def read_lines(text: str) -> tuple[Line, ...]:
    """Read a step text; ValueError for a line that is neither a step nor a loop."""
    lines: list[Line] = []
    loop: tuple[str, str, str] | None = None
    loop_indent = 0
    for raw in text.splitlines():
        stripped = raw.strip()
        if not stripped:
            continue
        indent = len(raw) - len(raw.lstrip())
        if found := LOOP.fullmatch(stripped):
            loop, loop_indent = (found["index"], found["first"], found["last"]), indent
            continue
        if indent <= loop_indent:
            loop = None
        lines.append(_read_line(stripped, loop))
    return tuple(lines)


def _read_line(text: str, loop: tuple[str, str, str] | None) -> Line:
    step, _, comment = text.partition("#")
    found = ASSIGNMENT.fullmatch(step.strip())
    if found is None:
        raise ValueError(f"neither a step (name = formula  # English | Chinese) nor a loop: {text!r}")
    return Line(found["name"], found["formula"], _read_note(comment.strip(), text) if comment else None, loop)


def _read_note(comment: str, text: str) -> Text:
    note = NOTE.fullmatch(comment)
    if note is None:
        raise ValueError(
            f"neither a step (name = formula  # English | Chinese) nor a loop: {text!r}; behind # one bar with white "
            f"space on both sides separates the languages, and here are {len(re.findall(BAR, comment))}"
        )
    return Text(note["en"].strip(), note["zh"].strip())


def expand(lines: Iterable[Line], givens: Mapping[str, Value]) -> Iterator[Step]:
    """Write out the loops, the collections and the braces for these givens; ValueError names the line at fault."""
    for line in lines:
        for scope in _scopes(line, givens):
            name, formula = _written(line, scope)
            note = line.note and Text(filled(line.note.en, scope), filled(line.note.zh, scope))
            yield Step(name, _parsed(name, formula), note)


def _written(line: Line, scope: Mapping[str, Value]) -> tuple[str, str]:
    """The name and the formula of a line, written out."""
    with _naming(line):
        return filled(line.name, scope), written_out(line.formula, scope)


@contextmanager
def _naming(line: Line) -> Iterator[None]:
    """Around what reads a line: an error says which line it was."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{error}, on the line {f'{line.name} = {line.formula}'!r}") from None


def _parsed(name: str, formula: str) -> Node:
    try:
        return parse(formula)
    except FormulaError as error:
        raise error.within(f"{name} = ", formula) from None


def sizes(lines: Iterable[Line]) -> tuple[Evaluator, ...]:
    """What an expansion depends on: where these agree, the written-out steps are the same."""
    found: dict[str, Evaluator] = {}
    for line in lines:
        with _naming(line):
            found |= _sizes(line)
    return tuple(found.values())


def _sizes(line: Line) -> dict[str, Evaluator]:
    """Bounds and braces without the loop's index; or all that is written out, where the two are not as simple."""
    index, *bounds = line.loop or ("",)
    inner = {text: names(parse(text)) for text in BRACES.findall(line.name + line.formula)}
    if collection(line.formula) or any(index in used and len(used) > 1 for used in inner.values()):
        return {repr(line): partial(_text, line)}
    return {text: formula(text) for text in (*bounds, *(text for text, used in inner.items() if index not in used))}


def _text(line: Line, givens: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """All that a line is written out to."""
    return tuple(_written(line, scope) for scope in _scopes(line, givens))


def vector_entries(steps: Iterable[Step], givens: Iterable[str]) -> dict[str, tuple[str, int]]:
    """The names such as `x_2` that mean an entry of a given vector: the vector and the 0-based place."""
    steps = tuple(steps)
    known = {step.name for step in steps} | set(givens)
    entries: dict[str, tuple[str, int]] = {}
    for name in frozenset().union(*(step.needs for step in steps)) - known:
        found = ENTRY.fullmatch(name)
        if found is None or found["vector"] not in known:
            raise ValueError(f"no given and no step is called {name!r}")
        entries[name] = (found["vector"], int(found["place"]) - 1)
    return entries


def _scopes(line: Line, givens: Mapping[str, Value]) -> Iterator[Mapping[str, Value]]:
    if line.loop is None:
        yield givens
        return
    index, first, last = line.loop
    with _naming(line):
        found = places(first, last, givens)
    for value in found:
        yield {**givens, index: value}
