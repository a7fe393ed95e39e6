from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: crosschecks are skipped")

from studytool.crosscheck.rnn.gru import reset_after, reset_before

X = torch.tensor([0.5, -1.0], dtype=torch.float64)
H = torch.tensor([0.8, -0.3], dtype=torch.float64)
BLOCKS = ("r", "z", "n")


def drawn_cell(size: int) -> torch.nn.GRUCell:
    """A GRUCell whose weights and biases are drawn from (−1, 1) after the seed 1."""
    torch.manual_seed(1)
    cell = torch.nn.GRUCell(size, size, dtype=torch.float64)
    torch.manual_seed(1)
    with torch.no_grad():
        for parameter in (cell.weight_ih, cell.weight_hh, cell.bias_ih, cell.bias_hh):
            parameter.uniform_(-1, 1)
    return cell


def blocks(cell: torch.nn.GRUCell) -> dict[str, torch.Tensor]:
    """The cell's weights by gate: W, U and both biases."""
    named = {"W": cell.weight_ih, "U": cell.weight_hh, "b": cell.bias_ih, "c": cell.bias_hh}
    return {
        f"{letter}_{gate}": block.detach().clone()
        for letter, stacked in named.items()
        for gate, block in zip(BLOCKS, stacked.chunk(3), strict=True)
    }


def by_hand(
    w: dict[str, torch.Tensor], x: torch.Tensor, h: torch.Tensor, *, reset_first: bool, z_keeps: bool
) -> torch.Tensor:
    """A GRU step in either placement of the reset and either meaning of z, with all biases."""
    r = torch.sigmoid(w["W_r"] @ x + w["b_r"] + w["U_r"] @ h + w["c_r"])
    z = torch.sigmoid(w["W_z"] @ x + w["b_z"] + w["U_z"] @ h + w["c_z"])
    recurrent = w["U_n"] @ (r * h) + w["c_n"] if reset_first else r * (w["U_n"] @ h + w["c_n"])
    n = torch.tanh(w["W_n"] @ x + w["b_n"] + recurrent)
    return (1 - z) * n + z * h if z_keeps else (1 - z) * h + z * n


@pytest.mark.parametrize(
    ("reset_first", "z_keeps", "expected"),
    [
        (False, True, (0.833210, -0.199840)),
        (True, True, (0.841899, -0.238961)),
        (True, False, (0.925885, -0.086864)),
    ],
)
def test_same_weights_three_answers(reset_first, z_keeps, expected):
    """PyTorch's form, reset before the product, and the notes' form give three different states."""
    state = by_hand(blocks(drawn_cell(2)), X, H, reset_first=reset_first, z_keeps=z_keeps)
    torch.testing.assert_close(state, torch.tensor(expected, dtype=torch.float64), atol=5e-7, rtol=0)


def test_pytorch_resets_after_the_product_and_keeps_with_z():
    """GRUCell itself gives the first of the three."""
    cell = drawn_cell(2)
    mine = by_hand(blocks(cell), X, H, reset_first=False, z_keeps=True)
    torch.testing.assert_close(cell(X, H).detach(), mine, atol=1e-12, rtol=0)


def test_one_unit_cannot_tell_the_placement_of_the_reset():
    """With one hidden unit and no recurrent bias, scalars commute: r·(U·h) = U·(r·h)."""
    weights = blocks(drawn_cell(1)) | {"c_n": torch.zeros(1, dtype=torch.float64)}
    first, after = (by_hand(weights, X[:1], H[:1], reset_first=order, z_keeps=True) for order in (True, False))
    torch.testing.assert_close(first, after, atol=1e-12, rtol=0)


def test_recurrent_bias_tells_it_again():
    """The recurrent bias stands inside PyTorch's reset, so that with it even one unit tells the two apart."""
    weights = blocks(drawn_cell(1))
    first, after = (by_hand(weights, X[:1], H[:1], reset_first=order, z_keeps=True) for order in (True, False))
    assert (first - after).abs().item() > 1e-3


def test_negated_update_gate_swaps_z():
    """GRUCell with W_z, U_z and b_z negated has the notes' meaning of z."""
    cell = drawn_cell(2)
    weights = blocks(cell)
    with torch.no_grad():
        for stacked in cell.parameters():
            stacked[2:4] *= -1
    swapped = by_hand(weights, X, H, reset_first=False, z_keeps=False)
    torch.testing.assert_close(cell(X, H).detach(), swapped, atol=1e-12, rtol=0)


def test_the_two_crosschecks_differ():
    """Given one set of weights without biases, the two kinds' crosschecks disagree."""
    w, zero = blocks(drawn_cell(2)), torch.zeros(2, dtype=torch.float64)
    gates = [w[name] for name in ("W_r", "U_r")], [w[name] for name in ("W_z", "U_z")]
    after = reset_after(X, H, *gates[0], zero, *gates[1], zero, w["W_n"], w["U_n"], zero, zero)
    before = reset_before(X, H, *gates[0], *gates[1], w["W_n"], w["U_n"])
    assert (after - before).abs().max().item() > 1e-2
