from __future__ import annotations

import subprocess
import sys

import pytest

from studytool.fitting import apart
from studytool.fitting.apart import run_apart
from studytool.memory.weights import DEFAULT_WEIGHTS
from studytool.text.language import UserError


@pytest.fixture(scope="module")
def log(learner_log):
    """Return a small log."""
    return learner_log(DEFAULT_WEIGHTS, 30, 5)


@pytest.fixture
def broken_torch(tmp_path, monkeypatch):
    """Let other processes find a PyTorch that cannot be loaded."""
    (tmp_path / "torch.py").write_text("raise ImportError('no torch here')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


def test_the_other_process_gives_what_the_fit_gives(log):
    """The same weights as in this process, with progress on the way."""
    pytest.importorskip("torch", exc_type=ImportError)
    from studytool.fitting.fit import checked

    seen = []
    found = run_apart("fit", log, lambda done, of: seen.append((done, of)))
    here = checked(log)
    assert tuple(found["weights"]) == here.weights
    assert (found["fitted"], found["default"]) == (here.fitted, here.default)
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))


def test_fractions_travel_along(credited_log):
    """The other process fits to them too: what it gives is what the fit gives here."""
    pytest.importorskip("torch", exc_type=ImportError)
    from studytool.fitting.fit import checked

    log = credited_log(DEFAULT_WEIGHTS, 30, 4)
    found, here = run_apart("fit", log), checked(log)
    assert (tuple(found["weights"]), found["fitted"]) == (here.weights, here.fitted)


def test_pytorch_is_not_loaded_here():
    """Neither the command nor the way to the other process brings PyTorch in."""
    code = "import studytool.cli.fitting, studytool.fitting.apart, studytool.fitting.own_log, studytool.fitting.worker"
    check = f"{code}; import sys; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", check], check=True)


@pytest.mark.usefixtures("broken_torch")
def test_a_missing_pytorch_is_said_with_its_remedy(log):
    """One line with the reason and what to install."""
    with pytest.raises(UserError, match=r"no torch here\): pip install 'studytool\[torch\]'"):
        run_apart("fit", log)


def test_files_of_the_learners_folder_are_not_run(log, tmp_path, monkeypatch):
    """A numpy.py beside the learner's notes is not mistaken for NumPy."""
    pytest.importorskip("torch", exc_type=ImportError)
    (tmp_path / "numpy.py").write_text("raise ImportError('not this one')\n")
    monkeypatch.chdir(tmp_path)
    assert run_apart("fit", log)["held_out"] > 0


def test_a_process_that_fails_says_why(log, monkeypatch):
    """The last line of what it complained of, as the user's error."""
    monkeypatch.setattr(apart, "_environment", lambda: {"PYTHONPATH": "/nowhere", "PYTHONHOME": "/nowhere"})
    with pytest.raises(UserError, match="the fit failed: "):
        run_apart("fit", log)
