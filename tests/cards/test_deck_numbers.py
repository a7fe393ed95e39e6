from __future__ import annotations

import itertools
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from studytool.cards.mathtext import plain
from studytool.cards.reading import load_decks

BACKS = {
    card.id: plain(card.back.en)
    for deck in load_decks(Path(__file__).parents[2] / "data" / "decks")
    for card in deck.cards
}
ALEXNET = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]


def receptive_field(layers, *, own_stride):
    """Grow the receptive field of (kernel, stride) layers; with `own_stride`, by the usual mistake."""
    r = j = 1
    for k, s in layers:
        r, j = r + (k - 1) * (j * s if own_stride else j), j * s
    return r


def alexnet_parameters(channels, groups):
    """Count AlexNet's parameters from its five convolutions' channels and groups, biases included."""
    pairs = itertools.pairwise([3, *channels])
    kernels = (11, 5, 3, 3, 3)
    convolutions = sum(i // g * o * k * k + o for (i, o), k, g in zip(pairs, kernels, groups, strict=True))
    return convolutions + sum(i * o + o for i, o in itertools.pairwise((36 * 256, 4096, 4096, 1000)))


def kernel_mean(x, y, *, distinct=False):
    """Average the Gaussian kernel with σ = 1 over all pairs, or over pairs of different places."""
    k = np.exp(-0.5 * np.subtract.outer(x, y) ** 2)
    return (k.sum() - np.trace(k)) / (len(x) * (len(x) - 1)) if distinct else k.mean()


def rbm(w):
    """Return p(1, 1) of the RBM with one unit a side and no biases."""
    return math.exp(w) / (math.exp(w) + 3)


def bptt(*, local):
    """Return dL/dh1 of the card's two-step network, with or without the loss of the first step."""
    h1 = math.tanh(1.0)
    h2 = math.tanh(0.5 * h1 - 0.5)
    return (h1 if local else 0) + h2 * (1 - h2**2) * 0.5


@pytest.mark.parametrize(
    ("card", "printed", "computed"),
    [
        ("cnn/C-02/2", "195", receptive_field(ALEXNET, own_stride=False)),
        ("cnn/C-02/2", "281", receptive_field(ALEXNET, own_stride=True)),
        ("cnn/C-06/2", "105,415,200", 55 * 55 * 3 * 96 * 11 * 11),
        ("cnn/C-06/2", "112,230,162", 227 * 227 * 3 * 96 * 11 * 11 // 16),
        ("cnn/C-06/2", "6.5%", 100 * ((227 / 4 / 55) ** 2 - 1)),
        ("cnn/C-15/1", "54.25", (224 - 11) / 4 + 1),
        ("rnn/R-02/2", "0.7031", bptt(local=True)),
        ("rnn/R-02/2", "−0.0585", bptt(local=False)),
        ("generative/V-01/2", "0.7112", rbm(2)),
        ("generative/V-01/2", "0.0432", rbm(-2)),
        ("generative/V-14/1", "0.8033", kernel_mean([0, 1], [0, 1])),
        ("rl/Q-06/3", "6/8", Fraction(6, 8)),
        ("rl/Q-11/2", "1.8", 1 + 0.5 * (-1 + 0.9 * 4 - 1)),
        ("rl/Q-11/2", "0.9", 1 + 0.5 * (-1 + 0.9 * 2 - 1)),
        ("rl/Q-11/2", "1.71", 1 + 0.5 * (-1 + 0.9 * (0.9 * 4 + 0.1 * 2) - 1)),
        ("rl/Q-11/2", "3.8", 0.9 * 4 + 0.1 * 2),
        ("rl/Q-12/2", "1.5", 1 * 0.5 + 1),
        ("gan/A-04/1", "−1.3863", -2 * math.log(2)),
        ("gan/A-04/2", "0.6931", math.log(2)),
    ],
)
def test_a_printed_number_is_the_computed_one(card, printed, computed):
    """A number on a card is what its formula gives, to the last printed digit."""
    assert printed in BACKS[card]
    digits = len(printed.rstrip("%").partition(".")[2])
    value = Fraction(printed.replace(",", "").replace("−", "-").rstrip("%"))
    assert abs(float(computed) - float(value)) <= 0.5 * 10**-digits


def test_the_two_alexnets_have_the_two_counts():
    """The 2012 network with groups and torchvision's without have the parameters that the front names."""
    assert alexnet_parameters((96, 256, 384, 384, 256), (1, 2, 1, 2, 2)) == 60_965_224
    assert alexnet_parameters((64, 192, 384, 256, 256), (1, 1, 1, 1, 1)) == 61_100_840


@pytest.mark.parametrize("l", range(8, 40))
@pytest.mark.parametrize(("k", "s", "d"), [(3, 2, 1), (3, 3, 2), (5, 1, 1)])
def test_as_many_inputs_as_the_stride_share_an_output_size(l, k, s, d):
    """The sizes with the same output number exactly s, as C-03.2 says."""

    def size(side):
        return (side - d * (k - 1) - 1) // s + 1

    assert sum(size(other) == size(l) for other in range(1, 60)) == s


def test_the_path_with_three_nodes_has_the_spectrum_of_its_card():
    """The eigenvalues 0, 1, 3 add up to twice the number of edges."""
    laplacian = np.array([[1, -1, 0], [-1, 2, -1], [0, -1, 1]])
    assert np.linalg.eigvalsh(laplacian) == pytest.approx([0, 1, 3], abs=1e-12)


def test_the_two_propagation_matrices_of_gcn_have_the_intervals_of_their_card():
    """On a bipartite graph, the worst case, one reaches 0 and 2 and the other stays within (−1, 1]."""
    a = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])

    def symmetric(m):
        root = 1 / np.sqrt(m.sum(1))
        return root[:, None] * m * root

    assert np.linalg.eigvalsh(np.eye(3) + symmetric(a))[[0, -1]] == pytest.approx([0, 2], abs=1e-12)
    low, *_, high = np.linalg.eigvalsh(symmetric(a + np.eye(3)))
    assert low > -1
    assert high == pytest.approx(1)


def test_the_unbiased_mmd_can_be_negative_and_the_biased_one_cannot():
    """On interleaved samples the U-statistic is below zero, as V-14.2 says."""
    x, y = np.array([0.0, 1.0]), np.array([0.5, 0.6])
    unbiased = kernel_mean(x, x, distinct=True) - 2 * kernel_mean(x, y) + kernel_mean(y, y, distinct=True)
    assert unbiased < 0 <= kernel_mean(x, x) - 2 * kernel_mean(x, y) + kernel_mean(y, y)


def test_the_roots_of_fid_multiply_only_where_matrices_commute():
    """The trace of the root of a product is the sum of its eigenvalues' roots, not the product of roots."""
    r, g = np.array([[2.0, 1.0], [1.0, 3.0]]), np.diag([1.0, 5.0])

    def root(m):
        w, u = np.linalg.eigh(m)
        return u @ np.diag(np.sqrt(w)) @ u.T

    joint = np.trace(root(root(r) @ g @ root(r)))
    assert joint == pytest.approx(np.sqrt(np.linalg.eigvals(r @ g)).sum())
    assert abs(joint - np.trace(root(r) @ root(g))) > 0.01
