"""What the API gives of summaries: the contract's names in every row."""

from datetime import date

from ninja import Schema

from communes.models import CommuneKind


class FiguresOut(Schema):
    communes: int
    communes_deployed: int
    communes_organised: int
    communes_at_minimum: int
    communes_with_chief: int
    communes_compliant: int
    officers: int
    shortfall: int
    compliance_rate: float | None


class ProvinceRowOut(FiguresOut):
    province_code: str
    province_name: str
    region_code: str


class RegionRowOut(FiguresOut):
    region_code: str
    region_name: str


class DistrictRowOut(FiguresOut):
    district_code: str
    district_name: str


class RuleRowOut(Schema):
    """One rule that is in force on the day."""

    kind: CommuneKind
    trait: str
    commune_code: str | None
    minimum: int
    chief_required: bool
    source: str


class RuleOut(Schema):
    minimum: int | None
    chief_required: bool
    rules: list[RuleRowOut]


class SummaryOut(Schema):
    as_of: date
    rule: RuleOut
    national: FiguresOut
    regions: list[RegionRowOut]
    provinces: list[ProvinceRowOut]


class ProvinceSummaryOut(Schema):
    as_of: date
    province_code: str
    province_name: str
    figures: FiguresOut
    districts: list[DistrictRowOut]
