from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: crosschecks are skipped")

from studytool.crosscheck.rnn.lstm import lstm_parameters, lstm_step

ORDERS = {"pytorch": "ifgo", "onnx": "iofg", "notes": "ifog"}


def drawn(*shape: int) -> torch.Tensor:
    """Weights from (−1, 1)."""
    return torch.rand(*shape, dtype=torch.float64) * 2 - 1


@pytest.fixture
def step() -> dict[str, torch.Tensor]:
    """The inputs and weights of an LSTM step with hidden size 2."""
    torch.manual_seed(1)
    sizes = {"x": (2,), "h": (2,), "c": (2,), "W_ih": (8, 2), "b_ih": (8,), "W_hh": (8, 2), "b_hh": (8,)}
    return {name: drawn(*shape) for name, shape in sizes.items()}


def by_hand(step: dict[str, torch.Tensor], order: str, *, squashed: bool = True) -> torch.Tensor:
    """An LSTM step whose rows are stacked in this order."""
    a = step["W_ih"] @ step["x"] + step["b_ih"] + step["W_hh"] @ step["h"] + step["b_hh"]
    block = dict(zip(order, a.chunk(4), strict=True))
    i, f, o = (torch.sigmoid(block[gate]) for gate in "ifo")
    c = f * step["c"] + i * torch.tanh(block["g"])
    return o * (torch.tanh(c) if squashed else c)


def test_pytorch_stacks_i_f_g_o(step):
    """LSTMCell reads its rows as i, f, g, o and puts out o ⊙ tanh(c)."""
    torch.testing.assert_close(lstm_step(**step), by_hand(step, ORDERS["pytorch"]), atol=1e-12, rtol=0)


@pytest.mark.parametrize("order", ["onnx", "notes"])
def test_another_order_gives_another_state(step, order):
    """The same stacked numbers mean another LSTM in another library's order."""
    assert (lstm_step(**step) - by_hand(step, ORDERS[order])).abs().max().item() > 1e-2


def test_the_cell_is_squashed(step):
    """Without the output equation of the notes, o ⊙ c is not what LSTMCell puts out."""
    assert (lstm_step(**step) - by_hand(step, ORDERS["pytorch"], squashed=False)).abs().max().item() > 1e-3


def test_pytorch_has_two_biases():
    """LSTM holds 4(hd + h² + 2h) numbers, 4h more than the papers' and the notes' single bias makes."""
    d, h = 10, 20
    assert lstm_parameters(d, h) == 4 * (h * d + h * h + 2 * h) == 4 * (h * d + h * h + h) + 4 * h
    assert {name: tuple(b.shape) for name, b in torch.nn.LSTM(d, h).named_parameters() if "bias" in name} == {
        "bias_ih_l0": (80,),
        "bias_hh_l0": (80,),
    }


def test_one_of_the_biases_is_redundant(step):
    """Their sum in one place computes the same: the second bias changes the count and not the function."""
    summed = step | {"b_ih": step["b_ih"] + step["b_hh"], "b_hh": torch.zeros_like(step["b_hh"])}
    torch.testing.assert_close(lstm_step(**summed), lstm_step(**step), atol=1e-12, rtol=0)
