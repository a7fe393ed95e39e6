"""The weights of FSRS-7 fitted to a learner's own reviews: PyTorch, in a process of its own."""
