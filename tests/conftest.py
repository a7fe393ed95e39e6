"""What every test shares: property tests are the same in every run, and no test touches the user's files."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from studytool.questions import bank
from tests.worded import FEW, SIX, YES_OR_NO

settings.register_profile(
    "studytool", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("studytool")


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
