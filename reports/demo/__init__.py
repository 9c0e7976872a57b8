"""Synthetic reporting periods, on the synthetic officers."""
