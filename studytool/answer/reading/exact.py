"""Arithmetic on typed numbers: exact where it can be, and never larger than a floating-point number holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from studytool.answer.reading.refusal import NotReadError
from studytool.formula.functions.table import FUNCTIONS

Number = int | float | Fraction

MAX_BITS: Final = 2048
MAX_ROOT: Final = 12
MAX_WHOLE_FLOAT: Final = 2.0**53


def bounded(value: Number) -> Number:
    """The value, as a float where its fraction is too long to carry; NotReadError if it is too large."""
    if isinstance(value, int):
        if value.bit_length() > 1023:
            as_float(value)
        return value
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return bounded(value.numerator)
        return value if max(_bits(value), value.denominator.bit_length()) <= MAX_BITS else as_float(value)
    if not math.isfinite(value):
        raise NotReadError.large()
    return value


def as_float(value: Number) -> float:
    """The nearest float; NotReadError if there is none, or only 0 for a value that is not 0."""
    try:
        nearest = float(value)
    except OverflowError:
        raise NotReadError.large() from None
    if value and abs(nearest) < 1e-300:
        raise NotReadError.small()
    return nearest


def plus(a: Number, b: Number) -> Number:
    """The sum."""
    return bounded(a + b)


def minus(a: Number, b: Number) -> Number:
    """The difference."""
    return bounded(a - b)


def times(a: Number, b: Number) -> Number:
    """The product; NotReadError where one that is not 0 would become 0."""
    product = bounded(a * b)
    if not product and a and b:
        raise NotReadError.small()
    return product


def over(a: Number, b: Number) -> Number:
    """The quotient; NotReadError for b = 0."""
    if not b:
        raise NotReadError.zero()
    if isinstance(a, float) or isinstance(b, float):
        return times(as_float(a), _inverse(as_float(b)))
    return bounded(Fraction(a) / Fraction(b))


def power(a: Number, b: Number) -> Number:
    """The power, exact for whole b and for roots that come out; NotReadError for 0⁰ and roots of negative numbers."""
    if isinstance(b, float):
        return _float_power(a, b)
    if not a:
        return _power_of_zero(b)
    if isinstance(b, int):
        return _whole_power(a, b)
    root = exact_root(a, b.denominator)
    return _float_power(a, float(b)) if root is None else _whole_power(root, b.numerator)


def exact_root(a: Number, degree: int) -> Number | None:
    """The root that is an integer or a fraction, if there is one; NotReadError for negative a."""
    if a < 0:
        raise NotReadError.domain()
    if isinstance(a, float) or degree > MAX_ROOT:
        return None
    fraction = Fraction(a)
    top, bottom = (_whole_root(part, degree) for part in (fraction.numerator, fraction.denominator))
    return None if top is None or bottom is None else bounded(Fraction(top, bottom))


def apply(function: str, value: Number) -> Number:
    """The value of a known function; NotReadError outside its domain."""
    return APPLIED[function](value)


def settled(value: Number) -> int | float:
    """The value as it is graded: an int if it is whole, else the nearest float."""
    if isinstance(value, int):
        return value
    nearest = as_float(value)
    return int(nearest) if nearest.is_integer() and abs(nearest) < MAX_WHOLE_FLOAT and value == nearest else nearest


def _inverse(value: float) -> float:
    inverse = 1.0 / value if value else math.inf
    if not math.isfinite(inverse):
        raise NotReadError.large()
    return inverse


def _bits(value: int | Fraction) -> int:
    return value.numerator.bit_length()


def _power_of_zero(b: int | Fraction) -> Number:
    if b > 0:
        return 0
    raise NotReadError.zero() if b else NotReadError.domain()


def _whole_power(a: Number, b: int) -> Number:
    if isinstance(a, float) or abs(b) > MAX_BITS:
        return _sign_power(a, b)
    longest = max(_bits(a), a.denominator.bit_length())
    if longest * abs(b) <= 2 * MAX_BITS:
        return bounded(Fraction(a) ** b)
    return _sign_power(a, b)


def _sign_power(a: Number, b: int) -> Number:
    """A power too long to be carried exactly: 1 and -1 stay, all else becomes a float."""
    if a in {1, -1}:
        return 1 if b % 2 == 0 else int(a)
    size = _float_power(_absolute(a), b)
    return size if a > 0 or b % 2 == 0 else -size


def _float_power(a: Number, b: Number) -> float:
    if a < 0:
        raise NotReadError.domain()
    try:
        result = float(as_float(a) ** as_float(b))
    except OverflowError:
        raise NotReadError.large() from None
    except ZeroDivisionError:
        raise NotReadError.zero() from None
    if a and not result:
        raise NotReadError.small()
    return result


def _whole_root(value: int, degree: int) -> int | None:
    if degree == 2:
        root = math.isqrt(value)
    elif value.bit_length() < 1000:
        root = round(float(value) ** (1 / degree))
    else:
        return None
    return root if root**degree == value else None


def _absolute(value: Number) -> Number:
    return -value if value < 0 else value


def _sqrt(value: Number) -> Number:
    root = exact_root(value, 2)
    return math.sqrt(as_float(value)) if root is None else root


def _log(function: Callable[[float], float], base: int | None = None) -> Callable[[Number], Number]:
    def apply(value: Number) -> Number:
        if value <= 0:
            raise NotReadError.domain()
        result = function(as_float(value))
        whole = round(result)
        return whole if value == (base**whole if base and whole > 0 else 1) else result

    return apply


def exponential(value: Number) -> Number:
    """The exponential; NotReadError where it is too large or too small for a float."""
    if not value:
        return 1
    try:
        result = math.exp(as_float(value))
    except OverflowError:
        raise NotReadError.large() from None
    if not result:
        raise NotReadError.small()
    return result


APPLIED: Final[dict[str, Callable[[Number], Number]]] = {
    "sqrt": _sqrt,
    "exp": exponential,
    "ln": _log(math.log),
    "log2": _log(math.log2, 2),
    "log10": _log(math.log10, 10),
    "abs": _absolute,
    "floor": math.floor,
    "ceil": math.ceil,
    "tanh": lambda value: float(FUNCTIONS["tanh"].run(as_float(value))),
    "sigmoid": lambda value: float(FUNCTIONS["sigmoid"].run(as_float(value))),
}
"""What may be written in an answer; `log` is natural and read as `ln`."""
