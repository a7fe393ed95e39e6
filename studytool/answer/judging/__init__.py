"""From a value to a verdict, and to what a wrong one comes from."""
