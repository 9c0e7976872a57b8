"""What somebody typed into a search, and what may have been meant by it."""

import re

from communes.vietnamese import fold

QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»', " ") | {"’": "'", "‘": "'"})  # M'Đrắk keeps its own
NUMBER = re.compile(r"(\d{6})[ .]?(\d{3})")  # a service number without its hyphen
WRITTEN_OUT = {
    "tp": "thanh pho",
    "tphcm": "thanh pho ho chi minh",
    "hcm": "ho chi minh",
    "hn": "ha noi",
    "brvt": "ba ria vung tau",
    "tt": "thi tran",
    "tx": "thi xa",
}
MOST_WORDS = 8
Parts = tuple[str, ...]  # each must be held by what is found


def parts_of(text: str) -> Parts:
    """Give what was asked as one phrase, without quotation marks; nothing where nothing else is left."""
    text = " ".join(text.translate(QUOTES).split())
    number = NUMBER.fullmatch(text)
    phrase = "-".join(number.groups()) if number else text
    return (phrase,) if fold(phrase) else ()


def parts_meant(text: str) -> Parts:
    """Give the words of what was asked, for when the phrase led to nothing: in any order, written out."""
    words = re.findall(r"[^\W_]+", fold(text).replace("br-vt", "brvt"))
    written_out = " ".join(WRITTEN_OUT.get(word, word) for word in words)
    return tuple(dict.fromkeys(written_out.split()))[:MOST_WORDS]


def begins_words(key: str, parts: Parts) -> bool:
    """Tell whether each word of `parts` begins a word of the folded `key`, whatever stands between them."""
    words = key.replace("-", " ").split()
    asked = fold(" ".join(parts)).replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in asked)
