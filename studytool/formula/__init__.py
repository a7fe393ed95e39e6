"""One expression language for formulas, for what learners type, and for what is printed back to them."""
