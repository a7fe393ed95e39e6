from __future__ import annotations

from studytool.cli.screen_rows import screen_rows
from studytool.kinds.givens import decimal, matrix
from studytool.questions import bank
from studytool.text.language import Text
from studytool.vetting.rules import size


def test_a_long_question_is_told(broken, only):
    """With its rows and how many there are."""
    long = Text("A {k}×{k} window with stride {s} over {l}×{l}. " * 25, "{k}×{k} 的窗口以步幅 {s} 扫过 {l}×{l}。" * 25)
    field, _, en = only(broken(stem=Text(long.en.strip(), long.zh)), "size")
    assert field == "stem"
    assert "and 17 are there" in en


def test_a_wide_matrix_is_told(broken, only, sound):
    """A matrix cannot be folded."""
    wide = {**sound.givens, "A": matrix(decimal(-9, 9, 2, apart=1), 2, 14)}

    def more(l, k, s, w, A):
        return sound.reference(l, k, s, w) + A[0, 0]

    changes = {"steps": sound.steps.replace("o*w_2", "o*w_2 + A[0, 0]"), "reference": more, "inverse": ("k",)}
    found = [one for one in broken(givens=wide, **changes) if one[0] == "size"]
    assert found[0][1] == "givens"
    assert "columns wide, and 76 are there" in found[0][3]


def test_the_rows_are_the_screens(sound):
    """Stem, givens and convention, an empty row between them, none wider than there is room."""
    question = bank.generate(sound, 0)
    rows = screen_rows(question, "en")
    assert rows[0].startswith("A 4×4 window")
    assert rows[-1].endswith("rounded down")
    assert rows.count("") == 2
    assert max(map(len, rows)) <= size.WIDTH
    assert len(screen_rows(bank.generate(bank.find("rnn.lstm-step"), 0), "zh")) <= size.ROWS
