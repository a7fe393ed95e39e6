"""HTML: one page that needs no network and no script, with hints, worked solutions and common mistakes to unfold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final, TextIO

from studytool.export.markup import given, marked
from studytool.questions.question import Question
from studytool.showing.asked import Asked
from studytool.showing.sheet import Sheet, sheet
from studytool.showing.words import ANSWER, COLON, CONVENTION, HINT, MISTAKES, OPTIONS, QUIZ, SOLUTION
from studytool.text.language import Language

STYLE: Final = """
:root { color-scheme: light dark; --line: #767676; --quiet: #595959; --paper: #ffffff; --ink: #1a1a1a; }
@media (prefers-color-scheme: dark) { :root { --line: #8c8c8c; --quiet: #b3b3b3; --paper: #16181c; --ink: #e8e8e8; } }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-bottom: 0; }
article { border-top: 1px solid var(--line); padding: 0.5rem 0 1rem; }
.about, .source { color: var(--quiet); font-size: 0.875rem; margin-top: 0; }
.givens { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; }
.givens > div { display: flex; gap: 0.4rem; align-items: center; }
.matrix { border: solid var(--ink); border-width: 0 1px; border-radius: 0.4rem; border-spacing: 0.7rem 0.1rem; }
.matrix td { text-align: right; font-variant-numeric: tabular-nums; padding: 0; }
ol.options, ol.worked { list-style: none; padding-left: 1rem; } ol li { overflow-wrap: anywhere; }
.blank { display: inline-block; min-width: 9rem; border-bottom: 1px solid var(--ink); } .wide { min-width: 24rem; }
dt { font-weight: 600; } dd { margin: 0 0 0.5rem 1.5rem; }
summary { cursor: pointer; padding: 0.25rem 0; } summary:focus-visible { outline: 2px solid; }
@media print {
  :root { --paper: #ffffff; --ink: #000000; --line: #808080; --quiet: #404040; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  h2, .about { break-after: avoid; } article, ol li, dd { break-inside: avoid; }
  details:not([open]) { display: none; } /* what is folded away stays off the paper */
}
"""
BLANK: Final = '<span class="blank">&nbsp;</span>'
WIDE: Final = '<span class="blank wide">&nbsp;</span>'
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
TAGS: Final = {"en": "en", "zh": "zh-Hans"}


def write(questions: Iterable[Question], stream: TextIO, language: Language) -> None:
    """Write the page: the questions numbered from 1, each with its own solution folded away."""
    title = QUIZ[language]
    stream.write(
        f'<!DOCTYPE html>\n<html lang="{TAGS[language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    )
    numbered = enumerate(questions, 1)
    stream.writelines("\n".join(_article(sheet(question), number, language)) + "\n" for number, question in numbered)
    stream.write("</main>\n</body>\n</html>\n")


def _article(shown: Sheet, number: int, language: Language) -> Iterator[str]:
    yield f'<article aria-labelledby="q{number}">'
    yield f'<h2 id="q{number}">{number}. {marked(shown.title[language])}</h2>'
    yield f'<p class="about">{marked(shown.subtitle[language])}</p>'
    yield f"<p>{marked(shown.stem[language])}</p>"
    yield from _givens(shown)
    if shown.convention:
        yield f"<p><strong>{CONVENTION[language]}</strong>{COLON[language]}{marked(shown.convention[language])}</p>"
    if shown.task:
        yield f"<p>{marked(shown.task[language])}</p>"
    if shown.digits:
        yield f"<p>{shown.digits[language]}</p>"
    yield from _lines(shown, language)
    for asked in shown.below:
        yield from _asked(asked, language)
    yield from _solution(shown, language)
    yield "</article>"


def _givens(shown: Sheet) -> Iterator[str]:
    if shown.beside:
        yield '<div class="givens">'
        for one in shown.beside:
            attributes = f'class="matrix" aria-label="{escape(one.label)}"'
            yield f"<div>{given(one, attributes)}</div>"
        yield "</div>"


def _lines(shown: Sheet, language: Language) -> Iterator[str]:
    """The lines of a solution that are printed with the question."""
    if shown.lines:
        yield '<ol class="worked">'
        for line in shown.lines:
            yield f"<li>{marked(line.text[language])}{f' {BLANK}' if line.asked else ''}</li>"
        yield "</ol>"


def _asked(asked: Asked, language: Language) -> Iterator[str]:
    part, prompt = asked.part, marked(asked.part.prompt[language])
    if part.options:
        if named := asked.equated(part.prompt[language]):
            yield f"<p>{marked(named)}?</p>"
        yield f'<ol class="options" aria-label="{OPTIONS[language]}">'
        for option in part.options:
            yield f"<li>({option.key}) {marked(option.text[language])}</li>"
        yield "</ol>"
    else:
        yield f"<p>{prompt} = {WIDE if part.type == 'formula' else BLANK}</p>"
    lines = "".join(f"<li>{marked(hint)}</li>" for hint in asked.hints)
    yield f"<details><summary>{HINT[language]}{COLON[language]}{prompt}</summary><ol>{lines}</ol></details>"


def _solution(shown: Sheet, language: Language) -> Iterator[str]:
    yield f"<details><summary>{SOLUTION[language]}</summary>"
    for asked in shown.parts:
        answer = marked(asked.equated(asked.part.prompt[language]) + asked.right[language])
        yield f"<p><strong>{ANSWER[language]}</strong>{COLON[language]}{answer}</p>"
        if because := asked.part.because:
            yield f"<p>{marked(because[language])}</p>"
    yield '<ol class="steps">'
    for line in shown.solution:
        yield f"<li>{marked(line.text[language])}</li>"
    yield "</ol>"
    for asked in shown.parts:
        yield from _mistakes(asked, language)
    yield f'<p class="source">{marked(shown.source[language])}</p>'
    yield "</details>"


def _mistakes(asked: Asked, language: Language) -> Iterator[str]:
    if asked.mistakes:
        yield f"<p><strong>{MISTAKES[language]}</strong>{COLON[language]}{marked(asked.part.prompt[language])}</p>"
        yield "<dl>"
        for told in asked.mistakes:
            yield f"<dt>{marked(told.written[language])}</dt><dd>{marked(told.listed[language])}</dd>"
        yield "</dl>"
