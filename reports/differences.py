"""What differs between two sources of one day (live, sealed, two versions): figures, communes, persons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from deployment.choices import Post, Rank, Status
from deployment.figures import Figures
from deployment.models import Assignment
from reports.columns import COLUMNS
from reports.commune_status import CommuneState
from reports.frozen import Frozen
from reports.models import FrozenPosting, SubmittedCommune
from reports.source import Live

SAME = ("name", "kind", "minimum", "officers", "has_chief", "shortfall", "status", "organised")


class Person(NamedTuple):
    """An officer who was counted, as then named."""

    code: str
    officer_id: int
    service_number: str
    full_name: str
    rank: int | None
    post: str

    @property
    def words(self) -> str:
        """Say who: "Đại úy Nguyễn Văn An (000001-002), Trưởng Công an"."""
        rank = f"{Rank(self.rank).label} " if self.rank else ""
        return f"{rank}{self.full_name} ({self.service_number}), {Post(self.post).label}"


@dataclass(frozen=True)
class FigureChange:
    label: str
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class CommuneChange:
    """A commune that differs; before or after is None where it is in one source alone."""

    code: str
    name: str
    province: str
    before: CommuneState | None
    after: CommuneState | None
    gone: tuple[Person, ...]
    come: tuple[Person, ...]


@dataclass(frozen=True)
class Differences:
    figures: tuple[FigureChange, ...]
    communes: tuple[CommuneChange, ...]

    @property
    def changed(self) -> int:
        return len(self.communes)


def differences(before: Frozen, after: Frozen | Live) -> Differences:
    """Compare two sources of one day; what is alike is left out."""
    were = {each.code: each for each in before.communes}
    are = {each.code: each for each in after.communes}
    gone, come = _apart(people_of(before), people_of(after))
    codes = {code for code in {*were, *are} if _values(were.get(code)) != _values(are.get(code))}
    changed = tuple(
        _change(code, were.get(code), are.get(code), gone, come) for code in sorted(codes | {*gone, *come})
    )
    return Differences(tuple(_figures(before.summary.national, after.summary.national)), changed)


def people_of(source: Frozen | Live) -> set[Person]:
    """Give every officer whom the source counts."""
    names = ("officer_id", "service_number", "full_name", "rank", "post")
    if isinstance(source, Frozen):
        kept = FrozenPosting.objects.filter(commune__report=source.report).order_by()
        return {Person(*row) for row in kept.values_list("commune__code", *names)}
    officer = [name if name in ("officer_id", "post") else f"officer__{name}" for name in names]
    counted = Assignment.objects.in_post(source.as_of).regular().order_by()
    rows = counted.values_list("commune__code", *officer)
    in_scope = {each.code for each in source.communes}
    return {Person(*row) for row in rows if row[0] in in_scope}


@dataclass(frozen=True)
class LedgerLine:
    """A commune's values as sent, approved and sealed in each version; None where there is none."""

    code: str
    name: str
    province: str
    sent: str
    approved: str
    versions: tuple[str, ...]


def ledger(reports: Iterable[Frozen], codes: Iterable[str]) -> list[LedgerLine]:
    """Give the course of each commune's values: what the province sent, what was approved, each version."""
    versions = list(reports)
    wanted = set(codes)
    states = [{each.code: each for each in version.communes if each.code in wanted} for version in versions]
    sent, approved = _submitted(versions[-1], wanted)
    lines = []
    for code in sorted(wanted):
        known = next(state[code] for state in reversed(states) if code in state)
        values = tuple(in_words(state.get(code)) for state in states)
        lines.append(
            LedgerLine(
                code, known.name, known.province.short_name,
                in_words(sent.get(code)), in_words(approved.get(code)), values,
            )
        )  # fmt: skip
    return lines


def in_words(state: CommuneState | SubmittedCommune | None) -> str:
    """Say a commune's values: "4/5, khuyết Trưởng: Thiếu cán bộ"; a dash for none."""
    if state is None:
        return "–"
    chief = _("có Trưởng Công an") if state.has_chief else _("khuyết Trưởng Công an")
    return f"{state.officers}/{state.minimum}, {chief}: {Status(state.status).label}"


def _submitted(
    version: Frozen, codes: set[str]
) -> tuple[dict[str, SubmittedCommune], dict[str, SubmittedCommune]]:
    kept = version.report.standing.get("provinces", [])
    sendings = {each["submission"]: each["basis"] for each in kept if each["submission"]}
    sent, approved = {}, {}
    for row in SubmittedCommune.objects.filter(submission__in=sendings, code__in=codes):
        sent[row.code] = row
        if sendings[row.submission_id] == "approved":
            approved[row.code] = row
    return sent, approved


def _values(state: CommuneState | None) -> tuple[object, ...] | None:
    if state is None:
        return None
    district = state.district.name if state.district else ""
    return (*(getattr(state, name) for name in SAME), state.province.name, district)


def _apart(were: set[Person], are: set[Person]) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
    gone: dict[str, list[Person]] = defaultdict(list)
    come: dict[str, list[Person]] = defaultdict(list)
    for people, into in ((were - are, gone), (are - were, come)):
        for person in sorted(people, key=lambda each: each[:2]):
            into[person.code].append(person)
    return gone, come


def _change(
    code: str,
    before: CommuneState | None,
    after: CommuneState | None,
    gone: dict[str, list[Person]],
    come: dict[str, list[Person]],
) -> CommuneChange:
    known = before or after
    assert known is not None  # noqa: S101 (a code comes from one of the two)
    people = (tuple(gone.get(code, ())), tuple(come.get(code, ())))
    return CommuneChange(code, known.name, known.province.short_name, before, after, *people)


def _figures(before: Figures, after: Figures) -> Iterable[FigureChange]:
    for column in COLUMNS:
        yield FigureChange(str(column.label), getattr(before, column.name), getattr(after, column.name))
