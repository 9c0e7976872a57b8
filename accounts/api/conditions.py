"""Entity tags: what a reader has already, and what a writer has seen."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _

from accounts.api.kinds import BAD_REQUEST, MARK_MISSING
from accounts.api.problems import Fault, Refusal

HEADER, LONGEST = "If-Match", 1000
ANYTHING = "*"
AFTER_MARK = "."
_TAG = r'(?:W/)?"[!#-~\x80-\xff]*"'  # RFC 9110, 8.8.3
TAGS = re.compile(rf"{_TAG}(?:\s*,\s*{_TAG})*")
BARE = re.compile(r'[^\s",*]+')  # a record's `etag` may be sent as it stands


def tagged(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Give a successful reading its ETag, and 304 to who has it already."""
    if request.method not in ("GET", "HEAD") or answer.status_code != 200 or answer.streaming:
        return answer
    if not answer.has_header("ETag"):
        answer["ETag"] = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
    answer["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """Give 304 to who has what bears `etag` already, before it is made; else None."""
    answer = get_conditional_response(request, etag=etag)
    if answer is not None:
        answer["ETag"] = etag
    return answer


def file_under(request: HttpRequest, mark: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer with the file that `make` gives, under `mark` as its entity tag, or with 304."""
    tag = quote_etag(mark)
    answer = unchanged(request, tag) or make()
    answer["ETag"] = tag
    return answer


def marked(response: HttpResponse, values: dict[str, Any]) -> dict[str, Any]:
    """Give the `values` of one record, and the answer its entity tag.

    An answer says more than the record's own row (a post, names in a language), so the mark (`etag`) alone is
    no tag of it: after a dot follows what stands for all of the values. `seen_mark` reads the mark alone.
    """
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)
    of_values = hashlib.sha256(text.encode()).hexdigest()[:16]
    response["ETag"] = quote_etag(f"{values['etag']}{AFTER_MARK}{of_values}")
    return values


def created(response: HttpResponse, route: str, *parts: Any) -> None:
    """Say in `Location` where what was just made is read."""
    response["Location"] = reverse(route, args=parts)


def seen_mark(request: HttpRequest, now: str) -> str | None:
    """Give the mark in `If-Match` of the record a change is meant for; None for `*`.

    now: the mark that the record bears as it was read for the change. Of several it is enough that one is
    that mark; the verb compares it once more on the locked row. Where none is, the first is given.
    Raises Refusal (428) where it is missing, so that nobody overwrites what they have not read, and (400)
    where it cannot be read.
    """
    text = request.headers.get(HEADER, "").strip()
    if not text:
        raise Refusal(MARK_MISSING, _("Hãy đọc bản ghi trước và gửi ETag của nó trong If-Match."))
    if text == ANYTHING:
        return None
    if len(text) > LONGEST or not (TAGS.fullmatch(text) or BARE.fullmatch(text)):
        words = _("Không đọc được If-Match: một hay nhiều ETag trong ngoặc kép, hoặc *; dài nhất 1000 ký tự.")
        raise Refusal(BAD_REQUEST, words, Fault("header", HEADER, words))
    tags = parse_etags(text) or [text]
    marks = [tag.strip('"').partition(AFTER_MARK)[0] for tag in tags]
    return now if now in marks else marks[0]
