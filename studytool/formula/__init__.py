"""One expression language for formulas, for what learners type, and for what is printed back to them."""

from studytool.formula.evaluate import OUTSIDE_DOMAIN, Evaluator, Value, evaluator, formula
from studytool.formula.grammar import FormulaError, names, parse
from studytool.formula.tree import Node

__all__ = ["OUTSIDE_DOMAIN", "Evaluator", "FormulaError", "Node", "Value", "evaluator", "formula", "names", "parse"]
