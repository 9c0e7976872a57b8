"""The tables of the lists: what stands in each column and by what it is sorted in SQL."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.db.models import Case, F, QuerySet, Value, When
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from communes.models import Commune
from communes.vietnamese import format_day, format_number, last_day_in
from deployment.choices import Force, Post, Status
from deployment.models import Assignment, Officer
from deployment.places import Places

NUMBER = {"th": {"class": "n"}, "td": {"class": "n"}, "tf": {"class": "n"}}
PLACE = {"th": {"class": "place"}}
NOTHING = "–"
BY_SEVERITY = (Status.NOT_DEPLOYED, Status.BELOW_MINIMUM, Status.NO_CHIEF, Status.COMPLIANT)
BY_NAME = ("sort_key", "service_number")
BY_POST = (Post.CHIEF, Post.DEPUTY, Post.MEMBER)


def link(name: str, text: str, day: date, *arguments: Any) -> SafeString:
    """Give a link to the page `name`, as of `day`."""
    url = reverse(f"deployment:{name}", args=arguments)
    return format_html('<a class="name" href="{}?as_of={}">{}</a>', url, day.isoformat(), text)


def in_order(field: str, values: tuple[str, ...]) -> Case:
    """Give the place of `field` in `values`, for ordering; NULL for anything else."""
    return Case(*(When(**{field: value}, then=Value(place)) for place, value in enumerate(values)))


def sorted_by(rows: QuerySet[Any], key: Any, is_descending: bool, *then: str) -> tuple[QuerySet[Any], bool]:
    """Order by `key` (a path or an expression), what has none last either way, then by `then`.

    The True beside it tells django-tables2 that the order is set.
    """
    key = F(key) if isinstance(key, str) else key
    first = key.desc(nulls_last=True) if is_descending else key.asc(nulls_last=True)
    return rows.order_by(first, *then), True


class DatedTable(tables.Table):
    """A table on `day`; those who see the nation are also told the province."""

    empty_text_lead = gettext_lazy("Không có dòng nào phù hợp với bộ lọc.")

    def __init__(self, *args: Any, day: date, user: User, totals: Any, **kwargs: Any) -> None:
        self.day, self.user, self.totals = day, user, totals
        exclude = () if user.sees_nation else ("province",)
        super().__init__(*args, exclude=exclude, default=NOTHING, empty_text=self.empty_text_lead, **kwargs)

    @property
    def sorted_column(self) -> str:
        """The header of the column that the rows are sorted by first, in lower case."""
        column = self.columns[self.order_by[0].bare] if self.order_by else None
        return str(column.header).lower() if column else ""


class CommuneTable(DatedTable):
    """Communes in the scope of the rule on a day."""

    caption = gettext_lazy("Đơn vị: cán bộ tính bằng người; “3/5” là 3 cán bộ chính quy, mức tối thiểu 5.")

    name = tables.Column(
        gettext_lazy("Xã, thị trấn"),
        order_by=("sort_key", "code"),
        attrs=PLACE,
        footer=lambda table: table.total(),
    )
    district = tables.Column(gettext_lazy("Huyện, quận"), order_by=("district__sort_key", "sort_key", "code"))
    province = tables.Column(gettext_lazy("Tỉnh"), order_by=("province__sort_key", "sort_key", "code"))
    officers = tables.Column(
        gettext_lazy("Cán bộ"),
        order_by=("officers", "code"),
        attrs={"td": {"class": "text-nowrap"}},
        footer=lambda table: format_number(table.totals.officers),
    )
    has_chief = tables.Column(gettext_lazy("Trưởng Công an"), order_by=("has_chief", "code"))
    shortfall = tables.Column(
        gettext_lazy("Thiếu"),
        order_by=("shortfall", "code"),
        attrs=NUMBER,
        footer=lambda table: format_number(table.totals.shortfall),
    )
    status = tables.Column(gettext_lazy("Kết luận"))
    organised_on = tables.Column(gettext_lazy("Quyết định tổ chức"), empty_values=())

    def total(self) -> str:
        return _("Cộng %(count)s xã, thị trấn") % {"count": format_number(self.totals.count)}

    def render_name(self, record: Commune) -> SafeString:
        return format_html(
            '{} <span class="small quiet">{}</span>',
            link("commune", record.name, self.day, record.code),
            record.code,
        )

    def render_province(self, record: Commune) -> str:
        return record.province.short_name

    def render_officers(self, record: Any) -> SafeString:
        places = Places.of(
            officers=record.officers,
            minimum=record.minimum,
            has_chief=record.has_chief,
            chief_required=record.chief_required,
        )
        return format_html("{}{}", places.text, render_to_string("parts/places.html", {"places": places}))

    def render_has_chief(self, value: bool, record: Any) -> SafeString | str:
        if value:
            return _("Đã có")
        return render_to_string("parts/vacant.html") if record.chief_required else _("Không bắt buộc")

    def render_shortfall(self, value: int) -> SafeString | str:
        return format_number(value) if value else format_html('<span class="zero">{}</span>', value)

    def render_status(self, record: Any) -> str:
        return render_to_string(
            "parts/status.html", {"status": record.status, "shortfall": format_number(record.shortfall)}
        )

    def order_status(self, communes: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(communes, in_order("status", BY_SEVERITY), is_descending, "code")

    def order_organised_on(self, communes: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        shown = Case(When(is_organised=True, then="organised_on"))
        return sorted_by(communes, shown, is_descending, "code")

    def render_organised_on(self, record: Any) -> SafeString | str:
        return format_day(record.organised_on) if record.is_organised else NOTHING


class OfficerTable(DatedTable):
    """Officers with the post they hold on a day."""

    caption = gettext_lazy("Họ tên xếp theo tên, rồi đến họ và tên đệm.")

    full_name = tables.Column(gettext_lazy("Họ và tên"), order_by=BY_NAME, attrs=PLACE)
    service_number = tables.Column(gettext_lazy("Số hiệu"), attrs={"td": {"class": "text-nowrap"}})
    rank = tables.Column(gettext_lazy("Cấp bậc hàm"))
    force = tables.Column(gettext_lazy("Lực lượng"), order_by=("force", *BY_NAME))
    post = tables.Column(gettext_lazy("Chức vụ"), empty_values=())
    commune = tables.Column(gettext_lazy("Nơi công tác"), empty_values=())
    starts_on = tables.Column(gettext_lazy("Từ ngày"), attrs=NUMBER)
    province = tables.Column(gettext_lazy("Tỉnh"), order_by=("province__sort_key", *BY_NAME))

    def render_full_name(self, record: Officer) -> SafeString:
        return link("officer", record.full_name, self.day, record.pk)

    def render_force(self, record: Officer) -> SafeString | str:
        return force_mark(record.force)

    def render_post(self, record: Any) -> SafeString | str:
        return str(Post(record.post).label) if record.post else render_to_string("parts/unposted.html")

    def order_rank(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, "rank", is_descending, *BY_NAME)

    def order_post(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, in_order("post", BY_POST), is_descending, *BY_NAME)

    def order_commune(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, "commune_sort_key", is_descending, "commune_code", *BY_NAME)

    def order_starts_on(self, officers: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(officers, "starts_on", is_descending, *BY_NAME)

    def render_commune(self, record: Any) -> SafeString | str:
        if not record.commune_code:
            return NOTHING
        return link("commune", record.commune_name, self.day, record.commune_code)

    def render_starts_on(self, value: date) -> str:
        return format_day(value)

    def render_province(self, record: Officer) -> str:
        return record.province.short_name


class AssignmentTable(DatedTable):
    """Postings, the newest first."""

    caption = gettext_lazy("“Đến ngày” là ngày cuối cùng còn giữ chức vụ; để trống là đang giữ.")

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
    post = tables.Column(gettext_lazy("Chức vụ"))
    commune = tables.Column(gettext_lazy("Xã, phường, thị trấn"), order_by=("commune__sort_key", "pk"))
    province = tables.Column(gettext_lazy("Tỉnh"), order_by=("province__sort_key", "pk"))
    starts_on = tables.Column(gettext_lazy("Từ ngày"), order_by=("starts_on", "pk"), attrs=NUMBER)
    ends_on = tables.Column(gettext_lazy("Đến ngày"), order_by=("until", "pk"), attrs=NUMBER)
    decision_number = tables.Column(gettext_lazy("Quyết định"), order_by=("decision_number", "pk"))

    def render_officer(self, record: Assignment) -> SafeString | str:
        if visible_officer(self.user, record.officer):
            return link("officer", record.officer.full_name, self.day, record.officer_id)
        return record.officer.full_name

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


def force_mark(force: str, *, quiet: bool = False) -> SafeString | str:
    """Mark semi-professional staff, who are listed and not counted; `quiet` says nothing of regular ones."""
    if force == Force.SEMI_PROFESSIONAL:
        return format_html('<span class="tag tag-none">{}</span>', Force(force).label)
    return "" if quiet else str(Force(force).label)


def visible_officer(user: User, officer: Officer) -> bool:
    """Tell whether the officer has a page for `user`: one who has left for another province has none."""
    return user.sees_nation or officer.province_id == user.province_id
