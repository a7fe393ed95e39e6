"""Every formula can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.grammar import PROBLEMS, FormulaError, parse
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject
from studytool.vetting.written import Formula, formulas

ELSEWHERE: Final = Text(
    "“{shown}” cannot be read at sign {place}, {piece}: {why}",
    "“{shown}”从第 {place} 个字符{piece}起无法读懂：{why}",
)
FUNCTION: Final = Text("no function is called {name}; {hint}", "没有名为 {name} 的函数；{hint}")
ARITY: Final = re.compile(r"(?P<name>\w+) takes .+, not (?P<count>\d+)")
MISCOUNTED: Final = Text("{problem}", "{name} 的参数个数不对：写了 {count} 个")
BRACKETS: Final = Text(
    "{opened} “{left}” are opened and {closed} “{right}” close; write as many of each",
    "有 {opened} 个“{left}”、{closed} 个“{right}”；两者应成对",
)
ENDS: Final = Text("the formula ends where a value is expected", "此处应有一个值，算式却已结束")
OTHER: Final = Text(
    "a value, or an operator between two values, is expected there", "此处应为一个值，或两个值之间的运算符"
)
SPELLED: Final = {
    "−": "-",
    "–": "-",
    "·": "*",
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "=": "==",
    "&": "and",
}
SIGN: Final = Text("write {spelled} for {sign}", "{sign} 应写成 {spelled}")
WHOLE: Final = Text("write floor(a/b) for a//b", "a//b 应写成 floor(a/b)")
END: Final = Text("its end", "（末尾）")
PAIRS: Final = ("()", "[]")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each formula that the grammar refuses, with the place where reading stopped."""
    told: set[str] = set()
    for formula in formulas(subject.kind):
        try:
            parse(formula.text)
        except FormulaError as error:
            if formula.shown not in told:
                told.add(formula.shown)
                yield subject.finding(formula.field, _said(formula, error), formula.number)


def _said(formula: Formula, error: FormulaError) -> Text:
    place = formula.start + error.position
    piece = formula.text[error.position :].split()
    shown = Text(f"“{piece[0]}”", f"“{piece[0]}”") if piece else END
    return ELSEWHERE.format(shown=formula.shown, place=place + 1, piece=shown, why=_why(formula, error))


def _why(formula: Formula, error: FormulaError) -> Text:
    """The likeliest reason: brackets that do not match, a function that there is not, or what stands there."""
    name = formula.text[error.position :].partition("(")[0].strip()
    if found := ARITY.fullmatch(error.problem):
        return MISCOUNTED.format(problem=error.problem, name=found["name"], count=found["count"])
    if error.problem.startswith(PROBLEMS["function"]):
        return FUNCTION.format(name=name, hint=hint(name, FUNCTIONS))
    for left, right in PAIRS:
        opened, closed = formula.text.count(left), formula.text.count(right)
        if opened != closed:
            return BRACKETS.format(opened=opened, closed=closed, left=left, right=right)
    sign = formula.text[error.position : error.position + 1]
    if sign in SPELLED:
        return SIGN.format(sign=sign, spelled=SPELLED[sign])
    if "//" in formula.text:
        return WHOLE
    return ENDS if error.position >= len(formula.text) else OTHER
