"""The interface: screens and widgets; everything below works without it."""
