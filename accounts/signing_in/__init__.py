"""Signing in: allauth's machinery in our words, and what is asked beyond it.

The second factor, sessions that end, passwords against lists. allauth does the work; here stand the
words, the limits and who must have what.
"""
