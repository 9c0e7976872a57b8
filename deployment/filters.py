"""The filters of the lists, named as they stand in the address.

Communes (`/communes/`), on the day of `as_of`:

    province=<code> region=<code> district=<code> kind=xa|thi_tran trait=is_key|is_border|is_island
    status=compliant|no_chief|below_minimum|not_deployed
    deployed=yes|no          at least one regular officer
    organised=yes|no         by a decision of the Minister dated on or before the day
    minimum=met|short        officers >= the minimum, or not (communes without any officer included)
    chief=filled|vacant      a regular officer holds the post
    short_by=<n>             at least n officers missing
    q=<text>                 name or code of the commune, name of its district or province

Each figure of the summary is one of these: `communes_deployed` is `deployed=yes`, `communes_at_minimum` is
`minimum=met`, `communes_with_chief` is `chief=filled`, `communes_organised` is `organised=yes`, the four
groups are the four of `status`.

Officers (`/officers/`): province, rank, force, post, posted=yes|no (in post on the day), q.
Postings (`/assignments/`): province, commune=<code>, post, force, in_post=yes|no (on the day),
started_from, started_to (both included), q.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.scope import visible_to
from communes.models import Commune, CommuneKind, District, Province
from communes.vietnamese import fold, parse_day
from deployment.choices import Force, Post, Rank, Status, Trait
from deployment.models import Assignment, Officer
from deployment.rule import RuleInForce

ALL = _("Tất cả")
MESSAGES = {
    "invalid_choice": _("“%(value)s” không có trong các lựa chọn."),
    "invalid": _("Không đọc được giá trị này."),
}
Choices = list[tuple[str, str]]


class FilterForm(forms.Form):
    """Gives every control the classes of the design."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.error_messages |= MESSAGES
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"


class DayField(forms.CharField):
    """A day as pages write it, `31/5/2021`, or ISO."""

    def clean(self, value: str) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_day(text)
        except ValueError as error:
            raise ValidationError(_("Hãy ghi ngày/tháng/năm, ví dụ 31/5/2021.")) from error


class DayFilter(filters.Filter):
    field_class = DayField


class CaseFilter(filters.ChoiceFilter):
    """A choice each of whose values stands for a condition."""

    def __init__(self, label: Promise, cases: Mapping[str, tuple[Promise, Q]]) -> None:
        choices = [(value, text) for value, (text, _condition) in cases.items()]
        super().__init__(label=label, choices=choices, empty_label=ALL)
        self.cases = cases

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(self.cases[value][1]) if value else rows


def choice(path: str, label: Promise, choices: Any = ()) -> filters.ChoiceFilter:
    """Make a filter for one value of the column at `path`."""
    return filters.ChoiceFilter(field_name=path, label=label, choices=choices, empty_label=ALL)


def search(label: Promise) -> filters.CharFilter:
    """Make the search field; the filterset says in `matching` what it searches."""
    return filters.CharFilter(method="matching", label=label, max_length=100)


class DatedFilterSet(filters.FilterSet):
    """Filters of a list on `day` as `user` sees it.

    `leading` are shown at once, the rest on demand; `places`, the narrowest first, say what a share is of.
    """

    leading: tuple[str, ...] = ()
    places: tuple[str, ...] = ("province",)

    def __init__(self, *args: Any, day: date, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day, self.user = day, user
        self.provinces = list(_provinces(day)) if user.sees_nation else []
        if self.provinces:
            self.offer("province", [(province.code, province.short_name) for province in self.provinces])
        else:
            self.filters.pop("province", None)

    def offer(self, name: str, choices: Choices) -> None:
        """Set what a choice offers."""
        self.filters[name].extra["choices"] = choices

    @property
    def whole(self) -> QuerySet[Any]:
        """The rows of the place asked for, whatever else narrows the list: the denominator of its count."""
        rows = self.queryset
        for name in self.places:
            if name in self.filters and self.form.is_valid():
                rows = self.filters[name].filter(rows, self.form.cleaned_data[name])
        return rows

    @property
    def place(self) -> str:
        """The name of the place asked for; of a provincial user's province where none is; else nothing."""
        for name in self.places:
            if name in self.filters and self.form.is_valid() and self.form.cleaned_data[name]:
                return dict(self.filters[name].extra["choices"])[self.form.cleaned_data[name]]
        return str(self.user.province) if self.user.is_provincial else ""

    @property
    def leading_fields(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.leading if name in self.form.fields]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        return [field for field in self.form if field.name not in self.leading]

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters)

    @property
    def is_narrowed_beyond_place(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name not in self.places)

    @property
    def is_narrowed_further(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name not in self.leading)


def _provinces(day: date) -> QuerySet[Province]:
    return Province.objects.existing_on(day).select_related("region").order_by("sort_key")


def _place_holds(text: str, *, commune: str = "") -> Q:
    """Communes of which each part of `text` ("Nậm Kè, Điện Biên") is in a name, or is the code.

    `commune` is the path to the commune, with its `__`.
    """
    found = Q()
    for part in text.split(","):
        key = fold(part)
        names = Q()
        for level in ("", "district__", "province__"):
            names |= Q(**{f"{commune}{level}search_key__contains": key})
        found &= names | Q(**{f"{commune}code": part.strip()})
    return found


