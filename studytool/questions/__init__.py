"""From a kind and a seed to a sound question."""
