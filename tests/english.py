"""Tells which texts of a page are still in Vietnamese: those that the catalogue has as sources."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).resolve().parents[1] / "locale/en/LC_MESSAGES/django.po"
PLACE = re.compile(r"%\(\w+\)[sd]|%%")
SAID = ("aria-label", "title", "placeholder", "alt", "data-label", "content")
VIETNAMESE = re.compile("[\u00c0-\u024f\u1ea0-\u1ef9]")
LONGEST = 400  # letters; beyond, somebody wrote it
FEWEST = 12  # letters that a text with places must have of its own to be known again


@cache
def messages() -> list[tuple[str, str, tuple[str, ...]]]:
    """Give each message: context, source and its English forms."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    made = []
    for message in catalogue:
        source = message.id[0] if isinstance(message.id, tuple | list) else message.id
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if source:
            made.append((message.context or "", source, tuple(forms)))
    return made


def left_in_vietnamese(html: str) -> list[str]:
    """Give the texts of a page, and of its attributes, that the catalogue would have translated."""
    if "<html" not in html:
        return []  # a file
    return sorted({text for text in _texts(html) if VIETNAMESE.search(text) and _is_known(text[:LONGEST])})


def _texts(html: str) -> Iterator[str]:
    page = _Page()
    page.feed(html)
    return (" ".join(text.split()) for text in page.found)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in SAID and value]


@cache
def _is_known(text: str) -> bool:
    exact, patterns = _known()
    return text in exact or any(pattern.fullmatch(text) for pattern in patterns)


@cache
def _known() -> tuple[set[str], list[re.Pattern[str]]]:
    exact, patterns = set(), []
    for _context, source, forms in messages():
        source = " ".join(source.split())
        if source in forms or not VIETNAMESE.search(source):
            continue
        own = PLACE.sub("", source)
        if own == source:
            exact.add(source)
        elif VIETNAMESE.search(own) and len(own.strip()) >= FEWEST:
            patterns.append(re.compile(".+".join(map(re.escape, PLACE.split(source)))))
    return exact, patterns
