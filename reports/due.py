"""How a report stands to its due time: days left, or how early or late it came."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.formats import format_number
from reports.moment import day_of


@dataclass(frozen=True)
class Due:
    """text: "còn 3 ngày", "quá hạn 2 ngày", "gửi lần đầu sớm 1 ngày so với hạn", "… muộn 4 ngày …"."""

    at: datetime
    text: str
    is_late: bool


def due_of(due_at: datetime, first_sent_at: datetime | None, now: datetime) -> Due:
    """Set the first sending, or where there is none the present moment, beside `due_at`."""
    moment = first_sent_at or now
    is_late = moment > due_at
    days = abs((day_of(due_at) - day_of(moment)).days)
    return Due(due_at, _words(days, is_late, first_sent_at is not None), is_late)


def _words(days: int, is_late: bool, is_sent: bool) -> str:
    if not days:
        today = {
            (True, True): _("gửi lần đầu muộn, trong ngày hết hạn"),
            (True, False): _("gửi lần đầu đúng hạn"),
            (False, True): _("quá hạn hôm nay"),
            (False, False): _("hết hạn hôm nay"),
        }
        return today[is_sent, is_late]
    words = {
        (True, True): ngettext(
            "gửi lần đầu muộn %(days)s ngày so với hạn", "gửi lần đầu muộn %(days)s ngày so với hạn", days
        ),
        (True, False): ngettext(
            "gửi lần đầu sớm %(days)s ngày so với hạn", "gửi lần đầu sớm %(days)s ngày so với hạn", days
        ),
        (False, True): ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", days),
        (False, False): ngettext("còn %(days)s ngày", "còn %(days)s ngày", days),
    }
    return words[is_sent, is_late] % {"days": format_number(days)}
