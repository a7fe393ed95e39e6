from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", exc_type=ImportError)

from studytool.fitting.descent import Box, begin, descend


def rosenbrock(z):
    """Return the curved valley whose floor leads to (1, 1), and its gradient."""
    z = z.detach().requires_grad_()
    value = (1 - z[0]) ** 2 + 100 * (z[1] - z[0] ** 2) ** 2
    (gradient,) = torch.autograd.grad(value, z)
    return value.item(), gradient


def descended(low, high, start):
    """Return where the descent from `start` ends within the bounds."""
    low, high, start = (torch.tensor(each, dtype=torch.float64) for each in (low, high, start))
    box = Box(low, high)
    at = begin(rosenbrock, start)
    return descend(rosenbrock, at, box, steps=200, settled=1e-14, step_done=lambda: None).z.tolist()


def test_a_valley_is_followed_to_its_end():
    """Without bounds in the way the minimum is found."""
    assert descended([-5.0, -5.0], [5.0, 5.0], [-1.2, 1.0]) == pytest.approx([1.0, 1.0], abs=1e-5)


@pytest.mark.parametrize("high", [0.5, 0.0, -0.3])
def test_a_bound_is_kept_and_the_rest_still_fitted(high):
    """With z_0 held at its bound the other goes to the best place that is left, z_0 squared."""
    assert descended([-5.0, -5.0], [high, 5.0], [-1.2, 1.0]) == pytest.approx([high, high**2], abs=1e-5)


def test_a_start_at_the_minimum_stays():
    """Nothing falls any more: the same place."""
    assert descended([-5.0, -5.0], [5.0, 5.0], [1.0, 1.0]) == [1.0, 1.0]
