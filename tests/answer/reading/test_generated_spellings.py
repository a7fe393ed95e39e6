"""Spellings made from known numbers by a grammar of their own, and text made of anything at all."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studytool.answer.reading.read import Reading, Unreadable, read

TYPES = ["int", "float", "vector", "integers", "matrix", "shape", "choice"]
WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "0123456789.+-*/^()"}
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
MINUSES = st.sampled_from(["-", "−", "－", "–", "‑"])
INVISIBLE = st.sampled_from(["", "", "\u200b", "\u200e", "\u202c", "\ufeff", "\u2060"])


@st.composite
def whole_numbers(draw):
    """An integer from 0 with or without grouped digits."""
    value = draw(st.integers(0, 10 ** draw(st.integers(1, 18))))
    gap = draw(st.sampled_from(["", "", ",", "_", "'", "’", "\u202f", "\u2009", "\u00a0"]))
    return Fraction(value), f"{value:,}".replace(",", gap)


@st.composite
def decimals(draw):
    """A decimal number with or without digits before and after its point."""
    digits, places = draw(st.integers(0, 10**8)), draw(st.integers(0, 8))
    text = str(digits).zfill(places + 1)
    whole, rest = (text[:-places], text[-places:]) if places else (text, "")
    short = draw(st.booleans()) and whole == "0" and rest
    return Fraction(digits, 10**places), f"{'' if short else whole}.{rest}"


@st.composite
def scientific(draw):
    """A number times a power of ten, in the ways of calculators and of papers."""
    value, text = draw(decimals())
    exponent, minus = draw(st.integers(-20, 20)), draw(st.sampled_from("-−"))
    power = str(exponent).replace("-", minus)
    times = draw(st.sampled_from(["×", "·", "*", " × ", "⋅", "x"]))
    ways = [f"{text}e{power}", f"{text}E{power}", f"{text}{times}10^{power}", f"{text}{times}10^({power})"]
    ways += [f"{text}{times}10{str(exponent).translate(RAISED)}", f"{text}{times}10**{power}"]
    return value * Fraction(10) ** exponent, draw(st.sampled_from(ways))


@st.composite
def fractions(draw):
    """A quotient of integers, or one of the fractions that have a sign of their own."""
    if draw(st.booleans()):
        sign, value = draw(st.sampled_from([("½", "1/2"), ("⅓", "1/3"), ("¾", "3/4"), ("⅞", "7/8"), ("⅕", "1/5")]))
        whole = draw(st.integers(0, 99))
        return whole + Fraction(value), f"{whole or ''}{sign}"
    top, bottom = draw(st.integers(0, 10**6)), draw(st.integers(1, 10**6))
    return Fraction(top, bottom), f"{top}{draw(st.sampled_from(['/', ' / ', '÷', '⁄', '∕', '／']))}{bottom}"


@st.composite
def percents(draw):
    """A percentage."""
    value, text = draw(decimals())
    return value / 100, text + draw(st.sampled_from(["%", " %", "％"]))


@st.composite
def powers(draw):
    """A whole power of an integer."""
    base, exponent = draw(st.integers(1, 30)), draw(st.integers(-12, 12))
    ways = [
        f"{base}^{exponent}",
        f"{base}**{exponent}",
        f"{base}^({exponent})",
        f"{base}{str(exponent).translate(RAISED)}",
    ]
    return Fraction(base) ** exponent, draw(st.sampled_from(ways))


@st.composite
def products(draw):
    """A product or a sum of integers."""
    factors = draw(st.lists(st.integers(0, 999), min_size=2, max_size=5))
    if draw(st.booleans()):
        return Fraction(sum(factors)), draw(st.sampled_from(["+", " + ", "＋"])).join(map(str, factors))
    total = Fraction(1)
    for factor in factors:
        total *= factor
    sign = draw(st.sampled_from(["*", "×", "·", " · ", " × ", "⋅", "•", "✕"]))
    return total, sign.join(map(str, factors))


SIMPLE = st.one_of(whole_numbers(), decimals(), scientific(), fractions(), percents(), powers())


@st.composite
def numbers(draw):
    """Any of these, negative or not, in brackets or not, in full-width signs, among invisible characters."""
    value, text = draw(st.one_of(SIMPLE, products()))
    if draw(st.booleans()):
        text = f"({text})"
        if draw(st.booleans()):
            value, text = -value, draw(MINUSES) + text
    if draw(st.integers(0, 3)) == 0:
        text = text.translate(WIDE)
    return value, draw(INVISIBLE) + text + draw(INVISIBLE)


def graded(value):
    """The number as it is graded: an int if it is whole, else the nearest float."""
    return int(value) if value.denominator == 1 else float(value)


@given(numbers(), st.sampled_from(["int", "float"]))
@settings(max_examples=600)
def test_spellings_of_a_known_number_read_back(number, type):
    """Whatever the spelling, what is read is exactly the number that was spelled."""
    value, text = number
    reading = read(text, type)
    assert isinstance(reading, Reading), (text, reading.reason.en)
    assert reading.value == graded(value), text
    assert isinstance(reading.value, int) == (value.denominator == 1)


@given(st.lists(SIMPLE, min_size=2, max_size=6), st.sampled_from([", ", "; ", "，", "、", "\n", " ,  "]), st.data())
@settings(max_examples=300)
def test_spellings_of_a_vector_read_back(entries, separator, data):
    """Entries between clear separators read back; a comma within an entry is refused or groups, but never misread."""
    around = data.draw(st.sampled_from(["{}", "({})", "[{}]", "⟨{}⟩", "（{}）", "{{{}}}"]))
    text = around.replace("{}", separator.join(text for _, text in entries), 1)
    reading = read(text, "vector")
    if isinstance(reading, Unreadable):
        assert "," in "".join(text for _, text in entries) or len(text) > 600, (text, reading.reason.en)
        return
    assert reading.value.tolist() == [float(value) for value, _ in entries], text


@given(
    st.lists(st.integers(-999, 999), min_size=2, max_size=6), st.sampled_from([" ", "  ", "\t", ", ", "; ", ",\u2009"])
)
@settings(max_examples=200)
def test_short_integers_read_back_with_every_separator(values, separator):
    """Integers of up to three digits never merge, whatever separates them."""
    reading = read(separator.join(map(str, values)), "integers")
    assert isinstance(reading, Reading), reading.reason.en
    assert reading.value.tolist() == values


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=5), st.sampled_from(["×", "x", "*", "·", " × ", ", ", " "]))
@settings(max_examples=200)
def test_shapes_read_back(values, separator):
    """Sizes between times signs, commas or spaces are separate, however many digits they have."""
    text = separator.join(map(str, values))
    reading = read(text, "shape")
    if isinstance(reading, Unreadable):
        assert text.startswith("0x"), (text, reading.reason.en)
        return
    assert reading.value.tolist() == values


@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(st.lists(decimals(), min_size=columns, max_size=columns), min_size=1, max_size=4)
    ),
    st.sampled_from([("{}", "; ", " "), ("{}", "\n", ", "), ("[[{}]]", "], [", ", "), ("[{}]", ";", " ")]),
)
@settings(max_examples=200)
def test_matrices_read_back(table, style):
    """Rows and entries come back as they were laid out."""
    around, between_rows, between = style
    text = around.replace("{}", between_rows.join(between.join(text for _, text in row) for row in table))
    reading = read(text, "matrix")
    assert isinstance(reading, Reading), (text, reading.reason.en)
    assert reading.value.tolist() == [[float(value) for value, _ in row] for row in table]


@given(st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: not 0 < abs(x) < 1e-300))
def test_a_printed_float_reads_back_to_the_last_bit(value):
    """Python's own text of a float is read as that float."""
    reading = read(repr(value), "float")
    assert isinstance(reading, Reading)
    assert float(reading.value) == value


