"""What the database recorded of changes, as people read it: a log, a record's own, and past belief."""
