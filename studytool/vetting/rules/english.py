"""English texts are set as a textbook sets them: signs of the field, one space, straight quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.prose import prose
from studytool.vetting.subject import Subject

PATTERNS: Final = (
    (re.compile(r"\S*  +\S*"), Text("“{found}” has two spaces; write one", "“{found}”有两个空格；只应有一个")),
    (
        re.compile(r"\S+ [,.;:?!](?!\S)"),
        Text("“{found}”: no space stands before a mark", "“{found}”：标点前不加空格"),
    ),
    (
        re.compile(r"(?<=[\w)\]}²₀-₉]) - (?=[\w(\[{√⌊])|(?<![\w)\]}])-(?=\d)"),
        Text("a hyphen stands for minus; write −", "用连字符代替了减号；应写 −"),
    ),
    (re.compile(r"\.\.\."), Text("three dots stand for an ellipsis; write …", "用三个点代替了省略号；应写 …")),
    (re.compile(r"\w\*\w|\w \* \w"), Text("“{found}”: write · for a product", "“{found}”：乘号应写 ·")),
    (re.compile(r"\d ?x ?\d|\} ?x ?\{"), Text("“{found}”: write × for “by”", "“{found}”：应写 ×")),
    (re.compile(r"<=|>=|!="), Text("“{found}”: write ≤, ≥ or ≠", "“{found}”：应写 ≤、≥ 或 ≠")),
    (re.compile("[‘’]"), Text("“{found}”: write a straight apostrophe", "“{found}”：撇号应写直撇")),
    (re.compile("[，。；：？！、（）]"), Text("“{found}” is a full-width mark", "“{found}”是全角标点，英文应用半角")),
    (re.compile(r"\bsqrt\b"), Text("write √ for sqrt", "sqrt 应写 √")),
    (re.compile(r"^\s|\s$"), Text("space stands around the text; leave it out", "文本首尾有空格；应删去")),
    (re.compile(r"\b(\w{2,}) \1\b"), Text("“{found}” says a word twice", "“{found}”重复了一个词")),
)
ENDS: Final = re.compile(r"[.?!:)]$")
STOP: Final = Text("a sentence ends in a full stop or a question mark", "句子应以句号或问号结尾")
CAPITAL: Final = Text("a sentence begins with a capital letter", "句子应以大写字母开头")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each text that breaks a rule, with the first place where it does."""
    for piece in prose(subject):
        text = piece.text.en
        for pattern, said in PATTERNS:
            if found := pattern.search(text):
                yield subject.finding(piece.field, said.format(found=found[0].strip()), piece.line)
        if piece.filled and text and not ENDS.search(text):
            yield subject.finding(piece.field, STOP, piece.line)
        if piece.filled and text[:1].islower() and text[1:2].isalpha():
            yield subject.finding(piece.field, CAPITAL, piece.line)
