"""The balance planner: the fewest, nearest moves that bring communes to the minimum, and their fate."""
