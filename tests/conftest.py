"""What every test shares: property tests are the same in every run, and no test touches the user's files."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

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
