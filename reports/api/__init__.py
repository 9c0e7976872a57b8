"""Summaries and sealed reports over the API."""
