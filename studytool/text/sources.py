"""Where a formula or a card comes from, in both languages: names and titles stay, the places within them do not."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from studytool.text.language import Text

_NUMBERS: Final = r"(\d[\d.]*(?:–\d+)?)"
_PLACES: Final = {
    "relationship": "关系式 {}",
    "equation": "式 {}",
    "algorithm": "算法 {}",
    "proposition": "命题 {}",
    "theorem": "定理 {}",
    "table": "表 {}",
    "example": "例 {}",
    "section": "第 {} 节",
    "chapter": "第 {} 章",
}
_PHRASES: Final = (
    (r"[Aa]ppendix ([A-Z])", r"附录 \1"),
    (r"section “([^”]+)”", r"“\1”一节"),
    (r"([\w.]+) documentation of (\w+)", r"\1 文档（\2）"),
    (r"([\w.]+) documentation", r"\1 文档"),
    (r", Methods\b", "，方法部分"),
    (r", solved for the input size", "，解出输入边长"),
    (r", the biased estimate", "，有偏估计"),
    (r" for the mean-field reconstruction", "（平均场重构）"),
    (r"MACs as in ([^,;]+)", r"MACs 的算法同 \1"),
    (r", as in ", "，同 "),
)
_HAN: Final = r"[\u4e00-\u9fff“]"


def cited(source: str) -> Text:
    """The source as it is written in English, and with its places in Chinese."""
    zh = source
    for phrase, said in _PHRASES:
        zh = re.sub(phrase, said, zh)
    for place, said in _PLACES.items():
        words = rf"\b{place}s? {_NUMBERS}(?: (and|to) {_NUMBERS})?"
        zh = re.sub(words, partial(_placed, said), zh, flags=re.IGNORECASE)
    zh = re.sub(rf", (?={_HAN})", "，", zh)
    return Text(
        source, re.sub(r"(?<=[\u4e00-\u9fff）])([,;]) |(; )", lambda found: "；" if ";" in found[0] else "，", zh)
    )


def _placed(said: str, found: re.Match[str]) -> str:
    """The place with its number, its two numbers, or their range."""
    first, word, last = found.groups()
    numbers = {"and": f"{first} 和 {last}", "to": f"{first}～{last}"}.get(word, first.replace("–", "～"))
    return said.format(numbers)
