"""What an author writes: a kind, its draws, its derivation."""
