"""The `studytool` command."""

from __future__ import annotations

import sys

from studytool.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
