"""The programs that `show` prints: complete, and right."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from studytool.cli.programs import program
from studytool.course.syllabus import models
from studytool.questions import bank
from studytool.questions.numbers import plain

RUN = """
import builtins, json, runpy, sys, types
import numpy as np

def codes(code):
    yield code
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from codes(inner)

def unknown(names):
    wanted = {name for made in names.values() if isinstance(made, types.FunctionType)
              and made.__globals__ is names for code in codes(made.__code__) for name in global_names(code)}
    return sorted(wanted - names.keys() - set(vars(builtins)))

def global_names(code):
    import dis
    return {one.argval for one in dis.get_instructions(code) if one.opname == "LOAD_GLOBAL"}

def given(value):
    return np.array(value) if isinstance(value, list) else value

found = {}
for file, calls in json.load(sys.stdin).items():
    names = runpy.run_path(file)
    names = next((made.__globals__ for made in names.values() if isinstance(made, types.FunctionType)), names)
    answers = [np.asarray(names[name](**{key: given(one) for key, one in givens.items()})).tolist()
               for name, givens in calls]
    found[file] = [unknown(names), answers]
assert not [name for name in sys.modules if name.startswith("studytool")]
print(json.dumps(found))
"""


def calls_of(model):
    """A call of each reference of the model that answers one of its kinds, with the answer."""
    for id in model.kinds.values():
        kind = bank.find(id)
        variant = bank.variant(kind, 0)
        if f"{kind.reference.__module__}:{kind.reference.__name__}" in model.references:
            givens = {name: plain(variant.values[name]) for name in kind.reference_names}
            yield (kind.reference.__name__, givens), bank.reference_answer(kind, variant.values)


def test_every_printed_program_runs_on_its_own(tmp_path):
    """Away from the package: no name is missing in it, and its references give the answers of the package's."""
    wanted, calls = {}, {}
    for model in models():
        file = tmp_path / f"{model.id.replace('-', '_')}.py"
        file.write_text(program(model.references), encoding="utf-8")
        made = list(calls_of(model))
        calls[str(file)] = [call for call, _ in made]
        wanted[str(file)] = [answer for _, answer in made]
    done = subprocess.run(
        [sys.executable, "-I", "-c", RUN], input=json.dumps(calls), capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert {file: unknown for file, (unknown, _) in found.items() if unknown} == {}
    assert sum(map(len, wanted.values())) > len(wanted) / 2
    for file, (_, answers) in found.items():
        for answer, right in zip(answers, wanted[file], strict=True):
            assert np.allclose(answer, np.asarray(right, dtype=float))


@pytest.mark.parametrize(
    ("model", "pieces"),
    [
        ("R-02", ["def states(", "def weight_gradient("]),
        ("R-07", ["# studytool.topics.rnn.gru\ndef sigmoid(", "# studytool.topics.rnn.lstm\ndef lstm_step("]),
        ("R-13", ["import itertools\n", "def beam_search("]),
    ],
)
def test_what_a_function_uses_stands_before_it(run, model, pieces):
    """Its imports first, then what it calls in its own module and in others, each under its module."""
    _, out, _ = run("show", model)
    places = [out.index(piece) for piece in ["import numpy as np\n", *pieces] if piece != "import itertools\n"]
    assert places == sorted(places)
    assert all(out.count(piece) == 1 for piece in pieces)
