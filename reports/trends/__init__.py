"""Trends: any figure by month or quarter since 2018, as a chart and a table."""
