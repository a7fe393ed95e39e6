"""Another processor, as far as NumPy, its BLAS and the C library can tell: without what newer ones have.

Without its own loops NumPy asks the C library for exp and log, which has them with and without fused multiplication;
so has the BLAS its products of matrices. The last bit is another now and then.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from numpy._core._multiarray_umath import __cpu_features__

LOOPS = [name for name in ("X86_V4", "AVX512_ICL", "AVX512_SPR", "AVX512_SKX", "X86_V3") if __cpu_features__.get(name)]

OLDER = {
    "NPY_DISABLE_CPU_FEATURES": " ".join(LOOPS),
    "OPENBLAS_CORETYPE": "Nehalem",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2",
}

where_loops_differ = pytest.mark.skipif(
    "X86_V4" not in LOOPS and "AVX512_SKX" not in LOOPS, reason="on this processor NumPy has no loops to leave out"
)


def printed_here_and_there(code):
    """What a program prints on this processor, and what it prints on an older one."""
    return _printed(code, {}), _printed(code, OLDER)


def _printed(code, environment):
    line = [sys.executable, "-c", code]
    return subprocess.run(line, env={**os.environ, **environment}, capture_output=True, check=True).stdout
