"""Questions as files: one module a format."""
