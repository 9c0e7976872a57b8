"""What a user calls a file: shown to people, never used as a path."""

import re
import unicodedata

LONGEST = 120
PARTS = re.compile(r"[\\/]")


def display_name(name: str) -> str:
    """Give the last part of a file's name, without signs that cannot be seen or turn the line around."""
    last = PARTS.split(unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return seen[-LONGEST:] or "tệp"
