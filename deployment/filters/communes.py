"""The filters of the list of communes."""

from typing import Any

import django_filters as filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, CommuneKind
from deployment.choices import Status, Trait
from deployment.filters.base import CaseFilter, DatedFilterSet, FilterForm, choice, place_holds, search


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [(kind, str(CommuneKind(kind).label)) for kind in self.ground.rule.kinds])
        self._offer_regions()
        self._offer_districts()

    def _offer_regions(self) -> None:
        if self.user.sees_nation:
            regions = {province.region.code: province.region.name for province in self.ground.provinces}
            self.offer("region", sorted(regions.items()))
        else:
            self.filters.pop("region")

    def _offer_districts(self) -> None:
        """Offer the districts of the province asked for: 705 at once help no one."""
        own = self.ground.province_of(self.user.province_id)
        within = {self.data.get("province", "")} if self.user.sees_nation else {own.code} if own else set()
        named = self.data.get("district", "") if self.user.sees_nation else ""
        self.offer(
            "district",
            [(d.code, d.name) for d in self.ground.districts if d.province_code in within or d.code == named],
        )

    def matching(self, communes: QuerySet[Commune], name: str, text: str) -> QuerySet[Commune]:
        return communes.filter(place_holds(text))
