from __future__ import annotations

import ast
import errno
import os
import re
from pathlib import Path

import pytest

import studytool
from studytool.text.language import Text
from studytool.text.reasons import why


def test_a_text_is_filled_into_each_language():
    """What has two languages itself goes into each sentence in its own."""
    why_not = Text("no room", "没有空间")
    assert Text("{n}: {why}", "{n}：{why}").format(n=3, why=why_not) == Text("3: no room", "3：没有空间")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EEXIST, errno.ENOSPC, errno.ELOOP, errno.ENOTDIR])
def test_the_systems_refusals_have_chinese_words(number):
    """In English they are said as the system says them."""
    text = why(OSError(number, os.strerror(number)))
    assert text.en == os.strerror(number)
    assert not text.zh.isascii()


def test_the_chinese_of_every_module_is_plain():
    """Neither a polite opener nor the words that the house does not use stand in a text, but where rules name them."""
    package = Path(studytool.__file__).parent
    for file in {*package.rglob("*.py")} - {*(package / "vetting" / "rules").iterdir()}:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"(?<![邀申])请(?!求)|您|缺省", node.value), (file.name, node.lineno)
