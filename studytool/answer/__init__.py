"""What happens to a typed answer: it is read, checked, and a wrong one is diagnosed."""
