"""The command `vet` as an author runs it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from studytool.cli import vetting
from studytool.course.index import entries
from studytool.questions import bank
from studytool.vetting.index import write
from studytool.vetting.rules import indexed

CONV, COST = "cnn.conv-output-size", "cnn.conv-parameters"
FEW = ("--seeds", "4")


@pytest.fixture(autouse=True)
def no_torch(monkeypatch):
    """PyTorch takes seconds to load, and these tests are not about it."""
    monkeypatch.setattr(vetting, "_compare", lambda _: None)


@pytest.fixture
def rules(monkeypatch):
    """Let the command find this and nothing else, whatever the kind."""

    def find(**found):
        monkeypatch.setattr(vetting, "vet", lambda _: {name: tuple(findings) for name, findings in found.items()})

    return find


@pytest.fixture
def typo(monkeypatch):
    """A kind of the bank with a letter left out."""
    kind = bank.find(COST)
    assert "c_g*c_o" in kind.steps
    wrong = replace(kind, steps=kind.steps.replace("c_g*c_o", "c_g*co"))
    monkeypatch.setattr(vetting, "kind_named", lambda _: wrong)


@pytest.mark.parametrize(("language", "word"), [("en", "sound"), ("zh", "合格")])
def test_a_sound_kind_is_one_word(run, rules, language, word):
    """Status 0 and one line."""
    rules()
    assert run("vet", CONV, COST, *FEW, "--lang", language) == (0, f"{word}\n", "")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "no given and no step is called co, which “W = c_g*co*k_h*k_w” uses; the nearest is c_o"),
        ("zh", "“W = c_g*co*k_h*k_w”用到的 co 既不是已知量，也不是步骤；最接近的是 c_o"),
    ],
)
@pytest.mark.usefixtures("typo")
def test_a_typo_is_one_line(run, language, said):
    """Kind, field, line, what is wrong and what would be right; status 1."""
    status, out, err = run("vet", COST, *FEW, "--lang", language)
    assert (status, err) == (1, "")
    assert out == f"{COST}  steps  2  {said}\n"


@pytest.mark.usefixtures("typo")
def test_json_has_the_rule_and_both_languages(run):
    """What programs read."""
    status, out, _ = run("vet", COST, *FEW, "--json")
    (entry,) = json.loads(out)
    assert status == 1
    assert (entry["rule"], entry["kind"], entry["field"], entry["line"]) == ("names", COST, "steps", 2)
    assert {*entry["said"]} == {"en", "zh"}


def test_a_chapter_is_its_kinds_and_nothing_is_all(run, monkeypatch):
    """A kind that is named twice is looked at once."""
    seen = []
    monkeypatch.setattr(vetting, "vet", lambda subject: seen.append(subject.kind) or {})
    run("vet", "cnn", CONV, *FEW)
    assert seen == list(bank.chapter("cnn"))
    seen.clear()
    run("vet", *FEW)
    assert seen == list(bank.kinds())


def test_a_module_that_cannot_be_loaded_is_a_finding(run, rules, monkeypatch, tmp_path):
    """The file under `topics`, the line, and what was raised; the other chapters are looked at."""
    file = tmp_path / "topics" / "cnn" / "broken.py"
    file.parent.mkdir(parents=True)
    file.write_text("x = 1\ny = x +\n", encoding="utf-8")
    honest = bank.chapter

    def chapter(name):
        if name == "cnn":
            compile(file.read_text(encoding="utf-8"), str(file), "exec")
        return honest(name)

    rules()
    monkeypatch.setattr(bank, "chapter", chapter)
    status, out, _ = run("vet", *FEW)
    assert status == 1
    assert out.startswith("topics/cnn/broken.py  -  2  it cannot be loaded: SyntaxError")
    file.write_text("x = 1\n\nraise ValueError('neither a step')\n", encoding="utf-8")
    monkeypatch.setattr(bank, "chapter", lambda _: exec(compile(file.read_text(), str(file), "exec"), {}))  # noqa: S102
    _, out, _ = run("vet", "cnn", *FEW)
    assert out.startswith("topics/cnn/broken.py  -  3  it cannot be loaded: ValueError: neither a step")


@pytest.mark.parametrize(("wrong", "hint"), [("cnn.conv-outputsize", CONV), ("cn", "studytool kinds")])
def test_an_unknown_kind_is_refused(run, wrong, hint):
    """One line, status 2, before anything is looked at."""
    status, out, err = run("vet", wrong)
    assert (status, out) == (2, "")
    assert hint in err


def test_a_changed_kind_is_accepted_only_if_nothing_else_is_wrong(run, monkeypatch, tmp_path):
    """--accept enters the kind in the index as it is, and leaves the others as the index has them."""
    known = {id: entries()[id] for id in (CONV, COST)}
    for module in ("studytool.course.index", "studytool.vetting.index"):
        monkeypatch.setattr(f"{module}.data_path", lambda: tmp_path)
    monkeypatch.setattr(vetting, "vet", lambda subject: {"indexed": tuple(indexed.check(subject))})
    write({id: replace(entry, digest="0") for id, entry in known.items()})
    status, out, _ = run("vet", CONV, *FEW)
    assert status == 1
    assert f"studytool vet {CONV} --accept" in out
    assert run("vet", CONV, *FEW, "--accept") == (0, "sound\n", "")
    assert entries() == {CONV: known[CONV], COST: replace(known[COST], digest="0")}
    monkeypatch.setattr(vetting, "vet", lambda subject: {"indexed": (), "names": tuple(indexed.check(subject))})
    assert run("vet", COST, *FEW, "--accept")[0] == 1
    assert entries()[COST].digest == "0"
    entries.cache_clear()
