"""Search from anywhere: what fits the words, and what one looked at last, within one's scope."""
