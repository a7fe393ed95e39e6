"""What a command refuses: one line, in the chosen language, status 2, nothing on stdout."""

from __future__ import annotations

import re

import pytest

from studytool.questions import bank

CONV = "cnn.conv-output-size"


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        (("ask",), "still needed: KIND", "还需要：KIND"),
        (("ask", CONV, "more"), "unknown arguments: more. See: studytool ask --help", "用法见：studytool ask --help"),
        (("exam", "set", "X", "Y"), "studytool exam set --help", "studytool exam set --help"),
        (("ask", CONV, "--lang"), "--lang needs a value", "--lang 需要一个值"),
        (("ask", CONV, "--json=1"), "--json takes no value", "--json 不带值"),
        (("check", CONV, "--seed", "1"), "one of these is needed: --answer --answers", "其中之一"),
        (("check", CONV, "--seed", "1", "--answer", "1", "--answers", "f"), "give only one", "只能给一个"),
        (("ask", CONV, "--seed", "x"), "from 0 to 9223372036854775807", "0 到 9223372036854775807 的整数"),
        (("export", "json", "--count", "9" * 40), "from 1 to 1000000", "1 到 1000000 的整数"),
        (("exprot",), "the nearest is export", "没有名为 exprot 的命令"),
        (("completion", "fish"), "known: bash, zsh, tcsh", "可用的有 bash, zsh, tcsh"),
        (("ask", "完全不同"), "studytool kinds", "列出全部"),
        (("ask", "nope"), "studytool kinds", "列出全部"),
        (("ask", "lstm"), "rnn.lstm-step", "rnn.lstm-step"),
        (("ask", "CNN.conv-outptu-size"), CONV, CONV),
        (("ask", "C-03"), f"choose from {CONV}, cnn.input-sizes-of-output", "不是单个题型"),
        (("show", "A-08"), "the nearest is A-", "最接近的是 A-"),
        (("show", "c3"), "the nearest is C-03", "最接近的是 C-03"),
        (("quiz", "--kind", "nope.x"), "unknown kind 'nope.x'", "没有名为 nope.x 的题型"),
        (("where", "--db", "~nobody-of-this-name/x.db"), "write the whole path", "应写出完整路径"),
    ],
)
def test_refusals_are_said_in_both_languages(run, monkeypatch, arguments, en, zh):
    """The same refusal in English and in Chinese, with no English left in the Chinese one."""
    for language, said in (("en", en), ("zh", zh)):
        monkeypatch.setenv("STUDYTOOL_LANG", language)
        status, out, err = run(*arguments)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said in err
    assert not re.search(r"\b(argument|required|unrecognized|invalid|expected)\b", err)


