"""What is said to a person: one sentence in each language, and the interface's own strings."""
