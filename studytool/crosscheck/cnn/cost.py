"""What a convolution costs, by PyTorch: the numbers it holds, and half of what its FLOP counter counts."""

from __future__ import annotations

import torch
from torch.utils.flop_counter import FlopCounterMode


def conv_parameters(g: int, c_i: int, c_o: int, k_h: int, k_w: int) -> int:
    """The numbers that Conv2d's parameters hold."""
    layer = torch.nn.Conv2d(c_i, c_o, (k_h, k_w), groups=g, device="meta")
    return sum(parameter.numel() for parameter in layer.parameters())


def conv_macs(g: int, c_i: int, c_o: int, l: int, k: int, s: int, p: int) -> int:
    """Half of the FLOPs that PyTorch counts while the layer runs on tensors without data."""
    layer = torch.nn.Conv2d(c_i, c_o, k, stride=s, padding=p, groups=g, bias=False, device="meta")
    with FlopCounterMode(display=False) as counter:
        layer(torch.empty(1, c_i, l, l, device="meta"))
    return int(counter.get_total_flops()) // 2


CROSSCHECKS = {"cnn.conv-parameters": conv_parameters, "cnn.conv-macs": conv_macs}
