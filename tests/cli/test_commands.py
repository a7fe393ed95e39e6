"""The commands as a user runs them: what they print, where, and with which status."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from rich.cells import cell_len

from studytool.course.modes import MODES
from studytool.course.syllabus import models
from studytool.questions import bank
from studytool.showing.asked import Asked
from studytool.showing.words import MODE_WORDS

CONV = "cnn.conv-output-size"
VARIANT = next(
    found
    for found in (bank.variant(bank.find(CONV), seed) for seed in range(100))
    if "rounded-up" in {claim.id for claim in found.claims}
)
"""A variant that tells who rounded up."""
SEED = str(VARIANT.seed)
RIGHT = str(VARIANT.answer)
ROUNDED_UP = str(next(claim.value for claim in VARIANT.claims if claim.id == "rounded-up"))
COMMANDS = [
    "quiz",
    "exam",
    "kinds",
    "ask",
    "check",
    "solve",
    "show",
    "export",
    "verify",
    "stress",
    "vet",
    "stats",
    "settings",
    "fit",
    "where",
    "doctor",
    "backup",
    "restore",
    "merge",
    "completion",
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_has_help(run, command, language):
    """--help prints to stdout in the wanted language and ends well."""
    status, out, err = run(command, "--lang", language, "--help")
    assert (status, err) == (0, "")
    assert any("\u4e00" <= sign <= "\u9fff" for sign in out) == (language == "zh")


def test_kinds_are_listed(run):
    """A line a kind, and as JSON everything that the list has."""
    _, out, _ = run("kinds")
    assert any(line.startswith(CONV) and "C-03.Q1" in line for line in out.splitlines())
    _, out, _ = run("kinds", "--json")
    (entry,) = [entry for entry in json.loads(out) if entry["id"] == CONV]
    assert entry["catalogue"] == "C-03.Q1"
    assert entry["modes"][:3] == ["forward", "parts", "choice"]
    assert entry["level"] == 1


def test_what_a_kind_lacks_is_listed_with_its_reason(run):
    """Every mode is either there or missing for a reason, which both languages give."""
    for entry in json.loads(run("kinds", "--json")[1]):
        assert {*entry["modes"], *entry["without"]} == set(MODES)
        assert not {*entry["modes"]} & {*entry["without"]}
        assert all(reason["en"] and reason["zh"] for reason in entry["without"].values())


def test_a_question_is_asked(run):
    """The same seed prints the same question; the answer comes only with --solution."""
    first, second = run("ask", CONV, "--seed", SEED), run("ask", CONV, "--seed", SEED)
    assert first == second
    assert "{l}×{l}".format(**VARIANT.givens) in first[1]
    assert f"o = {RIGHT}" not in first[1]
    assert f"o = {RIGHT}" in run("ask", CONV, "--seed", SEED, "--solution")[1]
    assert "空洞率 {d}".format(**VARIANT.givens) in run("ask", CONV, "--seed", SEED, "--lang", "zh")[1]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", [CONV, "rnn.gru-step", "rl.q-learning-update"])
def test_a_question_fits_a_terminal(run, kind, mode, language):
    """No line of a question or of its solution is wider than 80 cells, in any mode."""
    if mode in bank.find(kind).modes:
        _, out, _ = run("ask", kind, "--mode", mode, "--lang", language, "--solution")
        assert max(map(cell_len, out.splitlines())) <= 80


def test_a_task_its_lines_and_its_reason_are_printed(run):
    """The task follows the givens; the lines of a solution hang; the reason stands beside the answer."""
    _, out, _ = run("ask", CONV, "--seed", SEED, "--mode", "fill")
    assert out.index("d = ") < out.index("complete the lines") < out.index("  output size: o = ")
    assert out.endswith("= ?\n")
    _, out, _ = run("ask", CONV, "--seed", SEED, "--mode", "spot", "--solution")
    question = bank.generate(bank.find(CONV), VARIANT.seed, "spot")
    assert f"answer: ({question.parts[0].answer}) " in out
    assert question.parts[0].because.en in " ".join(out.split())
    _, out, _ = run("ask", CONV, "--seed", SEED, "--mode", "inverse", "--solution")
    assert "= ?" in out
    assert "Put in, only " in out


def test_a_question_as_json(run):
    """The fields that programs read."""
    entry = json.loads(run("ask", CONV, "--seed", SEED, "--json", "--solution")[1])
    version = bank.find(CONV).version
    assert (entry["kind"], entry["version"], entry["seed"], entry["mode"]) == (CONV, version, VARIANT.seed, "forward")
    assert set(entry["stem"]) == {"en", "zh"}
    (part,) = entry["parts"]
    assert (part["name"], part["type"], part["answer"], part["tolerance"]) == ("o", "int", VARIANT.answer, 0)
    assert ("rounded-up", int(ROUNDED_UP)) in [(one["id"], one["value"]) for one in part["misconceptions"]]
    assert entry["solution"]
    assert json.loads(run("ask", CONV, "--seed", SEED, "--json")[1]) == entry


@pytest.mark.parametrize(
    ("typed", "verdict", "misconception"),
    [
        (RIGHT, "correct", None),
        ("".join(chr(ord(digit) - ord("0") + ord("０")) for digit in RIGHT), "correct", None),
        (ROUNDED_UP, "wrong", "rounded-up"),
        ("fourteen", "unreadable", None),
    ],
)
def test_an_answer_is_checked(run, typed, verdict, misconception):
    """Reading, verdict, misconception and feedback, and status 0 whatever the verdict."""
    status, out, _ = run("check", CONV, "--seed", SEED, "--answer", typed, "--json")
    entry = json.loads(out)
    assert (status, entry["verdict"], entry["misconception"]) == (0, verdict, misconception)
    assert (entry["reading"] is None) == (verdict == "unreadable") == (entry["reason"] is not None)


def test_a_file_of_answers_is_checked_line_by_line(run, tmp_path):
    """One JSON line an answer, blank ones too, in the order of the file."""
    (tmp_path / "a.txt").write_text(f"{RIGHT}\n\n{ROUNDED_UP}\n", encoding="utf-8")
    _, out, _ = run("check", CONV, "--seed", SEED, "--answers", str(tmp_path / "a.txt"))
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["correct", "unreadable", "wrong"]


def test_a_part_is_checked(run):
    """--part names which value is answered."""
    inner = str(VARIANT.values["k_eff"])
    _, out, _ = run("check", CONV, "--seed", SEED, "--mode", "parts", "--part", "k_eff", "--answer", inner)
    assert out.startswith("Correct")
    _, out, _ = run("check", CONV, "--seed", SEED, "--lang", "zh", "--answer", ROUNDED_UP)
    assert out.startswith("错误")


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_is_checked(run, mode):
    """The right answer, written as the solution writes it, is read and right; as JSON it is numbers or a text."""
    question = bank.generate(bank.find(CONV), VARIANT.seed, mode)
    part = question.parts[-1]
    typed = part.answer if part.options else Asked(question, part).written(part.answer).en
    arguments = ("check", CONV, "--seed", SEED, "--mode", mode, "--answer", typed)
    assert run(*arguments)[1].startswith("Correct")
    entry = json.loads(run(*arguments, "--json")[1])
    assert (entry["verdict"], entry["marks"]) == ("correct", 1.0)
    assert type(entry["reading"]["value"]) is {"set": list, "formula": str, "choice": str}.get(part.type, int)


def test_part_marks_are_told(run):
    """The share that is right is said where it is neither none nor all; JSON always has it."""
    kind, seed = "rnn.gru-step", "5"
    first, _ = bank.variant(bank.find(kind), int(seed)).answer
    arguments = ("check", kind, "--seed", seed, "--answer")
    assert run(*arguments, f"{first}, 77")[1].endswith("Part marks: 50%.\n")
    assert run(*arguments, f"{first}, 77", "--lang", "zh")[1].endswith("部分得分：50%。\n")
    assert json.loads(run(*arguments, f"{first}, 77", "--json")[1])["marks"] == 0.5
    assert "Part marks" not in run(*arguments, "77, 78")[1]


def test_an_equals_sign_may_be_full_width(run):
    """As the digits may."""
    givens = ("l=224", "k=7", "s=2", "p=3", "d=1")
    plain = run("solve", CONV, *givens)
    assert plain[0] == 0
    assert run("solve", CONV, *(one.replace("=", "＝") for one in givens)) == plain


def test_homework_is_solved(run):
    """The user's own numbers, every step with its numbers."""
    _, out, _ = run("solve", CONV, "l=224", "k=7", "s=2", "p=3", "d=1")
    assert "⌊(224 + 2·3 − 7)/2⌋ + 1 = 112" in out


