"""The table of officers."""

from datetime import date
from operator import attrgetter
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_day
from deployment.choices import Post
from deployment.models import Officer
from deployment.tables.base import (
    BY_NAME,
    BY_POST,
    NOTHING,
    NUMBER,
    PLACE,
    DatedTable,
    force_mark,
    in_order,
    link,
    sorted_by,
)


def upcoming_words(officer: Any) -> str:
    """Say which posting of `officer` begins next, and when; "" for none."""
    if not officer.upcoming:
        return ""
    words = {
        "day": format_day(date.fromisoformat(officer.upcoming["starts_on"])),
        "post": Post(officer.upcoming["post"]).label,
        "commune": officer.upcoming["commune"],
    }
    return _("từ %(day)s: %(post)s, %(commune)s") % words


class OfficerTable(DatedTable):
    """Officers with the post they hold on a day."""

    caption = gettext_lazy("Họ tên xếp theo tên, rồi đến họ và tên đệm.")

    usual = ("service_number", "rank", "force", "post", "commune", "starts_on", "province")
    identity = ("service_number", "upcoming")
    files = {
        "full_name": attrgetter("full_name"),
        "service_number": attrgetter("service_number"),
        "date_of_birth": attrgetter("date_of_birth"),
        "sex": lambda officer: str(officer.get_sex_display()),
        "rank": lambda officer: str(officer.get_rank_display() or ""),
        "force": lambda officer: str(officer.get_force_display()),
        "post": lambda officer: str(Post(officer.post).label) if officer.post else None,
        "commune": attrgetter("commune_name"),
        "commune_code": attrgetter("commune_code"),
        "district": attrgetter("district_name"),
        "starts_on": attrgetter("starts_on"),
        "province": attrgetter("province.name"),
        "upcoming": lambda officer: upcoming_words(officer) or None,
    }

    full_name = tables.Column(gettext_lazy("Họ và tên"), order_by=BY_NAME, attrs=PLACE)
    service_number = tables.Column(gettext_lazy("Số hiệu"), attrs={"td": {"class": "text-nowrap"}})
    date_of_birth = tables.Column(
        gettext_lazy("Ngày sinh"), order_by=("date_of_birth", *BY_NAME), attrs=NUMBER
    )
    sex = tables.Column(gettext_lazy("Giới tính"), order_by=("sex", *BY_NAME))
    rank = tables.Column(gettext_lazy("Cấp bậc hàm"))
    force = tables.Column(gettext_lazy("Lực lượng"), order_by=("force", *BY_NAME))
    post = tables.Column(gettext_lazy("Chức vụ"), empty_values=())
    commune = tables.Column(gettext_lazy("Nơi công tác"), empty_values=())
    commune_code = tables.Column(gettext_lazy("Mã xã"))
    district = tables.Column(gettext_lazy("Huyện, quận"), accessor="district_name")
    starts_on = tables.Column(gettext_lazy("Từ ngày"), attrs=NUMBER)
    province = tables.Column(gettext_lazy("Tỉnh"), order_by=("province__sort_key", *BY_NAME))
    upcoming = tables.Column(gettext_lazy("Bố trí sắp tới"), orderable=False)

    def render_full_name(self, record: Any) -> SafeString:
        name = link("officer", record.full_name, self.day, record.pk)
        if not record.wanted_by:
            return name
        return format_html(
            '{} <span class="tag tag-sent">{}</span>',
            name,
            _("%(place)s đề nghị tiếp nhận") % {"place": record.wanted_by},
        )

    def render_force(self, record: Officer) -> SafeString | str:
        return force_mark(record.force)

    def render_post(self, record: Any) -> SafeString | str:
        if record.post:
            return str(Post(record.post).label)
        return render_to_string("parts/unposted.html", {"awaits": record.upcoming})

    def order_rank(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, "rank", is_descending, *BY_NAME)

    def order_post(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, in_order("post", BY_POST), is_descending, *BY_NAME)

    def order_commune(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, "commune_sort_key", is_descending, "commune_code", *BY_NAME)

    def order_starts_on(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, "starts_on", is_descending, *BY_NAME)

    def render_commune(self, record: Any) -> SafeString | str:
        here: SafeString | str = NOTHING
        if record.commune_code:
            here = link("commune", record.commune_name, self.day, record.commune_code)
        if not record.upcoming or "upcoming" in self.shown:
            return here
        later = format_html('<span class="small quiet">{}</span>', upcoming_words(record))
        return format_html("{}<br>{}", here, later) if record.commune_code else later

    def render_upcoming(self, record: Any) -> str:
        return upcoming_words(record)

    def order_commune_code(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, "commune_code", is_descending, *BY_NAME)

    def order_district(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, "district_sort_key", is_descending, *BY_NAME)

    def render_date_of_birth(self, value: date) -> str:
        return format_day(value)

    def render_starts_on(self, value: date) -> str:
        return format_day(value)

    def render_province(self, record: Officer) -> str:
        return record.province.short_name
