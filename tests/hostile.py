"""What a hostile reader sends: names that a page asks for, values that nobody should have to fear."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_from_bytes
from uuid import uuid4

from django.http import QueryDict
from hypothesis import strategies as st

MARK = "<img src=x onerror=alert(1)>"
NUMBERS = [
    "-1", "0", "1", "2147483648", "99999999999999999999", "1e309", "NaN", "Infinity", "-0", "0x10", "1_000",
    "٣", "１２", "²", "1.5", "1,5", "9" * 10_000,
]  # fmt: skip
DAYS = [
    "31/2/2021", "2021-02-30", "0000-00-00", "0001-01-01", "31/12/9999", "9999-12-31", "10000-01-01",
    "1/1/21", "05/31/2021", "٣١/٥/٢٠٢١", "2021-05-31T00:00", "31/5/2021", "-1/-1/-1",
]  # fmt: skip
WORDS = [
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\ufffe", "\u202e", "a\u0301" * 200, "ký" * 5_000,
    MARK, f"\"'>{MARK}", f"</textarea></script>{MARK}", "{{ 7|add:7 }}", "{% url %}", "%s%(x)s{0}{x}",
    "%", "_",
    "\\", "'", "' OR 1=1 --", "1; DROP TABLE accounts_user", "a' UNION SELECT NULL--", "../../etc/passwd",
    "/\\", "//evil.example", "https://evil.example", "javascript:alert(1)", "\r\nX-Evil: 1", "=1+1",
    "[]", "{}",
    "null", "true", "on", "None", "pk", "-pk", "-full_name", "--name", "password", "owner__password",
    "province__name", "id__in", "?", "-", "member", "chief", "regular", "xa", "11", "03162", "111111-111",
]  # fmt: skip
VALUES = st.sampled_from(NUMBERS + DAYS + WORDS) | st.text(st.characters(exclude_categories=()), max_size=30)
USUAL_NAMES = ["as_of", "believed_on", "sort", "page", "per_page", "q", "province", "lang"]


def pairs(names: list[str], most: int = 8) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Generate what is sent under `names`, and under others; a name may come more than once."""
    known = st.sampled_from(sorted({*names, *USUAL_NAMES}))
    name = known | known | known | st.sampled_from(WORDS) | st.text(max_size=10)
    return st.lists(st.tuples(name, VALUES), min_size=1, max_size=most)


def encoded(sent: list[tuple[str, str]]) -> str:
    """Write pairs as in an address: lone surrogates too, as bytes that are no UTF-8."""
    parts = [tuple(quote_from_bytes(text.encode("utf-8", "surrogatepass")) for text in pair) for pair in sent]
    return "&".join(f"{name}={value}" for name, value in parts)


@contextmanager
def overheard(monkeypatch: Any) -> Iterator[set[str]]:
    """Gather the names that are asked of a query or a form meanwhile: by a filter, a form or a view."""
    asked: set[str] = set()

    def listening(method: Any) -> Any:
        def ask(query: QueryDict, key: Any, *rest: Any) -> Any:
            asked.add(str(key))
            return method(query, key, *rest)

        return ask

    with monkeypatch.context() as patch:
        for name in ("__getitem__", "getlist", "__contains__"):
            patch.setattr(QueryDict, name, listening(getattr(QueryDict, name)))
        yield asked


class Fields(HTMLParser):
    """What the forms of a page would send as they stand; of an empty choice, the first that is one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "select":
            self.select = name
            self.sent.setdefault(name, "")
        elif tag == "option" and self.select and (not self.sent[self.select] or "selected" in given):
            self.sent[self.select] = value
        elif name and tag in ("input", "textarea", "button"):
            self.sent[name] = value or self.sent.get(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""


def filled(html: str) -> dict[str, str]:
    """Give the fields of the page's forms, a new token for each."""
    fields = Fields(html).sent
    return fields | ({"token": str(uuid4())} if "token" in fields else {})
