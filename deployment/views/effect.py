"""A change of postings says what it makes of the communes: officers, the rule's status, the chief's post."""

from collections.abc import Callable, Collection
from datetime import date

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from accounts.requests import UserRequest
from communes.formats import format_day
from communes.models import Commune
from deployment.choices import Post
from deployment.days import default_day
from deployment.models import Assignment
from deployment.shifts import Shift, shifts_between, staffed


def with_effect(
    request: UserRequest,
    communes: Collection[int],
    day: date,
    make: Callable[[], Assignment],
    say: Callable[[Assignment], None],
) -> Assignment:
    """Give the posting that `make` makes; `say` tells of it, then told is what the communes are on `day`.

    Raises what `make` raises.
    """
    before = staffed(communes, day)
    made = make()
    say(made)
    _say(request, shifts_between(before, staffed(communes, day)), day, made)
    return made


def day_of_effect(commune: Commune, starts_on: date, last_day: date | None) -> date:
    """Give the day on which to tell of a posting: today, or its first day where it is not held today."""
    today = default_day()
    is_held = starts_on <= today and (last_day is None or today <= last_day)
    exists = commune.exists_until is None or today < commune.exists_until
    return today if is_held and exists else starts_on


def _say(request: UserRequest, shifts: list[Shift], day: date, made: Assignment) -> None:
    """Warn where a commune ceases to comply, or where the chief who was posted is no regular one."""
    if not shifts:
        return
    parts = format_html_join("; ", '<a href="{}">{}</a>: {}', (_told(shift, day) for shift in shifts))
    words = _("Từ ngày {}: {}.") if day == made.starts_on else _("Tính đến hết ngày {}: {}.")
    lacks_chief = made.post == Post.CHIEF and any(
        shift.lacks_chief for shift in shifts if shift.code == made.commune.code
    )
    tell = messages.warning if lacks_chief or any(shift.stops for shift in shifts) else messages.info
    tell(request, format_html(words, format_day(day), parts))


def _told(shift: Shift, day: date) -> tuple[str, str, str]:
    url = f"{reverse('deployment:commune', args=[shift.code])}?as_of={day.isoformat()}"
    return url, shift.name, shift.words
