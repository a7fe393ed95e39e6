"""What every test shares: property tests are the same in every run, and no test touches the user's files.

A test marked `kinds` plays some kinds of the bank, each as `kind` or together as `kinds`: `tests/rotation.py`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from studytool.questions import bank
from tests import rotation
from tests.worded import FEW, SIX, YES_OR_NO

settings.register_profile(
    "studytool", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("studytool")


def pytest_addoption(parser):
    """The part of the bank that the long tests play."""
    parser.addoption("--rotation", metavar="N", help="which kinds the long tests play: a number, or `all`")


def pytest_configure(config):
    """Choose the part by the day where none is asked for, once for all processes."""
    config.option.rotation = config.option.rotation or rotation.today()
    if not rotation.is_rotation(config.option.rotation):
        raise pytest.UsageError(f"--rotation takes a number or `all`, not {config.option.rotation!r}")


def pytest_report_header(config):
    """Say which part it is: the same number plays the same kinds."""
    return rotation.told(config.option.rotation)


def pytest_generate_tests(metafunc):
    """Give a test marked `kinds` its kinds: one of each sort, and in the long tests those whose turn it is."""
    marker = metafunc.definition.get_closest_marker("kinds")
    if marker is None:
        return
    usual = rotation.of_each_sort(bank.kinds(), *marker.args)
    others = rotation.in_turn(bank.kinds(), metafunc.config.option.rotation, *marker.args)
    others = [kind for kind in others if kind not in usual]
    if "kinds" in metafunc.fixturenames:
        # together with those of each sort, so that what a test wants to see at all is there whoever has their turn
        long = [pytest.param([*usual, *others], marks=pytest.mark.long, id="in-turn")] if others else []
        metafunc.parametrize("kinds", [pytest.param(usual, id="of-each-sort"), *long])
    else:
        long = [pytest.param(kind, marks=pytest.mark.long, id=kind.id) for kind in others]
        metafunc.parametrize("kind", [*(pytest.param(kind, id=kind.id) for kind in usual), *long])


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    """Point the user's data folder and language away from those of whoever runs the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("STUDYTOOL_LANG", "en")
    monkeypatch.delenv("STUDYTOOL_DB", raising=False)


@pytest.fixture(scope="session")
def conv_of():
    """A way to the convolution with these givens; the seed decides only what a mode is free to choose."""

    def of(l, k, s, p, d, seed=24):
        givens = {"l": l, "k": k, "s": s, "p": p, "d": d, "exact": 0}
        found = bank.derive(bank.find("cnn.conv-output-size"), givens, seed)
        assert found is not None
        return found

    return of


@pytest.fixture(scope="session")
def conv_variant(conv_of):
    """A convolution of 32 pixels by 3, stride 2, padding 2, dilation 3: the kernel spans 7 pixels, 15 come out."""
    return conv_of(32, 3, 2, 2, 3)


@pytest.fixture(scope="session")
def shared_variant(conv_of):
    """A convolution of 8 pixels by 5, stride 2, padding 2: 4 come out, and 3 for either of two misconceptions."""
    return conv_of(8, 5, 2, 2, 1)


@pytest.fixture
def worded_kinds(monkeypatch):
    """The bank teaches the made-up kinds whose answers are words, too."""
    chapter = bank.chapter
    monkeypatch.setattr(bank, "chapter", lambda name: chapter(name) + ((YES_OR_NO, SIX, FEW) if name == "cnn" else ()))
    bank._taught.cache_clear()
    yield
    bank._taught.cache_clear()
