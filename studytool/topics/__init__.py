"""What is taught: one folder a chapter of the notes, one file a family of models."""
