"""Formula, reference and PyTorch side by side, for one variant of a kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import torch

from studytool.formula.evaluate import Value
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.question import Variant
from studytool.questions.tolerance import same


@dataclass(frozen=True, slots=True)
class Comparison:
    """The three numbers for one seed; `agrees` is exact for integers and within 1e-9 relative for floats."""

    seed: int
    formula: Value
    reference: Value
    torch: Value
    agrees: bool


@cache
def crosschecks(chapter: str) -> dict[str, Callable[..., Any]]:
    """The crosschecks of a chapter by kind."""
    package = importlib.import_module(f"studytool.crosscheck.{chapter}")
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(package.__path__):
        found |= importlib.import_module(f"{package.__name__}.{module.name}").CROSSCHECKS
    return found


def compare(kind: Kind, seed: int) -> Comparison:
    """Compute the variant of this seed in all three ways."""
    variant = bank.variant(kind, seed)
    reference = bank.reference_answer(kind, variant.values)
    checked = _value(crosschecks(kind.chapter)[kind.id](**_arguments(variant)))
    agrees = all(same(other, variant.answer, kind.type) for other in (reference, checked))
    return Comparison(seed, variant.answer, reference, checked, agrees)


def _arguments(variant: Variant) -> dict[str, Any]:
    return {
        name: torch.from_numpy(value.copy()) if isinstance(value, np.ndarray) else value
        for name, value in variant.givens.items()
    }


def _value(result: Any) -> Value:
    if isinstance(result, torch.Tensor):
        return result.item() if result.ndim == 0 else result.detach().numpy()
    return np.array(result) if isinstance(result, list | tuple) else result
