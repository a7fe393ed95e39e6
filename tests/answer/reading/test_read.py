from __future__ import annotations

import numpy as np
import pytest

from studytool.answer.reading.read import Reading, Unreadable, read


@pytest.mark.parametrize(
    ("type", "text", "understood"),
    [
        ("int", "3*224*224", "3·224·224 = 150,528"),
        ("int", "12 544", "12,544"),
        ("int", "-12544", "−12,544"),
        ("int", "1.2e6", "1.2×10^6 = 1,200,000"),
        ("int", "2**10", "2¹⁰ = 1,024"),
        ("int", "-2^2", "−2² = −4"),
        ("float", "1/3", "1/3 ≈ 0.333333"),
        ("float", "1/4", "1/4 = 0.25"),
        ("float", "½", "½ = 0.5"),
        ("float", "12.5 %", "12.5% = 0.125"),
        ("float", "log 2", "ln(2) ≈ 0.693147"),
        ("float", "sqrt 2/2", None),
        ("float", "√2/2", "√(2)/2 ≈ 0.707107"),
        ("float", ".5", "0.5"),
        ("float", "2·-3", "2·(−3) = −6"),
        ("vector", "0.5 -1.2", "(0.5, −1.2)"),
        ("vector", "12_544, 1", "(12544, 1)"),
        ("vector", "1/3 2", "(1/3, 2) ≈ (0.333333, 2)"),
        ("integers", "2 0 1", "(2, 0, 1)"),
        ("matrix", "[[1,2],[3,4]]", "[1, 2; 3, 4]"),
        ("shape", "3,224,224", "3×224×224"),
        ("choice", "(B)", "b"),
        ("int", "x = 3·4 = 12", "3·4 = 12"),
        ("float", "⌊2.5⌋", "floor(2.5) = 2"),
        ("float", "≈ 0.33", "0.33"),
        ("vector", "h = 0.5 -1.2", "(0.5, −1.2)"),
        ("set", "l = 14 or l = 13", "{13, 14}"),
        ("set", "13, 13, −1", "{−1, 13}"),
        ("set", "1/3, 2", "{1/3, 2} ≈ {0.333333, 2}"),
        ("set", "5 to 64", "{5..64}"),
        ("set", "1, 5..20", "{1, 5..20}"),
    ],
)
def test_the_text_says_what_was_understood(type, text, understood):
    """The line shown while typing has one sign for each meaning, and the value where it had to be computed."""
    result = read(text, type, options="abcd")
    assert (result.text if isinstance(result, Reading) else None) == understood


def test_a_wrong_type_of_number_is_a_readable_answer():
    """12.5 is no integer, but it is an answer that can be marked wrong, so it is read."""
    assert read("12.5", "int").value == 12.5


@pytest.mark.parametrize("text", ["12.0", "1.2e1", "24/2", "√144", "1200%", "12"])
def test_a_whole_value_is_an_int_however_it_is_written(text):
    """Integers stay exact: no spelling of a whole number becomes a float."""
    value = read(text, "int").value
    assert value == 12
    assert isinstance(value, int)


def test_long_integers_stay_exact():
    """A product beyond 2^53 is the exact integer, not the nearest float."""
    assert read("94906267·94906267", "int").value == 94906267**2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5", 1.5),
        ("12,544", 12.544),
        ("0,123", 0.123),
        ("1.234,5", 1234.5),
        ("1.234.567,5", 1234567.5),
        ("1.234.567", 1234567),
        ("1 234,5", 1234.5),
        ("1.5", 1.5),
        ("１，５", 1.5),
        ("1,5e-3", 0.0015),
        ("-1,5·2", -3),
    ],
)
def test_a_decimal_comma_where_it_is_asked_for(text, value):
    """With decimal_comma the comma is the decimal sign, and points may group digits."""
    assert read(text, "float", decimal_comma=True).value == value


@pytest.mark.parametrize(
    ("text", "part"), [("1.234", "1234 or as 1,234"), ("1,2,3", "followed by"), ("1,234.5", "1,234")]
)
def test_a_decimal_comma_refuses_what_may_be_either(text, part):
    """With decimal_comma a single point before three digits may group or be decimal, and is refused."""
    result = read(text, "float", decimal_comma=True)
    assert isinstance(result, Unreadable)
    assert part in result.reason.en


