"""Support conditions: their columns, the grid and the file that fill them, and what they add up to."""