class CommuneFilterSet(DatedFilterSet):
    """Narrows communes that `staffing_on` has evaluated, with `is_organised` beside."""

    leading = ("q", "province", "district", "status")
    places = ("district", "province", "region")

    q = search(_("Tên hoặc mã"))
    province = choice("province__code", _("Tỉnh, thành phố"))
    district = choice("district__code", _("Huyện, quận"))
    status = choice("status", _("Kết luận"), Status.choices)
    region = choice("province__region__code", _("Vùng"))
    deployed = CaseFilter(
        _("Cán bộ chính quy"),
        {"yes": (_("Đã bố trí"), Q(officers__gt=0)), "no": (_("Chưa bố trí"), Q(officers=0))},
    )
    minimum = CaseFilter(
        _("Mức tối thiểu"),
        {
            "met": (_("Đủ"), Q(officers__gte=F("minimum"))),
            "short": (_("Thiếu, kể cả chưa bố trí"), Q(officers__lt=F("minimum"))),
        },
    )
    short_by = filters.NumberFilter(
        "shortfall", "gte", label=_("Thiếu từ (người)"), min_value=0, max_value=999, decimal_places=0
    )
    chief = CaseFilter(
        _("Trưởng Công an"),
        {"filled": (_("Đã có"), Q(has_chief=True)), "vacant": (_("Khuyết"), Q(has_chief=False))},
    )
    organised = CaseFilter(
        _("Quyết định tổ chức"),
        {"yes": (_("Đã có"), Q(is_organised=True)), "no": (_("Chưa có"), Q(is_organised=False))},
    )
    kind = choice("kind", _("Loại"))
    trait = CaseFilter(
        _("Thuộc diện"),
        {trait.value: (trait.label, Q(**{trait.value: True})) for trait in Trait if trait.value},
    )

    class Meta:
        model = Commune
        fields: tuple[str, ...] = ()
        form = FilterForm

    def __init__(self, *args: Any, rule: RuleInForce, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [(kind, str(CommuneKind(kind).label)) for kind in rule.kinds])
        self._offer_regions()
        self._offer_districts()

    def _offer_regions(self) -> None:
        regions = {province.region.code: province.region.name for province in self.provinces}
        if regions:
            self.offer("region", sorted(regions.items()))
        else:
            self.filters.pop("region")

    def _offer_districts(self) -> None:
        """Offer the districts of the province asked for: 705 at once help no one."""
        visible = visible_to(self.user, District.objects.existing_on(self.day))
        if self.user.sees_nation:
            visible = visible.filter(
                Q(province__code=self._code("province")) | Q(code=self._code("district"))
            )
        self.offer("district", list(visible.order_by("sort_key").values_list("code", "name")))

    def _code(self, name: str) -> str:
        text = self.data.get(name, "")
        return text if text.isdecimal() else ""

    def matching(self, communes: QuerySet[Commune], name: str, text: str) -> QuerySet[Commune]:
        return communes.filter(_place_holds(text))


class OfficerFilterSet(DatedFilterSet):
    """Narrows officers that stand beside their `posting` of the day."""

    leading = ("q", "province", "post", "posted")

    q = search(_("Họ tên, số hiệu hoặc nơi công tác"))
    province = choice("province__code", _("Tỉnh, thành phố"))
    post = choice("post", _("Chức vụ"), Post.choices)
    posted = CaseFilter(
        _("Nơi công tác"),
        {
            "yes": (_("Đang giữ chức vụ tại xã"), Q(post__isnull=False)),
            "no": (_("Chưa được bố trí"), Q(post__isnull=True)),
        },
    )
    rank = choice("rank", _("Cấp bậc hàm"), list(reversed(Rank.choices)))
    force = choice("force", _("Lực lượng"), Force.choices)

    class Meta:
        model = Officer
        fields: tuple[str, ...] = ()
        form = FilterForm

    def matching(self, officers: QuerySet[Officer], name: str, text: str) -> QuerySet[Officer]:
        """Two sets of keys, each found by its own index, instead of an OR that reads every row."""
        named = visible_to(self.user, Officer.objects.matching(text)).order_by().values("pk")
        there = _at_place(visible_to(self.user, Assignment.objects.in_post(self.day)), text)
        return officers.filter(pk__in=named.union(there.values("officer_id")))


def _at_place(postings: QuerySet[Assignment], text: str) -> QuerySet[Assignment]:
    return postings.filter(_place_holds(text, commune="commune__")).order_by()


class AssignmentFilterSet(DatedFilterSet):
    """Narrows postings of every time."""

    leading = ("q", "province", "post", "in_post")

    q = search(_("Họ tên, số hiệu hoặc nơi công tác"))
    province = choice("province__code", _("Tỉnh, thành phố"))
    post = choice("post", _("Chức vụ"), Post.choices)
    in_post = filters.ChoiceFilter(
        method="held",
        label=_("Vào ngày đã chọn"),
        choices=[("yes", _("Đang giữ")), ("no", _("Chưa giữ hoặc đã thôi"))],
        empty_label=ALL,
    )
    commune = filters.CharFilter("commune__code", label=_("Mã xã"), max_length=5)
    force = choice("force", _("Lực lượng"), Force.choices)
    started_from = DayFilter("starts_on", "gte", label=_("Bắt đầu từ ngày"))
    started_to = DayFilter("starts_on", "lte", label=_("Bắt đầu đến ngày"))

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = ()
        form = FilterForm

    def held(self, postings: QuerySet[Assignment], name: str, value: str) -> QuerySet[Assignment]:
        """Postings held on the day, or not."""
        if value == "yes":
            return postings.filter(starts_on__lte=self.day, until__gt=self.day)
        return postings.exclude(starts_on__lte=self.day, until__gt=self.day)

    def matching(self, postings: QuerySet[Assignment], name: str, text: str) -> QuerySet[Assignment]:
        named = visible_to(self.user, Officer.objects.matching(text)).order_by().values("pk")
        of_them = visible_to(self.user, Assignment.objects.filter(officer__in=named)).order_by().values("pk")
        there = _at_place(visible_to(self.user, Assignment.objects.all()), text).values("pk")
        return postings.filter(pk__in=of_them.union(there))
