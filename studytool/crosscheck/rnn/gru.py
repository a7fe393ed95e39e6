"""GRU steps from torch.nn.GRUCell where it has the convention, and from torch operations where it has not."""

from __future__ import annotations

import torch
from torch import Tensor


def reset_after(
    x: Tensor, h: Tensor, W_r: Tensor, U_r: Tensor, b_r: Tensor, W_z: Tensor, U_z: Tensor, b_z: Tensor,
    W_n: Tensor, U_n: Tensor, b_n: Tensor, c_n: Tensor,
) -> Tensor:  # fmt: skip
    """The new hidden state of a GRUCell that holds these weights, gates in its order r, z, n."""
    cell = torch.nn.GRUCell(len(x), len(h), dtype=torch.float64)
    zero = torch.zeros_like(b_r)
    with torch.no_grad():
        cell.weight_ih.copy_(torch.cat([W_r, W_z, W_n]))
        cell.weight_hh.copy_(torch.cat([U_r, U_z, U_n]))
        cell.bias_ih.copy_(torch.cat([b_r, b_z, b_n]))
        cell.bias_hh.copy_(torch.cat([zero, zero, c_n]))
        result: Tensor = cell(x, h)
    return result


def reset_before(
    x: Tensor, h: Tensor, W_r: Tensor, U_r: Tensor, W_z: Tensor, U_z: Tensor, W_h: Tensor, U_h: Tensor
) -> Tensor:
    """The notes' GRU in torch operations: no PyTorch module resets before the product."""
    r = torch.sigmoid(torch.addmv(torch.mv(W_r, x), U_r, h))
    z = torch.sigmoid(torch.addmv(torch.mv(W_z, x), U_z, h))
    candidate = torch.tanh(torch.addmv(torch.mv(W_h, x), U_h, r * h))
    return torch.lerp(h, candidate, z)


CROSSCHECKS = {"rnn.gru-step": reset_after, "rnn.gru-step-notes": reset_before}
