from __future__ import annotations

import argparse
import re

import pytest
from rich.cells import cell_len

from studytool.cli.language import chosen
from studytool.cli.parser import make_parser

CONV = "cnn.conv-output-size"


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"STUDYTOOL_LANG": "zh", "LC_ALL": "C"}, "zh"),
        (["kinds", "--lang", "zh"], {"LANG": "C"}, "zh"),
        (["--lang=en", "kinds"], {"LANG": "zh_CN"}, "en"),
        (["kinds", "--lang"], {}, "en"),
    ],
)
def test_the_option_beats_the_environment(arguments, environ, language):
    """--lang, then STUDYTOOL_LANG, then the locale, then English; without arguments too."""
    assert chosen(arguments, environ) == language


@pytest.mark.parametrize("command", [(), ("exam",), ("show",)])
def test_headings_of_the_help_have_the_languages_colon(run, command):
    """The usage and every heading end in a Chinese colon in Chinese."""
    status, out, _ = run(*command, "--help", "--lang", "zh")
    headings = [line for line in out.splitlines() if line[:1] > "\u4e00" and line.endswith((":", "："))]
    assert status == 0
    assert headings
    assert all(heading.endswith("：") for heading in headings)


def commands(parser, *names):
    """Every command with the words that call it, the program itself first."""
    yield names, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from commands(inner, *names, name)


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_fits_the_terminal(monkeypatch, language, width):
    """No line of a command's help is wider than the terminal, except a usage or an option that cannot be parted."""
    monkeypatch.setenv("COLUMNS", str(width))
    for _, parser in commands(make_parser(language)):
        told = parser.format_help().partition("\n\n")[2]
        wide = [line for line in told.splitlines() if cell_len(line) > width and " " in line.strip()]
        assert wide == []


@pytest.mark.parametrize("width", [40, 50, 60, 70, 80])
def test_no_name_is_parted_in_the_help(monkeypatch, width):
    """A word with a hyphen, or between Chinese marks, stands on one line at every width."""
    monkeypatch.setenv("COLUMNS", str(width))
    for language in ("en", "zh"):
        for names, parser in commands(make_parser(language)):
            told = parser.format_help()
            for action in parser._actions:
                said = action.help or ""
                for word in re.findall(r"[a-z]+(?:-[a-z]+)*", said):
                    assert len(word) > 20 or word in told, (names, word)


def test_the_usage_stands_under_its_first_argument():
    """In Chinese, whose heading is narrower, as in English."""
    for language in ("en", "zh"):
        for names, parser in commands(make_parser(language)):
            first, *more = parser.format_usage().rstrip("\n").split("\n")
            column = cell_len(first.partition("[-h]")[0])
            assert all(cell_len(line) - cell_len(line.lstrip()) == column for line in more), names


def test_the_help_states_every_default():
    """Whoever leaves an option out is told what is taken in its place."""
    for names, parser in commands(make_parser("en")):
        for action in parser._actions:
            if not action.required and type(action.default) is int:
                assert f"(default: {action.default})" in action.help, (names, action.dest)


def test_a_value_that_is_empty_is_refused(run, tmp_path, monkeypatch):
    """No option passes over an empty value as if it had not been given; an answer alone may be empty."""
    monkeypatch.chdir(tmp_path)
    needed = {"kind": CONV, "model": CONV, "format": "json", "shell": "bash", "file": "f", "other": "f", "name": "X"}
    given = {"--seed": ("--seed", "1"), "--date": ("--date", "2999-01-01")}
    for names, parser in commands(make_parser("en")):
        for action in parser._actions:
            if not action.option_strings or action.nargs == 0 or "--answer" in action.option_strings:
                continue
            others = [one for one in parser._actions if one.required and one is not action]
            words = [needed[one.dest] for one in others if not one.option_strings and one.dest in needed]
            words += [word for one in others if one.option_strings for word in given[one.option_strings[0]]]
            option = action.option_strings[-1]
            status, out, err = run(*names, *words, option, "")
            assert (status, out, err.count("\n")) == (2, "", 1), (names, option)
            assert "''" in err or any(name in err for name in (*action.option_strings, "no chapter")), (names, err)
    assert list(tmp_path.iterdir()) == []
