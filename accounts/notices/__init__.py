"""What accounts are told: within the site, and by mail as each chooses."""
