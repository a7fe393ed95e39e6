"""The process that fits: `python -m studytool.fitting TASK DAY_START < reviews.npz`, for `studytool.fitting.apart`."""

from __future__ import annotations

import sys

from studytool.fitting.worker import main

if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout)
