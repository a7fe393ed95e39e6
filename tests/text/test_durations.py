from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.text.durations import brief

MINUTE, HOUR, YEAR = 1 / 1440, 1 / 24, 365.25


@pytest.mark.parametrize(
    ("days", "en", "zh"),
    [
        (0.0, "<1 min", "不到 1 分钟"),
        (0.49 * MINUTE, "<1 min", "不到 1 分钟"),
        (0.51 * MINUTE, "1 min", "1 分钟"),
        (12 * MINUTE, "12 min", "12 分钟"),
        (59.4 * MINUTE, "59 min", "59 分钟"),
        (59.6 * MINUTE, "1 h", "1 小时"),
        (3 * HOUR, "3 h", "3 小时"),
        (23.6 * HOUR, "1 d", "1 天"),
        (3.2, "3 d", "3 天"),
        (30.4, "30 d", "30 天"),
        (30.6, "1 mo", "1 个月"),
        (73.0, "2.4 mo", "2.4 个月"),
        (0.999 * YEAR, "1 y", "1 年"),
        (1.2 * YEAR, "1.2 y", "1.2 年"),
        (36500.0, "99.9 y", "99.9 年"),
    ],
)
def test_a_time_is_one_number_and_its_unit(days, en, zh):
    """The largest unit of which there is at least one, rounded before it is chosen."""
    assert (brief(days).en, brief(days).zh) == (en, zh)


@given(st.floats(0.0, 36500.0))
def test_a_time_is_short(days):
    """At most seven cells in English, so that four stand in a line."""
    assert len(brief(days).en) <= 7
