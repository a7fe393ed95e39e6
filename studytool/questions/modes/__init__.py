"""The ways to ask, all made from one variant: each module makes the questions of its mode."""
