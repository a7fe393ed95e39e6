"""Reads decks of flashcards, one Markdown file a chapter.

    # Convolutional neural networks · 卷积神经网络

    Whatever stands before the first card is for people only.

    ## C-03.1 Output size · 输出尺寸

    **Q** What is the output size of a convolution?

    **问** 卷积的输出尺寸是多少？

    **A** $o = ...$

    **答** $o = ...$

    Source: Dumoulin & Visin 2016

The heading's C-03.1 makes the card's id `cnn/C-03/1`; its title is for people only. A text runs to the next
mark; lines of one paragraph are joined, a blank line or `- ` starts a new line of the card.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studytool.cards.deck import Card, Deck
from studytool.course.chapters import in_course_order
from studytool.course.items import Item
from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TITLE = re.compile(r"# +(?P<en>\S.*?) +· +(?P<zh>\S.*?) *")
HEADING = re.compile(r"## +(?P<item>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)\.(?P<number>[1-9][0-9]*) +\S.*")
MARK = re.compile(r"\*\*(Q|问|A|答)\*\*(?: +|$)|(Source):(?: +|$)")
MARKS = ("Q", "问", "A", "答")
HAN = r"[\u3000-\u9fff\uff00-\uffef]"
WIDE_MARK = r"[\u3000-\u303f\uff00-\uffef]"
GLUED = re.compile(rf"(?<={HAN})\n(?={HAN})|(?<={WIDE_MARK})\n|\n(?={WIDE_MARK})")


@dataclass(slots=True)
class _Draft:
    """A card as far as it has been read: where its heading stands, and the lines under each mark."""

    line: int
    id: str
    marked: dict[str, list[str]] = field(default_factory=dict)


def load_decks(folder: Path) -> tuple[Deck, ...]:
    """Read every `*.md` of a folder: the chapters of the course in their order, then others by name.

    Raises `UserError` where the folder is missing, or where a deck is malformed.
    """
    if not folder.is_dir():
        raise UserError(Text(f"{folder}: no such folder of decks", f"{folder}：没有这个牌组文件夹"))
    paths = sorted(folder.glob("*.md"), key=lambda path: in_course_order(path.stem))
    return tuple(read_deck(_contents(path), path.name) for path in paths)


def _contents(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            Text(f"{path.name}: expected a readable UTF-8 file", f"{path.name}：应是可读的 UTF-8 文件")
        ) from error


def read_deck(text: str, name: str) -> Deck:
    """Read one deck; `name` is its file's name, whose stem is the chapter.

    Raises `UserError` that names the file, the line, and what was expected there.
    """
    chapter = name.removesuffix(".md")
    lines = [(number, line.rstrip()) for number, line in enumerate(text.splitlines(), 1)]
    title, rest = _title(lines, name)
    cards = tuple(_card(draft, name) for draft in _drafts(rest, name, chapter))
    if not cards:
        raise _wrong(
            name,
            len(lines),
            "expected a card, such as ## C-03.1 Output size",
            "应有卡片，例如 ## C-03.1 输出尺寸",
        )
    return Deck(chapter, title, cards)


def _wrong(name: str, line: int, en: str, zh: str) -> UserError:
    return UserError(Text(f"{name}, line {line}: {en}", f"{name} 第 {line} 行：{zh}"))


def _title(lines: list[tuple[int, str]], name: str) -> tuple[Text, list[tuple[int, str]]]:
    for index, (number, line) in enumerate(lines):
        if found := TITLE.fullmatch(line):
            return Text(found["en"], found["zh"]), lines[index + 1 :]
        if line:
            raise _wrong(name, number, "expected the title, # English · 中文", "应是标题，即 # English · 中文")
    raise _wrong(name, 1, "expected the title, # English · 中文", "应是标题，即 # English · 中文")


def _drafts(lines: list[tuple[int, str]], name: str, chapter: str) -> Iterator[_Draft]:
    """Cut the lines after the title into cards, leaving out what stands before the first."""
    seen: dict[str, int] = {}
    draft: _Draft | None = None
    mark = ""
    for number, line in lines:
        if line.startswith("#"):
            if draft:
                yield draft
            draft = _headed(number, line, name, chapter)
            mark = ""
            if draft.id in seen:
                en = f"expected a new number; {draft.id} is already on line {seen[draft.id]}"
                raise _wrong(name, number, en, f"应换一个编号；{draft.id} 已在第 {seen[draft.id]} 行出现")
            seen[draft.id] = number
        elif draft:
            mark = _add(draft, mark, number, line, name)
    if draft:
        yield draft


def _headed(number: int, line: str, name: str, chapter: str) -> _Draft:
    found = HEADING.fullmatch(line)
    if not found:
        en = f"expected a heading such as ## C-03.1 Output size, not {line}"
        raise _wrong(name, number, en, f"应是 ## C-03.1 输出尺寸 这样的标题，而不是 {line}")
    return _Draft(number, f"{chapter}/{found['item']}/{found['number']}")


def _add(draft: _Draft, mark: str, number: int, line: str, name: str) -> str:
    """Add one line to a card and return the mark under which it stands."""
    if line.count("$") % 2:
        raise _wrong(name, number, "expected a second $ on this line", "这一行应有成对的 $")
    found = MARK.match(line)
    if found:
        mark = found[1] or found[2]
        if mark in draft.marked:
            raise _wrong(name, number, f"expected {mark} once in {draft.id}", f"{draft.id} 中 {mark} 只应出现一次")
        draft.marked[mark] = [line[found.end() :]]
    elif mark:
        draft.marked[mark].append(line)
    elif line:
        raise _wrong(name, number, "expected **Q**, **问**, **A** or **答**", "应是 **Q**、**问**、**A** 或 **答**")
    return mark


def _card(draft: _Draft, name: str) -> Card:
    texts = {mark: _joined(lines) for mark, lines in draft.marked.items()}
    for mark in MARKS:
        if not texts.get(mark):
            raise _wrong(
                name,
                draft.line,
                f"expected a text after **{mark}** in {draft.id}",
                f"{draft.id} 缺少 **{mark}** 的内容",
            )
    question, answer = Text(texts["Q"], texts["问"]), Text(texts["A"], texts["答"])
    return Card(draft.id, Item("card", draft.id).key, question, answer, texts.get("Source") or None)


def _joined(lines: list[str]) -> str:
    """Join the lines of each paragraph or list entry, with no space where Chinese takes none."""
    text = "\n".join(lines).strip()
    paragraphs = re.split(r"\n{2,}|\n(?=- )", text)
    return "\n".join(GLUED.sub("", paragraph).replace("\n", " ") for paragraph in paragraphs)
