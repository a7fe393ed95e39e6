from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studytool.topics.rnn.lstm import lstm_parameters, lstm_step
from tests.topics.nested_lists import add, apply, sigmoids, tanh, times
from tests.topics.wrong_numbers import disagreements

ENTRY = st.floats(-2, 2)
VECTOR = arrays(float, 2, elements=ENTRY)
STEP = st.fixed_dictionaries(
    {
        **dict.fromkeys(("x", "h", "c"), VECTOR),
        **dict.fromkeys(("W_ih", "W_hh"), arrays(float, (8, 2), elements=ENTRY)),
        **dict.fromkeys(("b_ih", "b_hh"), arrays(float, 8, elements=ENTRY)),
    }
)
SIZES = {"d": st.integers(1, 50), "h": st.integers(1, 50)}


def gates(i: float, f: float, g: float, o: float, c: float) -> float:
    """The new state of a scalar cell whose gates have these pre-activations."""
    zero = np.zeros((4, 1))
    one = np.ones(1)
    return lstm_step(one, one, c * one, zero, np.array([i, f, g, o]), zero, np.zeros(4)).item()


def test_gates_by_hand():
    """Gates i = ¾, f = ¼, o = ½, g = tanh(1) and c = 2 give h = ½·tanh(¼·2 + ¾·tanh(1))."""
    h_new = gates(i=np.log(3), f=-np.log(3), g=1.0, o=0.0, c=2.0)
    assert h_new == pytest.approx(0.5 * np.tanh(0.5 + 0.75 * np.tanh(1)))


def test_rows_are_in_pytorch_s_order():
    """A shut input gate, an open forget gate and an open output gate hand tanh(c) through."""
    assert gates(i=-50, f=50, g=3.0, o=50, c=0.7) == pytest.approx(np.tanh(0.7))


@given(STEP)
def test_the_output_is_squashed(values):
    """The output o ⊙ tanh(c) stays within −1 and 1, however large the cell is."""
    assert np.all(np.abs(lstm_step(**values)) < 1)


@given(STEP)
def test_only_the_sum_of_the_biases_counts(values):
    """Two bias vectors compute what their sum in one place computes."""
    both = lstm_step(**values)
    summed = values | {"b_ih": values["b_ih"] + values["b_hh"], "b_hh": np.zeros(8)}
    np.testing.assert_allclose(lstm_step(**summed), both, atol=1e-12)


@pytest.mark.parametrize(
    ("d", "h", "biases", "parameters"),
    [(1, 1, 2, 16), (10, 20, 2, 2_560), (100, 128, 1, 117_248), (100, 128, 2, 117_760)],
)
def test_parameters_by_hand(d, h, biases, parameters):
    """4(hd + h² + 2h) with PyTorch's two bias vectors, 4(hd + h² + h) with one."""
    assert lstm_parameters(d, h, biases) == parameters


@given(**SIZES)
def test_second_bias_adds_four_numbers_a_unit(d, h):
    """The two conventions differ by 4h."""
    assert lstm_parameters(d, h) - lstm_parameters(d, h, biases=1) == 4 * h


def wrong_lstm_step(x, h, c, b_ih, b_hh, W_ih, W_hh):
    def h_new(order="ifgo", b_hh=b_hh, squashed=tanh, candidate=tanh, letting_in=times):
        a = add(apply(W_ih, x), b_ih, apply(W_hh, h), b_hh)
        rows = {gate: a[2 * order.index(gate) : 2 * order.index(gate) + 2] for gate in "ifgo"}
        i, f, o = (sigmoids(rows[gate]) for gate in "ifo")
        g = candidate(rows["g"])
        return times(o, squashed(add(times(f, c), letting_in(i, g))))

    return {
        "cell-not-squashed": h_new(squashed=list),
        "input-and-forget-exchanged": h_new("figo"),
        "rows-of-onnx": h_new("iofg"),
        "sigmoid-for-the-candidate": h_new(candidate=sigmoids),
        "input-gate-forgotten": h_new(letting_in=lambda _, g: g),
        "one-bias-forgotten": h_new(b_hh=[0] * 8),
    }


def wrong_lstm_parameters(d, h):
    return {
        "one-bias": 4 * h * (d + h + 1),
        "candidate-forgotten": 3 * h * (d + h + 2),
        "biases-forgotten": 4 * h * (d + h),
        "recurrent-weights-forgotten": 4 * h * (d + 2),
        "five-blocks": 5 * h * (d + h + 2),
        "bias-matrix": 4 * h * (d + h + 2 * h),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("rnn.lstm-step", wrong_lstm_step), ("rnn.lstm-parameters", wrong_lstm_parameters)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
