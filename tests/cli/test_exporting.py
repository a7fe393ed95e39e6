"""How many variants an export has."""

from __future__ import annotations

import json

import pytest

from studytool.questions import bank

FEW = "cnn.alexnet-map"


@pytest.mark.parametrize("count", [120, 300])
def test_as_many_different_variants_as_are_wanted(run, count):
    """A seed that repeats a question is passed over; a longer export begins with the shorter one."""
    status, out, err = run("export", "json", "--kind", FEW, "--count", str(count), "--seed", "1")
    questions = json.loads(out)["questions"]
    givens = {json.dumps(question["givens"]) for question in questions}
    assert (status, err, len(questions), len(givens)) == (0, "", count, count)
    _, longer, _ = run("export", "json", "--kind", FEW, "--count", str(count + 10), "--seed", "1")
    assert json.loads(longer)["questions"][:count] == questions
    assert len({question["seed"] for question in questions}) == count


@pytest.mark.parametrize(("language", "said"), [("en", "not so many differ: of 40 wanted"), ("zh", "要 40 道，只有")])
def test_too_few_are_said_to_be_too_few(run, monkeypatch, language, said):
    """Where a kind has no more, what there is is written, and a line on stderr says how many."""
    generate = bank.generate
    monkeypatch.setattr(bank, "generate", lambda kind, seed, mode: generate(kind, seed % 7, mode))
    status, out, err = run("export", "json", "--kind", FEW, "--count", "40", "--lang", language)
    assert (status, len(json.loads(out)["questions"])) == (0, 7)
    assert said in err
    assert f"{FEW} 7" in err
    assert err.count("\n") == 1
