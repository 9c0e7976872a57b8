"""Cursor paging: a page is found by the last row of the one before, however many rows there are."""

from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

from accounts.api.kinds import UNKNOWN_CURSOR
from accounts.api.problems import Refusal, of_query
from accounts.api.values import Whole

SALT = "api.cursor"
DEFAULT_LIMIT, MOST = 100, 1000
OF_A_PAGE = ("cursor", "limit", "as_of")  # the day that was meant is named beside


class PageQuery(Schema):
    """What every list takes."""

    cursor: str = Field(
        "",
        max_length=500,
        description=gettext_noop(
            "Giá trị “next” của trang trước, gửi lại nguyên văn cùng các bộ lọc và as_of của trang đầu; "
            "không hết hạn, chỉ dùng cho danh sách đã cấp. Trống: trang đầu"
        ),
    )
    limit: Whole = Field(
        DEFAULT_LIMIT, ge=1, le=MOST, description=gettext_noop("Số dòng mỗi trang, viết bằng chữ số")
    )


def page_of(
    request: HttpRequest, rows: QuerySet[Any], *, keys: Sequence[str], query: PageQuery
) -> tuple[list[Any], str | None]:
    """Give at most `query.limit` rows after `query.cursor`, and the cursor of the next page.

    keys: ascending, together unique, none NULL. Raises Refusal for a cursor that was not given out by this
    list, under these filters, for this day.
    """
    ordered = rows.order_by(*keys)
    salt, limit = _salt(request, query), query.limit
    if query.cursor:
        ordered = ordered.filter(_after(keys, _read(query.cursor, salt)))
    found = list(ordered[: limit + 1])
    more = len(found) > limit
    page = found[:limit]
    return page, _cursor(page[-1], keys, salt) if more else None


def _salt(request: HttpRequest, query: PageQuery) -> str:
    """Say what a cursor belongs to: an address, its filters, the day."""
    asked = {name: str(value) for name, value in query.dict(exclude=set(OF_A_PAGE)).items() if value}
    return repr((SALT, request.path, sorted(asked.items()), str(getattr(query, "day", ""))))


def _after(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows behind `values` in the order of `keys`."""
    condition = Q()
    for place, (key, value) in enumerate(zip(keys, values, strict=True)):
        same = dict(zip(keys[:place], values[:place], strict=True))
        condition |= Q(**same, **{f"{key}__gt": value})
    return condition


def _cursor(row: Any, keys: Sequence[str], salt: str) -> str:
    values = [getattr(row, key) for key in keys]
    told = [v if isinstance(v, int | str) else str(v) for v in values]
    return signing.Signer(salt=salt).sign_object(told)  # without the time: the same page, the same ETag


def _read(cursor: str, salt: str) -> list[Any]:
    try:
        return signing.Signer(salt=salt).unsign_object(cursor)
    except signing.BadSignature as error:
        told = _("Con trỏ trang không phải do danh sách này cấp cho các bộ lọc này; hãy đọc lại từ đầu.")
        raise Refusal(UNKNOWN_CURSOR, told, of_query(told, "cursor")) from error
