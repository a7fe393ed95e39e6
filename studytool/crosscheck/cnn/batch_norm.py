"""Batch normalization by PyTorch's own, in training mode."""

from __future__ import annotations

from torch import Tensor
from torch.nn.functional import batch_norm as torch_batch_norm


def batch_norm(x: Tensor, gamma: float, beta: float, eps: float) -> Tensor:
    """The only channel of a batch of len(x) values."""
    scale, shift = x.new_tensor([gamma]), x.new_tensor([beta])
    result = torch_batch_norm(x[:, None], None, None, scale, shift, training=True, eps=eps)
    return result[:, 0]


CROSSCHECKS = {"cnn.batch-norm-train": batch_norm}
