"""The LSTM by torch.nn.LSTMCell and torch.nn.LSTM themselves: the notes' missing output is theirs."""

from __future__ import annotations

import torch
from torch import Tensor


def lstm_step(x: Tensor, h: Tensor, c: Tensor, W_ih: Tensor, b_ih: Tensor, W_hh: Tensor, b_hh: Tensor) -> Tensor:
    """The new hidden state of an LSTMCell that holds these weights."""
    cell = torch.nn.LSTMCell(len(x), len(h), dtype=torch.float64)
    with torch.no_grad():
        cell.weight_ih.copy_(W_ih)
        cell.weight_hh.copy_(W_hh)
        cell.bias_ih.copy_(b_ih)
        cell.bias_hh.copy_(b_hh)
        result: Tensor = cell(x, (h, c))[0]
    return result


def lstm_parameters(d: int, h: int) -> int:
    """The numbers that an LSTM's parameters hold."""
    layer = torch.nn.LSTM(d, h, device="meta")
    return sum(parameter.numel() for parameter in layer.parameters())


CROSSCHECKS = {"rnn.lstm-step": lstm_step, "rnn.lstm-parameters": lstm_parameters}
