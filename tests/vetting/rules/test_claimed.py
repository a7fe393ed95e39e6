from __future__ import annotations

from dataclasses import replace

import pytest

from studytool.text.language import Text


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ("o = n + 1", "it gives the answer's own number"),
        ("v = o*w[7]", "it has no value"),
        ("v = o*w_2/(n - n)", "it has no value"),
        ("v = log(0 - o)", "it has no value"),
        ("n = ceil((l - k)/s)", "they are one misconception"),
    ],
)
def test_a_misconception_that_never_has_its_own_number_is_told(spoilt, only, steps, why):
    """With the reason: never a value, always the answer's number, always another's."""
    field, _, en = only(spoilt(None, steps, of="no-plus-one"), "claimed")
    assert field == "mistakes.no-plus-one.steps"
    assert why in en


def test_a_value_that_is_no_answer_is_told(broken, sound):
    """Half a pixel is no answer where whole numbers are asked for."""
    steps = sound.steps.replace("v = o*w_2", "v = o*3")
    half = replace(sound.mistakes[2], steps="v = o + 0.5")
    more = replace(sound.mistakes[2], id="doubled", name=Text("Doubled", "加倍"), steps="v = 6*o")
    found = broken(
        steps=steps, type="int", reference=lambda l, k, s: 3 * ((l - k) // s + 1), where=("(l - k) % s > 0",),
        givens={name: given for name, given in sound.givens.items() if name != "w"},
        misconceptions=(*sound.mistakes[:2], half, more),
    )  # fmt: skip
    (told,) = [one for one in found if one[0] == "claimed"]
    assert told[1] == "mistakes.first-weight.steps"
    assert "its value is no possible answer" in told[3]


def test_what_always_has_anothers_number_is_told(spoilt, only):
    """A misconception that differs from another only by rounding is never claimed beside it."""
    found = spoilt(None, "n = ceil((l - k)/s) + 0.0001", of="no-plus-one")
    ((rule, field, _, en, _),) = [one for one in found if one[0] == "claimed"]
    assert (rule, field) == ("claimed", "mistakes.no-plus-one.steps")
    assert "it gives the number of rounded-up, which comes before it" in en


def test_what_fires_rarely_is_alive(spoilt):
    """Seeds are looked at until every misconception is claimed."""
    assert not spoilt(None, "o = n + (l > 25)", of="no-plus-one", seeds=4)
