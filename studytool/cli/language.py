"""Which language to speak, before the arguments are read: their errors are said in it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studytool.text.language import Language


def chosen(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The language of `--lang`, else that of the environment (STUDYTOOL_LANG, then the locale), else English."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=False):
        wanted = option.partition("=")[2] if option.startswith("--lang=") else value if option == "--lang" else ""
        if wanted in ("en", "zh"):
            return "zh" if wanted == "zh" else "en"
    names = ("STUDYTOOL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