ODD = "0123456789.,;:'_+-*/^%()[]{}<>×·−–√πeE½²⁻，、；。 \u00a0\n\u202fxsqrtlnpi\x00\x1f\ud800"


@given(st.one_of(st.text(max_size=80), st.text(ODD, max_size=60)), st.sampled_from(TYPES), st.booleans())
@settings(max_examples=1500)
@example("\ud800", "int", False)
@example("1\x1f2", "vector", False)
def test_any_text_is_read_or_refused_but_never_raises(text, type, decimal_comma):
    """Whatever is typed gives a finite value with its text, or one line in both languages."""
    result = read(text, type, options="abcd", decimal_comma=decimal_comma)
    if isinstance(result, Unreadable):
        assert result.reason.en.isprintable()
        assert result.reason.zh.isprintable()
        return
    assert result.text
    assert isinstance(result.value, str) or np.all(np.isfinite(np.asarray(result.value, dtype=float)))


@given(numbers())
@settings(max_examples=300)
def test_the_text_of_a_reading_reads_back_to_its_value(number):
    """What is shown while typing is itself a spelling of the same number, left and right of its sign of equality."""
    _, text = number
    reading = read(text, "float")
    understood, equal, result = reading.text.partition(" = ")
    again = read(understood.partition(" ≈ ")[0], "float")
    assert isinstance(again, Reading), reading.text
    assert again.value == reading.value, reading.text
    assert not equal or read(result, "float").value == reading.value, reading.text
