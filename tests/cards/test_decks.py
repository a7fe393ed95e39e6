from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len

from studytool.cards.mathtext import FORMULA, formulas, plain
from studytool.cards.reading import load_decks
from studytool.course.chapters import CHAPTERS
from tests.effort import calls

FOLDER = Path(__file__).parents[2] / "data" / "decks"
DECKS = load_decks(FOLDER)
CARDS = [card for deck in DECKS for card in deck.cards]
SIDES = [
    pytest.param(text, id=f"{card.id}-{side}")
    for card in CARDS
    for side, text in (("front", card.front), ("back", card.back))
]
ITEMS = {
    "cnn": "C-02 C-03 C-05 C-06 C-09 C-15 C-21",
    "rnn": "R-02 R-07 R-08 R-10 R-13",
    "gnn": "G-03 G-08 G-10 G-12",
    "generative": "V-01 V-04 V-07 V-08 V-14 V-18",
    "rl": "Q-04 Q-06 Q-10 Q-11 Q-12 Q-13",
    "gan": "A-02 A-03 A-04 A-10 A-18 A-19 A-20",
}
HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
FULL = r"[，。；：？！（）、“”]"
WORDS = ["汇聚", "批量规范化", "批标准化", "权值", "隐层", "潜变量", "马尔科夫", "反卷积", "缺省", "您", "请"]
MARKS = ["「", "」", '"', "……"]
BREACHES = {
    "a half-width mark after Han": rf"{HAN}[,.;:?!()]|\({HAN}",
    "Han beside a letter, digit or formula without a space": rf"{HAN}[A-Za-z0-9Α-ωµ]|[A-Za-z0-9Α-ω]{HAN}",
    "a space beside a full-width mark": rf" {FULL}|{FULL} ",
    "a space between Han and Han": rf"{HAN} +{HAN}",
    "a leading or trailing space": r"^ | $",
    "two spaces": "  ",
    "a decimal without its zero": r"(?<![0-9])\.[0-9]",
}


def shown_lines(text):
    """Count the lines of 76 cells that a text takes, six of them lost to wrapping between words."""
    return sum(-(-cell_len(line) // 70) for line in plain(text).splitlines())


def test_the_six_chapters_are_there():
    """Every chapter has its deck, in the order of the course."""
    assert tuple(deck.chapter for deck in DECKS) == CHAPTERS


def test_ids_are_unique_and_of_the_stable_form():
    """A card's id is chapter/item/number, and the memory's name for it follows from the id."""
    assert all(re.fullmatch(r"[a-z]+/[CRGVQA]-[0-9]{2}/[1-9]", card.id) for card in CARDS)
    assert all(count == 1 for count in Counter(card.id for card in CARDS).values())
    assert all(card.item == f"card:{card.id}" for card in CARDS)


@pytest.mark.parametrize("chapter", ITEMS)
def test_every_item_has_one_to_three_cards_numbered_from_one(chapter):
    """The listed items have 1 to 3 cards each, numbered without gaps, and no others are there."""
    numbers: dict[str, list[int]] = {}
    for card in CARDS:
        place, item, number = card.id.split("/")
        if place == chapter:
            numbers.setdefault(item, []).append(int(number))
    assert sorted(numbers) == ITEMS[chapter].split()
    assert all(found == list(range(1, len(found) + 1)) and len(found) <= 3 for found in numbers.values())


@pytest.mark.parametrize("text", SIDES)
def test_both_languages_hold_the_same_formulas(text):
    """English and Chinese show the same set of formulas, so neither can be corrected alone."""
    assert set(formulas(text.en)) == set(formulas(text.zh))


@pytest.mark.parametrize("text", SIDES)
def test_both_languages_name_the_same_numbers(text):
    """A decimal or a large number outside the formulas stands in both languages."""
    number = r"(?<![\w.])[−]?[0-9][0-9,]*\.?[0-9]+(?![\w])"
    english, chinese = (set(re.findall(number, FORMULA.sub("", side))) for side in (text.en, text.zh))
    assert english == chinese


@pytest.mark.parametrize("text", SIDES)
def test_every_formula_prints(text):
    """Every formula of every deck prints as plain Unicode, with nothing of LaTeX left."""
    for side in (text.en, text.zh):
        assert not re.search(r"[\\$]|[_^]\{", plain(side))


@pytest.mark.parametrize("text", SIDES)
def test_a_side_is_short(text):
    """A side takes at most four lines of 76 cells in either language."""
    assert max(shown_lines(text.en), shown_lines(text.zh)) <= 4


@pytest.mark.parametrize("text", SIDES)
def test_the_languages_are_not_mixed_up(text):
    """The English side has no Han, and each side keeps its own marks."""
    assert not re.search(rf"{HAN}|{FULL}", text.en)
    assert re.search(HAN, text.zh) or not re.search("[A-Za-z]", FORMULA.sub("", text.en))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_front_asks_or_orders(card):
    """A question ends in a question mark, an order in a full stop, in both languages alike."""
    ends = {"?": "？", ".": "。"}
    assert ends[card.front.en[-1]] == card.front.zh[-1]


@pytest.mark.parametrize("word", WORDS + MARKS)
def test_chinese_avoids_the_forbidden_words(word):
    """Words that the glossary replaced, and marks that are not ours, are absent."""
    assert [card.id for card in CARDS if word in card.front.zh + card.back.zh] == []


@pytest.mark.parametrize("rule", BREACHES)
def test_chinese_keeps_the_rules_of_typography(rule):
    """Outside formulas Chinese has full-width marks and one space at each border with Latin."""
    sides = [FORMULA.sub("X", side.zh) for card in CARDS for side in (card.front, card.back)]
    titles = [deck.title.zh for deck in DECKS]
    assert [line for line in sides + titles if re.search(BREACHES[rule], line, re.MULTILINE)] == []


@pytest.mark.parametrize("breach", ["卷积,池化", "用ReLU", "第 1层", "为 X ，则", "卷 积", "为 .5", "卷积(大)"])
def test_the_rules_of_typography_can_fail(breach):
    """Each rule finds the fault that it is meant for."""
    assert any(re.search(pattern, breach) for pattern in BREACHES.values())


def test_loading_the_decks_is_little_work():
    """At most 200 calls a card: some milliseconds for all of them (bench/durations.py)."""
    load_decks(FOLDER)
    assert calls(lambda: load_decks(FOLDER)) < 200 * len(CARDS)
