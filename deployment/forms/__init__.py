"""Forms of entry."""