@pytest.mark.parametrize("typed", ["a\nb", "a\rb", "\x1b[31mred", "\udcff", "a" * 100_000, "\u2028"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_was_typed_cannot_break_the_line(run, language, typed):
    """Control characters are escaped and long names cut: the line stays one printable line."""
    status, _, err = run("ask", typed, "--lang", language)
    assert status == 2
    assert err.endswith("\n")
    assert err[:-1].isprintable()
    assert len(err) < 250


def test_a_kind_answers_to_its_catalogue_number(run):
    """C-03.Q1 is cnn.conv-output-size, in any case."""
    assert run("ask", "c-03.q1") == run("ask", "CNN.Conv-Output-Size") == run("ask", CONV)


def test_statistics_make_no_file(run, tmp_path):
    """A path or a URL of a file that does not exist is refused by its name, and nothing is left behind."""
    for where in (tmp_path / "a" / "b.db", f"sqlite:///{tmp_path}/a/b.db"):
        status, out, err = run("stats", "--db", str(where))
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert str(where) in err
    assert list(tmp_path.iterdir()) == []


def test_the_interface_needs_a_terminal(run, monkeypatch):
    """Without a terminal the interface is not started."""
    monkeypatch.setattr("sys.__stdin__", None)
    assert "needs a terminal" in run("quiz")[2]
    assert "需要终端" in run("--lang", "zh")[2]


def test_verify_says_why_pytorch_is_missing(run, monkeypatch):
    """A PyTorch that is absent or broken is one line, after the kinds were looked up."""
    monkeypatch.setitem(__import__("sys").modules, "studytool.crosscheck.compare", None)
    assert "pip install 'studytool[torch]'" in run("verify", CONV)[2]
    assert "unknown kind" in run("verify", "nope")[2]


@pytest.mark.parametrize("mode", ["forward", "inverse", "write"])
@pytest.mark.parametrize(
    "command",
    [("ask",), ("check", "--seed", "1", "--answer", "1"), ("export", "json", "--kind"), ("quiz", "--kind")],
)
def test_a_mode_that_a_kind_lacks_is_refused_with_the_reason(run, command, mode):
    """Why this kind is not asked so, and how it is asked."""
    kind = bank.find("rnn.beam-search")
    for language, reason in (("en", kind.reasons[mode].en), ("zh", kind.reasons[mode].zh)):
        status, out, err = run(*command, kind.id, "--mode", mode, "--lang", language)
        assert (status, out) == (2, "")
        assert f"{mode}: {reason}; it has: choice\n" in err or f"{mode} 模式：{reason}；可用：choice\n" in err


def test_what_moodle_lacks_is_refused_before_the_file_is_opened(run, tmp_path):
    """An old file is neither emptied nor touched, and a new one is not made."""
    file = tmp_path / "old.xml"
    file.write_text("precious", encoding="utf-8")
    before = file.stat().st_mtime_ns
    for path in (file, tmp_path / "new.xml", tmp_path / "no" / "folder.xml"):
        status, out, err = run("export", "moodle", "--kind", CONV, "--mode", "write", "-o", str(path))
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "no form for mode write" in err
    assert [one.name for one in tmp_path.iterdir()] == ["old.xml"]
    assert (file.read_text(encoding="utf-8"), file.stat().st_mtime_ns) == ("precious", before)


def test_options_that_exclude_each_other(run):
    """A kind outside the chapter, and seeds beyond the last, are refused before anything is written."""
    for command in (("export", "json"), ("quiz",)):
        status, out, err = run(*command, "--kind", CONV, "--chapter", "rnn")
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "is not in the chapter rnn" in err
    last = str(2**63 - 1)
    assert run("export", "json", "--kind", CONV, "--seed", last)[0] == 0
    status, out, err = run("export", "json", "--kind", CONV, "--seed", last, "--count", "2")
    assert (status, out) == (2, "")
    assert str(2**63 - 2) in err


@pytest.mark.parametrize("typed", ["-P-B-C", "-x", "-1", "-"])
def test_a_value_may_begin_with_a_minus(run, typed):
    """What stands behind an option that takes a value is its value."""
    spaced = run("check", CONV, "--seed", "1", "--answer", typed)
    assert spaced == run("check", CONV, "--seed", "1", f"--answer={typed}")
    assert spaced[0] == 0
    assert f"unknown kind '{typed}'" in run("quiz", "--kind", typed)[2]


@pytest.mark.parametrize("option", ["--json", "-h", "--no-option"])
def test_an_option_is_no_value(run, option):
    """An option that stands where a value is wanted is none."""
    status, out, err = run("check", CONV, "--seed", "1", "--answer", option)
    assert (status, out) == (2, "")
    assert "--answer needs a value" in err


def test_full_width_digits_are_digits(run):
    """A Chinese keyboard's digits count, choose seeds and name days."""
    assert run("ask", CONV, "--seed", "１２") == run("ask", CONV, "--seed", "12")
    wide, plain = (run("export", "json", "--kind", CONV, "--count", count) for count in ("３", "3"))
    assert wide == plain
    assert wide[1].count("\n") >= 3
    assert "“１．５”不能用作种子" in run("ask", CONV, "--seed", "１．５", "--lang", "zh")[2]
