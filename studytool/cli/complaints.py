"""What argparse says about arguments, as one line in both languages that names what would be right."""

from __future__ import annotations

import re
from typing import Final

from studytool.text.language import Text, UserError
from studytool.text.nearest import nearest, shortened

CHOICE: Final = re.compile(r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)", re.DOTALL)
WORDS: Final = {
    "COMMAND": Text("command", "命令"),
    "format": Text("format", "格式"),
    "shell": Text("shell", " shell"),
    "--lang": Text("language", "语言"),
}
SAYINGS: Final = (
    (r"unrecognized arguments: (.*)", Text("unknown arguments: {0}", "多余或未知的参数：{0}")),
    (r"the following arguments are required: (.*)", Text("still needed: {0}", "还需要：{0}")),
    (r"one of the arguments (.*) is required", Text("one of these is needed: {0}", "需要其中之一：{0}")),
    (r"argument (\S+): expected one argument", Text("{0} needs a value", "{0} 需要一个值")),
    (r"argument (\S+): not allowed with argument (\S+)", Text("{0} and {1}: give only one", "{0} 与 {1} 只能给一个")),
    (r"argument (\S+): ignored explicit argument '(.*)'", Text("{0} takes no value", "{0} 不带值")),
)


def complaint(message: str, prog: str) -> UserError:
    """The error for argparse's message; one that is not known here is repeated as it is."""
    if found := CHOICE.fullmatch(message):
        known = [name.strip("' ") for name in found[3].split(",")]
        what = WORDS.get(found[1].split("/")[0], Text(found[1], f" {found[1]} "))
        return nearest(found[2], known, what, lister=f"{prog} --help")
    said = next((said for said in (_said(saying, message) for saying in SAYINGS) if said), Text(message, message))
    return UserError(Text(f"{said.en}. See: {prog} --help", f"{said.zh}。用法见：{prog} --help"))


def _said(saying: tuple[str, Text], message: str) -> Text | None:
    pattern, text = saying
    found = re.fullmatch(pattern, message, re.DOTALL)
    if found is None:
        return None
    pieces = list(map(shortened, found.groups()))
    return Text(text.en.format(*pieces), text.zh.format(*pieces))
