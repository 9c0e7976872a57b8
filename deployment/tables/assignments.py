"""The table of postings."""

from datetime import date
from operator import attrgetter
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from accounts.models import User
from communes.formats import format_day
from communes.vietnamese import last_day_in
from deployment.models import Assignment, Officer
from deployment.tables.base import (
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


class AssignmentTable(DatedTable):
    """Postings, the newest first."""

    caption = gettext_lazy("“Đến ngày” là ngày cuối cùng còn giữ chức vụ; để trống là đang giữ.")

    usual = (
        "service_number", "post", "commune", "province", "starts_on", "ends_on", "decision_number",
    )  # fmt: skip
    identity = ("service_number", "commune_code")
    files = {
        "officer": attrgetter("officer.full_name"),
        "service_number": attrgetter("officer.service_number"),
        "rank": lambda posting: str(posting.officer.get_rank_display() or ""),
        "force": lambda posting: str(posting.get_force_display()),
        "post": lambda posting: str(posting.get_post_display()),
        "commune": attrgetter("commune.name"),
        "commune_code": attrgetter("commune.code"),
        "province": attrgetter("province.name"),
        "starts_on": attrgetter("starts_on"),
        "ends_on": lambda posting: last_day_in(posting.ends_on),
        "decision_number": attrgetter("decision_number"),
        "decision_date": attrgetter("decision_date"),
    }

    officer = tables.Column(
        gettext_lazy("Họ và tên"),
        order_by=("officer__sort_key", "officer__service_number", "pk"),
        attrs=PLACE,
    )
    service_number = tables.Column(
        gettext_lazy("Số hiệu"),
        accessor="officer__service_number",
        order_by=("officer__service_number", "pk"),
        attrs={"td": {"class": "text-nowrap"}},
    )
    rank = tables.Column(gettext_lazy("Cấp bậc hàm"), accessor="officer__rank")
    force = tables.Column(gettext_lazy("Lực lượng"), order_by=("force", "pk"))
    post = tables.Column(gettext_lazy("Chức vụ"))
    commune = tables.Column(gettext_lazy("Xã, phường, thị trấn"), order_by=("commune__sort_key", "pk"))
    commune_code = tables.Column(
        gettext_lazy("Mã xã"), accessor="commune__code", order_by=("commune__code", "pk")
    )
    province = tables.Column(gettext_lazy("Tỉnh"), order_by=("province__sort_key", "pk"))
    starts_on = tables.Column(gettext_lazy("Từ ngày"), order_by=("starts_on", "pk"), attrs=NUMBER)
    ends_on = tables.Column(gettext_lazy("Đến ngày"), order_by=("until", "pk"), attrs=NUMBER)
    decision_number = tables.Column(gettext_lazy("Quyết định"), order_by=("decision_number", "pk"))

    decision_date = tables.Column(gettext_lazy("Ngày quyết định"), attrs=NUMBER)

    def render_officer(self, record: Assignment) -> SafeString | str:
        if visible_officer(self.user, record.officer):
            return link("officer", record.officer.full_name, self.day, record.officer_id)
        return record.officer.full_name

    def render_rank(self, record: Assignment) -> str:
        return str(record.officer.get_rank_display())

    def order_rank(self, postings: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(postings, "officer__rank", is_descending, "pk")

    def render_force(self, record: Assignment) -> str:
        return str(record.get_force_display())

    def render_decision_date(self, value: date) -> str:
        return format_day(value)

    def order_decision_date(self, postings: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(postings, "decision_date", is_descending, "pk")

    def render_post(self, record: Assignment) -> SafeString:
        return format_html("{} {}", record.get_post_display(), force_mark(record.force, quiet=True))

    def order_post(self, postings: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(postings, in_order("post", BY_POST), is_descending, "pk")

    def render_commune(self, record: Assignment) -> SafeString:
        return link("commune", record.commune.name, self.day, record.commune.code)

    def render_province(self, record: Assignment) -> str:
        return record.province.short_name

    def render_starts_on(self, value: date) -> str:
        return format_day(value)

    def render_ends_on(self, value: date) -> str:
        last_day = last_day_in(value)
        return format_day(last_day) if last_day else NOTHING


def visible_officer(user: User, officer: Officer) -> bool:
    """Tell whether the officer has a page for `user`: one who has left for another province has none."""
    return user.sees_nation or officer.province_id == user.province_id
