"""A file a schema."""
