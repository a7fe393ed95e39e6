"""How well each skill is remembered: the FSRS-7 model, and the replay of a whole log through it."""
