"""What there is to know of one function of the expression language: a record, and everything else reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from studytool.formula.functions.form import Form, called, operator

__all__ = ["Function", "Functions", "Slips"]


@dataclass(frozen=True, slots=True)
class Slips:
    """What a slip of the pen makes of a call.

    It may be taken for these functions of as many arguments; be `forgotten`, so that its first argument stands alone;
    have its arguments `exchanged`; or turn into a `wrong` formula, in which the arguments stand under their names.
    """

    taken_for: tuple[str, ...] = ()
    forgotten: bool = False
    exchanged: bool = False
    wrong: tuple[str, ...] = ()
    of_fractions: bool = False
    """Nobody writes the function around what has no fractions, so a slip that leaves none inside takes it away too."""


@dataclass(frozen=True, eq=False)
class Function:
    """One function: what it computes, how it is written, and how it goes wrong.

    `run` takes Python numbers or NumPy arrays; of Python numbers it makes Python numbers: integers exact, and fast.
    """

    name: str
    run: Callable[..., Any]
    arguments: tuple[str, ...] = ("x",)
    """The names of its arguments, for `wrong` slips and for whoever reads the record."""
    optional: int = 0
    """So many of the last arguments may be left out."""
    repeated: bool = False
    """The last argument may be followed by more of its kind."""
    brackets: tuple[str, str] | None = None
    """Signs that may be written around the argument in place of the name, as ⌊ and ⌋."""
    text: Form | None = None
    """Its form on a line of Unicode, where that is neither its brackets nor `name(arguments)`."""
    latex: Form | None = None
    """Its form in LaTeX, where that is not its name upright."""
    typed: tuple[str, ...] = ()
    """Other names under which learners may type it."""
    worked: Literal["call", "value", "none"] = "call"
    """What a worked line with numbers shows of it: the call, its value, or no line at all, as for a matrix."""
    entrywise: bool = False
    """An entry of the value comes from the same entries of the arguments, so that of numbers it is a number."""
    branches: bool = False
    """It is smooth or constant only piece by piece, so that two formulas may differ in one piece alone."""
    mended: Callable[[Any], Any] | None = None
    """What rounding has blurred across an edge of the first argument's domain, as it should be; None without edges."""
    cost: int = 3
    """How long a call takes, about in microseconds."""
    slips: Slips = Slips()

    @property
    def text_form(self) -> Form:
        """How a call is printed on a line of Unicode."""
        return self.text or (Form(*self.brackets) if self.brackets else called(self.name))

    @property
    def latex_form(self) -> Form:
        """How a call is printed in LaTeX."""
        return self.latex or operator(self.name)

    @property
    def least(self) -> int:
        """The fewest arguments that it takes."""
        return len(self.arguments) - self.optional

    @property
    def most(self) -> int | None:
        """The most arguments that it takes; None for any number."""
        return None if self.repeated else len(self.arguments)

    def takes(self, count: int) -> bool:
        """Whether it may be called with so many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)

    @property
    def wanted(self) -> str:
        """How many arguments it takes, in words."""
        least, most = self.least, self.most
        count = f"at least {least}" if most is None else f"{least}" if least == most else f"{least} to {most}"
        return f"{count} argument" if (most or least) == 1 else f"{count} arguments"


Functions = Mapping[str, Function]
