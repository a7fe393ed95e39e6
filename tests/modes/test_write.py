from __future__ import annotations

import numpy as np
import pytest

from studytool import bank
from studytool.answer.judging import judge
from studytool.explain import hints
from studytool.formula import OUTSIDE_DOMAIN, evaluator
from studytool.numbers import answer_text

CONV = bank.find("cnn.conv-output-size")
WRITTEN = [kind for kind in bank.kinds() if "write" in kind.modes]


def asked_for(kind, name):
    """A question that asks for the formula of this step."""
    return next(
        question for seed in range(50) if (question := bank.generate(kind, seed, "write")).parts[0].name == name
    )


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.id)
def test_the_formula_may_use_what_it_needs(kind):
    """Every name of the right formula is allowed, the step itself and what follows from it are not."""
    for seed in range(10):
        question = bank.generate(kind, seed, "write")
        (part,) = question.parts
        step = question.variant.derivation[part.name]
        assert step.needs <= set(part.names)
        assert part.name not in part.names
        steps = question.variant.derivation.named
        assert all(part.name not in steps[name].needs for name in part.names if name in steps)


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.id)
def test_a_misconception_is_told_from_its_formula(kind):
    """The formula of a misconception, typed as it is printed, is named wherever it gives another number."""
    for seed in range(8):
        question = bank.generate(kind, seed, "write")
        (part,), values = question.parts, question.variant.values
        for claim in part.claims:
            feedback = judge(question, part, answer_text(claim.value, "formula"))
            same = _same(claim.value, values, part.name)
            assert feedback.claim is not None or same, claim.id
            assert feedback.verdict in {"wrong", "other-convention", "correct" if same else "wrong"}


def _same(formula, values, name):
    """Whether a formula gives a step's own value; sizes that do not fit together give none."""
    try:
        return np.allclose(evaluator(formula)(values), values[name])
    except OUTSIDE_DOMAIN:
        return True


def test_any_equal_formula_is_right():
    """It is the function that counts, not its spelling."""
    question = asked_for(CONV, "o")
    (part,) = question.parts
    for typed in (
        "floor((l + 2p - k_eff)/s) + 1",
        "o = floor((l+2*p-k_eff+s)/s)",
        "⌊(l − k_eff + 2·p)/s⌋ + 1",
        "1 + floor((l + p + p - (d*(k-1) + 1))/s)",
    ):
        assert judge(question, part, typed).verdict == "correct", typed
    wrong = judge(question, part, "ceil((l + 2p - k_eff)/s) + 1")
    assert (wrong.verdict, wrong.claim.id) == ("wrong", "rounded-up")
    other = judge(question, part, "floor((l + 3p - k_eff)/s) + 1")
    assert (other.verdict, other.claim) == ("wrong", None)
    assert judge(question, part, "floor((l + 2p - x)/s) + 1").verdict == "unreadable"


def test_hints_name_what_the_formula_uses():
    """A hint for a formula never is the formula."""
    question = asked_for(CONV, "o")
    first, *more = hints(question, "o")
    assert first == "o = f(k_eff, l, p, s)"
    assert more == ["k_eff = d·(k − 1) + 1"]
