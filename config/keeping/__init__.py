"""Keeping the data through anything: backups that prove what they hold, and the way back from one."""
