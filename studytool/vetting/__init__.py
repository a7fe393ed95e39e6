"""What makes a kind right."""
