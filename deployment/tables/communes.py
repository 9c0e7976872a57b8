"""The table of communes."""

from functools import lru_cache
from operator import attrgetter
from typing import Any

import django_tables2 as tables
from django.db.models import Case, QuerySet, When
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_day, format_number
from communes.models import Commune
from deployment.choices import Status, Trait
from deployment.places import Places
from deployment.tables.base import NOTHING, NUMBER, PLACE, DatedTable, in_order, link, sorted_by

BY_SEVERITY = (Status.NOT_DEPLOYED, Status.BELOW_MINIMUM, Status.NO_CHIEF, Status.COMPLIANT)


def traits_of(commune: Commune) -> str:
    """Give the classes that a commune belongs to, in words."""
    return "; ".join(str(trait.label) for trait in Trait if trait.value and getattr(commune, trait.value))


def chief_words(commune: Any) -> str:
    """Say whether the post of chief is filled."""
    if commune.has_chief:
        return _("Đã có")
    return _("Khuyết") if commune.chief_required else _("Không bắt buộc")


@lru_cache(maxsize=500)
def _drawn(places: Places) -> SafeString:
    """Draw the marks; few communes differ in them, and nothing in them is of a language."""
    return render_to_string("parts/places.html", {"places": places})


class CommuneTable(DatedTable):
    """Communes in the scope of the rule on a day."""

    caption = gettext_lazy("Đơn vị: cán bộ tính bằng người; “3/5” là 3 cán bộ chính quy, mức tối thiểu 5.")

    usual = (
        "district", "province", "officers", "has_chief", "shortfall", "status", "organised_on",
    )  # fmt: skip
    identity = ("code",)
    files = {
        "name": attrgetter("name"),
        "code": attrgetter("code"),
        "kind": lambda commune: str(commune.get_kind_display()),
        "district": lambda commune: commune.district.name if commune.district else None,
        "province": attrgetter("province.name"),
        "traits": traits_of,
        "officers": attrgetter("officers"),
        "minimum": attrgetter("minimum"),
        "has_chief": chief_words,
        "shortfall": attrgetter("shortfall"),
        "status": lambda commune: str(Status(commune.status).label),
        "organised_on": lambda commune: commune.organised_on if commune.is_organised else None,
        "organised_decision": lambda commune: commune.organised_decision if commune.is_organised else None,
        "establishment": attrgetter("establishment"),
    }

    name = tables.Column(
        gettext_lazy("Xã, thị trấn"),
        order_by=("sort_key", "code"),
        attrs=PLACE,
        footer=lambda table: table.total(),
    )
    code = tables.Column(gettext_lazy("Mã"))
    kind = tables.Column(gettext_lazy("Loại"), order_by=("kind", "code"))
    district = tables.Column(gettext_lazy("Huyện, quận"), order_by=("district__sort_key", "sort_key", "code"))
    province = tables.Column(gettext_lazy("Tỉnh"), order_by=("province__sort_key", "sort_key", "code"))
    traits = tables.Column(gettext_lazy("Thuộc diện"), empty_values=(), orderable=False)
    officers = tables.Column(
        gettext_lazy("Cán bộ"),
        order_by=("officers", "code"),
        attrs={"td": {"class": "text-nowrap"}},
        footer=lambda table: format_number(table.totals.officers),
    )
    minimum = tables.Column(gettext_lazy("Tối thiểu"), order_by=("minimum", "code"), attrs=NUMBER)
    has_chief = tables.Column(gettext_lazy("Trưởng Công an"), order_by=("has_chief", "code"))
    shortfall = tables.Column(
        gettext_lazy("Thiếu"),
        order_by=("shortfall", "code"),
        attrs=NUMBER,
        footer=lambda table: format_number(table.totals.shortfall),
    )
    status = tables.Column(gettext_lazy("Kết luận"))
    organised_on = tables.Column(gettext_lazy("Ngày tổ chức"), empty_values=())
    organised_decision = tables.Column(
        gettext_lazy("Quyết định tổ chức"), order_by=("organised_decision", "code"), empty_values=()
    )
    establishment = tables.Column(gettext_lazy("Biên chế"), attrs=NUMBER)

    def total(self) -> str:
        return _("Cộng %(count)s xã, thị trấn") % {"count": format_number(self.totals.count)}

    def render_name(self, record: Commune) -> SafeString:
        return format_html(
            '{} <span class="small quiet">{}</span>',
            link("commune", record.name, self.day, record.code),
            record.code,
        )

    def render_kind(self, record: Commune) -> str:
        return str(record.get_kind_display())

    def render_traits(self, record: Commune) -> str:
        return traits_of(record) or NOTHING

    def render_minimum(self, value: int) -> str:
        return format_number(value)

    def render_establishment(self, value: int) -> str:
        return format_number(value)

    def render_province(self, record: Commune) -> str:
        return record.province.short_name

    def render_officers(self, record: Any) -> SafeString:
        places = Places.of(
            officers=record.officers,
            minimum=record.minimum,
            has_chief=record.has_chief,
            chief_required=record.chief_required,
        )
        marks = _drawn(places)
        if not record.waited_for:
            return format_html("{}{}", places.text, marks)
        return format_html(
            '{}{} <span class="tag tag-sent">{}</span>',
            places.text,
            marks,
            _("chờ tiếp nhận %(count)s") % {"count": format_number(record.waited_for)},
        )

    def render_has_chief(self, value: bool, record: Any) -> SafeString | str:
        is_vacant = record.chief_required and not value
        return render_to_string("parts/vacant.html") if is_vacant else chief_words(record)

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

    def render_organised_decision(self, record: Any) -> str:
        return record.organised_decision if record.is_organised else NOTHING

    def order_establishment(self, communes: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return sorted_by(communes, "establishment", is_descending, "code")
