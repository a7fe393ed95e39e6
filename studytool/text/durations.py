"""How long until something, in a few cells."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

MINUTES_A_DAY: Final = 1440.0
UNITS: Final = (
    (MINUTES_A_DAY, 60.0, 0, Text("{n} min", "{n} 分钟")),
    (24.0, 24.0, 0, Text("{n} h", "{n} 小时")),
    (1.0, 31.0, 0, Text("{n} d", "{n} 天")),
    (12.0 / 365.25, 12.0, 1, Text("{n} mo", "{n} 个月")),
)
"""How many of the unit a day has, below how many it is used, its decimals, how it is written."""
YEARS: Final = Text("{n} y", "{n} 年")
AT_ONCE: Final = Text("<1 min", "不到 1 分钟")


def brief(days: float) -> Text:
    """Return a time in days as one number and its largest unit: `12 min`, `3 h`, `3 d`, `2.4 mo`, `1.2 y`.

    A time below half a minute is `<1 min`. Months are twelfths of a year of 365.25 days.
    """
    if round(days * MINUTES_A_DAY) < 1:
        return AT_ONCE
    for a_day, limit, places, text in UNITS:
        count = round(days * a_day, places)
        if count < limit:
            return text.format(n=f"{count:.{places}f}".removesuffix(".0"))
    return YEARS.format(n=f"{days / 365.25:.1f}".removesuffix(".0"))
