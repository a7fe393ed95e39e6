from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.text.ascii import to_ascii


@pytest.mark.parametrize(
    ("sign", "plain"),
    [
        ("γλ", "gamma lambda"),
        ("α·δ − 2π", "alpha*delta - 2 pi"),
        ("3×224×224", "3x224x224"),
        ("o = ⌊(l + 2·p − k)/s⌋ + 1", "o = floor((l + 2*p - k)/s) + 1"),
        ("⌈⌊x⌋/2⌉", "ceil(floor(x)/2)"),
        ("x₁² + δ₁₂", "x_1^2 + delta_12"),
        ("1.5×10⁻³", "1.5x10^-3"),
        ("h′ = σ(Wᵀx)", "h' = sigma(W^Tx)"),
        ("∑ᵢ xᵢ ≤ ½", "sum_i x_i <= 1/2"),
        ("√(2) ≈ 1.41", "sqrt(2) ~= 1.41"),
        ("x̂ ∈ ℝ", "x_hat in R"),
        ("⎡−1 2⎤", "[-1 2]"),
        ("⎢ 3 4⎥", "| 3 4|"),
        ("状态-动作对，λ-回报", "状态-动作对，lambda-回报"),
        ("第 γ 级（好）", "第 gamma 级（好）"),
        ("plain", "plain"),
    ],
)
def test_signs_have_ascii_forms(sign, plain):
    """What a formula says survives without Unicode."""
    assert to_ascii(sign) == plain


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_only_ascii_and_chinese_are_left(text):
    """Whatever comes in, only ASCII and Chinese come out, and a second pass changes nothing."""
    plain = to_ascii(text)
    assert all(sign.isascii() or 0x2E80 <= ord(sign) <= 0xFFEF for sign in plain)
    assert to_ascii(plain) == plain


@given(st.text(st.sampled_from("⎡⎤⎢⎥⎣⎦−0123456789. "), max_size=40))
def test_rows_of_a_matrix_keep_their_width(row):
    """Columns stay aligned."""
    assert len(to_ascii(row)) == len(row)
