"""The table of the language's functions: what is not in it, no formula can name."""

from __future__ import annotations

from typing import Final

from studytool.formula.functions.arrays import ARRAYS
from studytool.formula.functions.choosing import CHOOSING
from studytool.formula.functions.elementwise import ELEMENTWISE
from studytool.formula.functions.function import Functions
from studytool.formula.functions.matrices import MATRICES
from studytool.formula.functions.reductions import REDUCTIONS
from studytool.formula.functions.rounding import ROUNDING

FUNCTIONS: Final[Functions] = {
    function.name: function for function in (*ELEMENTWISE, *ROUNDING, *CHOOSING, *REDUCTIONS, *MATRICES, *ARRAYS)
}
