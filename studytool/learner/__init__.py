"""One person's settings and standing."""
