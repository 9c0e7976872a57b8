"""Training from files: the same road as the import of assignments, with columns of its own."""