@pytest.mark.parametrize(("language", "line"), [("en", "  k_eff: effective"), ("zh", "  k_eff：等效")])
def test_the_names_of_parts_are_set_off_as_the_language_does(run, language, line):
    """The name that --part takes stands before what is asked, with the language's own colon."""
    assert f"\n{line}" in run("ask", CONV, "--mode", "parts", "--lang", language)[1]


@pytest.mark.kinds
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_model_fits_a_terminal(run, kinds, language):
    """Above its program, which is to be run as it stands, no line is wider than 80 cells."""
    ids = {kind.id for kind in kinds}
    shown = [model for model in models() if ids & {*model.kinds.values()}]
    assert shown
    for model in shown:
        text = re.split(r"\n(?:import |# studytool)", run("show", model.id, "--lang", language)[1])[0]
        assert [line for line in text.splitlines() if cell_len(line) > 80] == []
        assert not re.search(r"^(?: {2})* \S", text, re.MULTILINE)


def test_a_model_is_shown(run):
    """Formula, NumPy source, the notes and their errors."""
    for name in ("C-03", "c-03", CONV, "C-03.Q1"):
        _, out, _ = run("show", name)
        assert "def output_size" in out
        assert "The notes say" in out


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "  Source: Dumoulin & Visin 2016, relationships 6 and 15"),
        ("zh", "  出处：Dumoulin & Visin 2016，关系式 6 和 15"),
    ],
)
def test_a_source_is_cited_in_the_language(run, language, source):
    """Names stay, the places within them do not."""
    assert source in run("show", CONV, "--lang", language)[1].splitlines()


