from __future__ import annotations

import pytest

from studytool.cli.language import chosen


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
