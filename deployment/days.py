"""The day a page or file speaks of: asked for, or by default the last one the data speak of."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from communes.calendar import today
from communes.formats import format_day
from communes.models import Commune
from communes.vietnamese import parse_day
from deployment.synthetic import synthetic_day

PROGRAMME_BEGAN = date(2018, 1, 1)


def default_day() -> date:
    """Give the day of the synthetic dataset where one is loaded, else today."""
    return synthetic_day() or today()


def as_of_day(request: HttpRequest) -> date:
    """Give the day of `?as_of=` (`31/5/2021` or ISO), or the default day where none is asked for.

    Raises BadRequest, in words for the reader, for what is no day.
    """
    return day_or_default(request.GET.get("as_of", ""))


def kept_day(request: HttpRequest) -> str:
    """Give `?as_of=…` for a link that keeps the day of the reader's page; "" where it has none or no day."""
    try:
        return f"?as_of={parse_day(request.GET.get('as_of', '').strip()).isoformat()}"
    except ValueError:
        return ""


def keeping_day(request: HttpRequest, route: str, *args: str) -> HttpResponseRedirect:
    """Lead to the page of `route`, on the day of the reader's page. Raises BadRequest for what is no day."""
    if request.GET.get("as_of"):
        as_of_day(request)
    return redirect(reverse(route, args=args) + kept_day(request))


def day_or_default(text: str) -> date:
    """Read a day as people write it; the default day where there is none. Raises BadRequest."""
    text = text.strip()
    if not text:
        return default_day()
    try:
        return parse_day(text)
    except ValueError as error:
        raise BadRequest(
            _("“%(text)s” không phải là ngày. Hãy ghi ngày/tháng/năm, ví dụ 31/5/2021.") % {"text": text[:40]}
        ) from error


def believed_day(request: HttpRequest) -> date | None:
    """Give the day of `?believed_on=`, at whose end the database is asked what it held; None for now.

    Raises BadRequest for what is no day, and for one that has not come.
    """
    text = request.GET.get("believed_on", "").strip()
    if not text:
        return None
    day = day_or_default(text)
    if day > today():
        raise BadRequest(_("Ngày %(day)s chưa đến: chưa có dữ liệu đã ghi.") % {"day": format_day(day)})
    return day


@dataclass(frozen=True)
class DayNotice:
    """What a reader must know of the day asked for."""

    text: str


def notice_for(day: date, has_units: bool | None = None) -> DayNotice | None:
    """Give the notice for a day before the programme, in the future, or without units (asked where None)."""
    if not (Commune.objects.existing_on(day).exists() if has_units is None else has_units):
        return DayNotice(
            _("Ngày %(day)s nằm ngoài thời gian có danh mục xã, phường, thị trấn đã nạp; số liệu bằng 0.")
            % {"day": format_day(day)}
        )
    if day < PROGRAMME_BEGAN:
        return DayNotice(_("Việc bố trí Công an chính quy bắt đầu từ năm 2018; trước đó số liệu bằng 0."))
    if day > today():
        return DayNotice(
            _("Ngày %(day)s ở tương lai: số liệu gồm những người đang giữ chức vụ và còn giữ đến ngày đó.")
            % {"day": format_day(day)}
        )
    return None
