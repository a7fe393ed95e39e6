"""The functions of the expression language: one record each, one file a family."""
