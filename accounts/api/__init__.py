"""What every endpoint of the API shares: who calls, problems in words, pages, conditions, repeated calls."""