@pytest.mark.parametrize("text", ["1,5 2,5", "1,5; 2,5", "1,5, 2,5", "(1,5 2,5)", "1,5、2,5"])
def test_vectors_with_a_decimal_comma(text):
    """With decimal_comma a comma between digits is decimal, and anything else separates."""
    assert read(text, "vector", decimal_comma=True).value.tolist() == [1.5, 2.5]


def test_matrices_with_a_decimal_comma():
    """Rows and entries are separated by anything but the decimal comma."""
    assert read("1,5 2; 3 4,5", "matrix", decimal_comma=True).value.tolist() == [[1.5, 2], [3, 4.5]]


def test_sets_with_a_decimal_comma():
    """A comma between digits is decimal in a set too; words and semicolons separate."""
    for text in ("0,5; 1,5", "0,5 or 1,5", "{0,5 1,5}", "x = 0,5 或 x = 1,5"):
        assert read(text, "set", decimal_comma=True).value.tolist() == [0.5, 1.5]


def test_shapes_have_no_decimals():
    """A comma separates sizes whatever the decimal sign is."""
    assert read("3,224,224", "shape", decimal_comma=True).value.tolist() == [3, 224, 224]


@pytest.mark.parametrize("type", ["integers", "shape"])
def test_whole_entries_have_64_bits(type):
    """From −2^63 to 2^63 − 1; what is longer is refused, and in a set is a float."""
    assert read("9223372036854775807, 1", type).value.tolist() == [2**63 - 1, 1]
    assert "9223372036854775808” is not a whole number within 64 bits" in read("9223372036854775808, 1", type).reason.en
    assert read("9223372036854775807, 1", "set").value.dtype == np.int64
    assert read("9223372036854775808, 1", "set").value.dtype == np.float64
    assert read("-9223372036854775808, 1", "set").value.tolist() == [-(2**63), 1]
    assert read("-9223372036854775809, 1", "set").value.dtype == np.float64
    assert read("-9223372036854775808, 1", "integers").value.tolist() == [-(2**63), 1]
    assert "9223372036854775809” is not a whole number" in read("-9223372036854775809, 1", "integers").reason.en


@pytest.mark.parametrize(("type", "piece", "most"), [("float", "+1", 200), ("vector", "1 ", 600), ("set", "1 ", 600)])
def test_so_many_characters_are_read_and_no_more(type, piece, most):
    """One number may be shorter than a list."""
    longest = (piece * most)[: most - 1] + "1"
    assert isinstance(read(longest, type), Reading)
    assert f"{most + 1} characters; at most {most} are read" in read(longest + "1", type).reason.en


def test_dtypes():
    """Vectors and matrices are float64, whole entries int64."""
    assert read("1 2", "vector").value.dtype == np.float64
    assert read("1 2", "integers").value.dtype == np.int64
    assert read("1×2", "shape").value.dtype == np.int64
    assert read("1 2; 3 4", "matrix").value.shape == (2, 2)
    assert read("14 13", "set").value.dtype == np.int64
    assert read("14 13.5", "set").value.dtype == np.float64


def test_both_readings_are_named_in_both_languages():
    """What has two readings is refused with both of them."""
    reason = read("1,5", "float").reason
    assert all(reading in reason[language] for reading in ("1.5", "1; 5") for language in ("en", "zh"))


def test_the_example_is_of_the_asked_type():
    """A refusal ends with the right form for this type, which itself can be read."""
    assert read("x", "shape").reason.en.endswith("Example: 3×224×224")
    assert read("x", "choice", options="mn").reason.en.endswith("Example: m")


@pytest.mark.parametrize("type", ["int", "float", "vector", "integers", "matrix", "shape", "set"])
def test_every_example_can_be_read(type):
    """The example of a refusal, and each alternative in its brackets, is a readable answer."""
    example = read("", type).reason.en.partition("Example: ")[2]
    main, _, alternatives = example.partition(" (")
    parts = (
        [main, *alternatives.removesuffix(")").split(", ")] if alternatives and type in {"int", "float"} else [example]
    )
    assert all(isinstance(read(part, type), Reading) for part in parts)


def test_a_choice_is_among_its_options():
    """A letter that is no option is refused, and named."""
    assert read("D", "choice", options="abcd").value == "d"
    assert "“e”" in read("e", "choice", options="abcd").reason.en