@pytest.mark.kinds
def test_loops_are_shown_in_the_papers_letters(run, kinds):
    """Indices are indices and exponents have their brackets; nothing of the author's notation is left."""
    _, out, _ = run("show", "rnn.bptt-weight-gradient")
    assert "a_t = w·h_{t−1} + u·x_t   (t = 1 … len(x))   pre-activation at time t" in out
    assert "γ^(n−1)·R_n" in run("show", "rl.lambda-return")[1]
    formulas = [line for kind in kinds for line in run("show", kind.id)[1].splitlines() if line[:2] == "  "]
    assert not [line for line in formulas if "qq" in line]


@pytest.mark.parametrize("mode", MODES)
def test_the_heading_names_the_mode_in_the_language(run, mode):
    """In Chinese by its Chinese name, in English by the word that --mode takes."""
    heading = run("ask", CONV, "--mode", mode, "--lang", "zh")[1].splitlines()[0]
    assert heading == f"{CONV} · {MODE_WORDS[mode].zh} · 种子 0"
    assert run("ask", CONV, "--mode", mode)[1].startswith(f"{CONV} · {mode} · seed 0\n")


@pytest.mark.parametrize("kind", ["rl.double-dqn-target", "gnn.gcn-layer"])
def test_givens_are_aligned(run, kind):
    """All equals signs of the givens, and all rows of a matrix, stand in one column."""
    lines = [line for line in run("ask", kind)[1].splitlines() if line.startswith("  ")]
    edges = {line.find("= ") + 2 for line in lines if "= " in line} | {
        next(place for place, sign in enumerate(line) if sign in "⎡⎣⎢") for line in lines if "= " not in line
    }
    assert len(edges) == 1


def test_the_answer_to_a_choice_is_its_letter_and_its_value(run):
    """A letter alone would say nothing to somebody who sees the solution later."""
    assert "answer: best = (b) ABA" in run("ask", "rnn.beam-search", "--seed", "3", "--solution")[1]


