"""The pages of the reporting cycle."""
