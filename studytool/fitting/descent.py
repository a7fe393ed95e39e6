"""A quasi-Newton descent within bounds: BFGS on the coordinates that are free to move, projected on the bounds.

Sources: Bertsekas 1982, projected Newton methods; Nocedal & Wright 2006, procedure 18.2 (damped BFGS).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor

Objective = Callable[[Tensor], tuple[float, Tensor]]
FIRST_STEP, LONGEST_STEP = 0.3, 1.5
SHORTEST = 1e-3


@dataclass(frozen=True, slots=True)
class Point:
    """A place z (n,) of the descent: the objective there, its gradient and what is known of its curvature (n, n)."""

    z: Tensor
    value: float
    gradient: Tensor
    curvature: Tensor | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """The bounds, each of shape (n,)."""

    low: Tensor
    high: Tensor

    def clamped(self, z: Tensor) -> Tensor:
        """Return the nearest place within the bounds."""
        return torch.minimum(torch.maximum(z, self.low), self.high)

    def free(self, at: Point) -> Tensor:
        """Return which coordinates are not held at a bound by the gradient."""
        held_low = (at.z <= self.low) & (at.gradient > 0)
        held_high = (at.z >= self.high) & (at.gradient < 0)
        return ~(held_low | held_high)


def descend(
    objective: Objective, start: Point, box: Box, *, steps: int, settled: float, step_done: Callable[[], None]
) -> Point:
    """Return the point after at most `steps` steps, or where two in a row gained less than `settled`."""
    at, idle = start, 0
    for _ in range(steps):
        new = _step(objective, at, box)
        idle = idle + 1 if at.value - new.value < settled else 0
        at = new
        step_done()
        if idle == 2:
            break
    return at


def begin(objective: Objective, z: Tensor, curvature: Tensor | None = None) -> Point:
    """Return the point at z, to descend from."""
    return Point(z, *objective(z), curvature)


def _step(objective: Objective, at: Point, box: Box) -> Point:
    """Go along the quasi-Newton direction, halving the way until the objective falls; stay where it never does."""
    direction, share = _direction(at, box.free(at)), 1.0
    while share > SHORTEST:
        new = begin(objective, box.clamped(at.z + share * direction))
        if new.value <= at.value + 1e-4 * float(at.gradient @ (new.z - at.z)):
            return replace(new, curvature=_updated(at, new))
        share *= 0.4
    return replace(at, curvature=None)


def _direction(at: Point, free: Tensor) -> Tensor:
    step, gradient = torch.zeros_like(at.z), at.gradient[free]
    if at.curvature is None:
        step[free] = -gradient * (FIRST_STEP / gradient.norm().clamp(min=1e-300))
    else:
        step[free] = torch.linalg.solve(at.curvature[free][:, free], -gradient)
    return step * (LONGEST_STEP / step.abs().max().clamp(min=LONGEST_STEP))


def _updated(at: Point, new: Point) -> Tensor | None:
    """Return the damped BFGS update of the curvature, which stays positive definite."""
    s, y = new.z - at.z, new.gradient - at.gradient
    if not bool(s.any()):
        return at.curvature
    B = _scaled_identity(s, y) if at.curvature is None else at.curvature
    Bs = B @ s
    sy, sBs = s @ y, s @ Bs
    damp = torch.where(sy >= 0.2 * sBs, 1.0, 0.8 * sBs / (sBs - sy))
    r = damp * y + (1.0 - damp) * Bs
    return B - torch.outer(Bs, Bs) / sBs + torch.outer(r, r) / (s @ r)


def _scaled_identity(s: Tensor, y: Tensor) -> Tensor:
    scale = float(y @ y / (s @ y)) if float(s @ y) > 0 else 1.0
    return torch.eye(s.shape[0], dtype=s.dtype) * scale
