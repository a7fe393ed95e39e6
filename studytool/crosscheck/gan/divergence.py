"""The JS divergence as what a sample tells about which of two distributions it came from."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.distributions import Categorical


def js(p: Tensor, q: Tensor) -> Tensor:
    """The entropy of the mixture minus the mean entropy of its parts."""
    parts = Categorical(torch.stack([p, q]))
    mixture = Categorical((p + q) / 2)
    return mixture.entropy() - parts.entropy().mean()


CROSSCHECKS = {"gan.js-divergence": js}
