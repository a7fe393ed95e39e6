from __future__ import annotations

import pytest

from studytool.cli.main import main


@pytest.fixture
def run(capsys):
    """Run a command and return its status, stdout and stderr."""

    def run(*arguments):
        try:
            status = main(arguments)
        except SystemExit as leaving:
            status = leaving.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run
