"""Synthetic officers on the real gazetteer: the same for the same seed, believable, no real person."""
