"""What makes a kind right, one rule a file: `check` takes a subject and yields what is wrong with it."""