@pytest.mark.parametrize("form", ["moodle", "json", "markdown", "html"])
def test_exports_are_the_same_bytes(run, tmp_path, form):
    """The same seed gives the same bytes, to a file as to stdout."""
    arguments = ("export", form, "--kind", CONV, "--count", "3", "--seed", "5")
    _, out, _ = run(*arguments)
    run(*arguments, "-o", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes().decode() == out
    assert out == run(*arguments)[1]
    assert len(out) > 200


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_chapter_is_exported_in_one_mode(run, language):
    """What lacks the mode is left out, and one line on stderr says how many and which."""
    status, out, err = run(
        "export", "json", "--chapter", "gan", "--mode", "inverse", "--count", "2", "--lang", language
    )
    questions = json.loads(out)["questions"]
    have = [kind.id for kind in bank.chapter("gan") if "inverse" in kind.modes]
    lack = [kind.id for kind in bank.chapter("gan") if "inverse" not in kind.modes]
    assert (status, {one["mode"] for one in questions}) == (0, {"inverse"})
    assert [(one["kind"], one["seed"]) for one in questions] == [(id, seed) for id in have for seed in (0, 1)]
    assert err.count("\n") == 1
    assert err.endswith(f"{', '.join(lack)}\n")
    assert str(len(lack)) in err


def test_where_and_stats_before_anything(run, tmp_path, monkeypatch):
    """Nothing learned yet is no error, and asking does not make a file."""
    database = tmp_path / "none.db"
    monkeypatch.setenv("STUDYTOOL_DB", str(database))
    assert str(database) in run("where", "--db", str(database))[1]
    assert "postgresql://me:***@host/db" in run("where", "--db", "postgresql://me:secret@host/db")[1]
    assert run("stats")[0] == 0
    assert not database.exists()


def test_a_kind_that_is_named_twice_is_compared_once(run):
    """By its id or by its number."""
    pytest.importorskip("torch")
    once = run("verify", "cnn.conv-parameters", "--seeds", "2")
    assert once[0] == 0
    assert run("verify", "cnn.conv-parameters", "cnn.conv-parameters", "--seeds", "2") == once


def test_verify_says_what_it_compared(run):
    """How many variants, and which of them the row shows."""
    pytest.importorskip("torch")
    status, out, _ = run("verify", "cnn.conv-parameters", "--seeds", "3")
    *_, row, said = out.splitlines()
    assert (status, row.split()[:2]) == (0, ["cnn.conv-parameters", "0"])
    assert said.startswith("1 kind, 3 variants of each compared: 0 disagree; a row shows seed 0")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_the_commands(run, shell):
    """The script of each shell completes the commands."""
    _, out, _ = run("completion", shell)
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "cnn.conv-outputsize"), CONV),
        (("ask", CONV, "--mode", "backward"), "forward"),
        (("ask", CONV, "--seed", "-1"), "seed"),
        (("ask", CONV, "--seed", "1.5"), "seed"),
        (("ask", CONV, "--seed", "9" * 30), "seed"),
        (("ask", "rnn.beam-search", "--mode", "forward"), "choice"),
        (("export", "moodle", "--mode", "write"), "json markdown html"),
        (("check", CONV, "--answer", "1"), "--seed"),
        (("check", CONV, "--seed", "24"), "--answer"),
        (("check", CONV, "--seed", "24", "--answers", "missing-folder/all"), "missing-folder/all"),
        (("check", CONV, "--seed", "24", "--part", "oo", "--answer", "1"), "o"),
        (("stats", "--db", "missing-folder/x.db"), "missing-folder/x.db"),
        (("stats", "--db", ""), "--db needs a value"),
        (("doctor", "--db", ""), "--db needs a value"),
        (("browse",), "`studytool --help` lists them all"),
        (("solve", CONV, "l=224"), "k="),
        (("solve", CONV, "q=1"), "given"),
        (("solve", CONV, "l"), "name=value"),
        (("solve", CONV, "l=big", "k=7", "s=2", "p=3", "d=1"), "l:"),
        (("solve", CONV, "l=1,2", "k=7", "s=2", "p=3", "d=1"), "l"),
        (("solve", CONV, "l=224", "k=7", "s=0", "p=3", "d=1"), "s must not be below 1"),
        (("show", "C-99"), "C-"),
        (("export", "mooodle"), "moodle"),
        (("export", "json", "--chapter", "cnnn"), "cnn"),
        (("export", "json", "--count", "0"), "count"),
        (("export", "json", "--kind", CONV, "-o", "missing-folder/all.json"), "missing-folder/all.json"),
        (("quiz", "--chapter", "gans"), "gan"),
        (("quiz", "--mode", "part"), "parts"),
        (("aks",), "ask"),
        (("verify", "cnn.none"), "cnn."),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_bad_input_is_one_line_and_status_2(run, arguments, said, language, monkeypatch):
    """What was wrong and what would be right, on stderr, with nothing on stdout."""
    monkeypatch.setenv("STUDYTOOL_LANG", language)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert said in err or language == "zh"


def test_a_closed_pipe_is_no_error():
    """`studytool kinds | head -1` leaves no traceback."""
    command = f"{sys.executable} -m studytool export json --count 30 --chapter cnn | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
