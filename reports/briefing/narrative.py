"""The briefing's words: what the Ministry wrote, and what changed since the last sealed report."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from communes.formats import format_day, format_number, format_signed
from reports.choices import Section
from reports.frozen import Frozen
from reports.source import Source

# Sections that have a place of their own in the document; the rest follow under II, numbered through.
PLACED = {
    Section.DIRECTION: "direction", Section.OFFICERS: "officers", Section.CHIEFS: "chiefs",
    Section.MODEL_WARDS: "wards", Section.SHORTCOMINGS: "shortcomings", Section.TASKS: "tasks",
    Section.PROPOSALS: "proposals",
}  # fmt: skip
FIRST_FREE = 3
COMPARED = (
    ("communes", gettext_lazy("Số xã, thị trấn")),
    ("communes_deployed", gettext_lazy("Đã bố trí Công an chính quy")),
    ("communes_organised", gettext_lazy("Đã có quyết định tổ chức")),
    ("communes_at_minimum", gettext_lazy("Đủ mức tối thiểu")),
    ("communes_with_chief", gettext_lazy("Đã có Trưởng Công an")),
    ("communes_compliant", gettext_lazy("Đạt cả hai yêu cầu")),
    ("officers", gettext_lazy("Cán bộ Công an chính quy (người)")),
    ("shortfall", gettext_lazy("Còn thiếu (người)")),
)


@dataclass(frozen=True)
class Told:
    """The paragraphs of each placed section, the numbered ones under II, and the number after those."""

    placed: Mapping[str, tuple[str, ...]]
    numbered: tuple[tuple[int, str, tuple[str, ...]], ...]
    next_number: int


@dataclass(frozen=True)
class ChangeRow:
    label: str
    before: str
    now: str
    change: str


@dataclass(frozen=True)
class Change:
    """The nation's figures beside those of the report sealed before."""

    day: str
    title: str
    rows: tuple[ChangeRow, ...]


def told(narrative: Mapping[str, str]) -> Told:
    """Part the text of each section into paragraphs, in the places that they have in the document."""
    placed = {name: _paragraphs(narrative.get(section, "")) for section, name in PLACED.items()}
    rest = [s for s in Section if s not in PLACED and narrative.get(s)]
    numbered = tuple(
        (number, str(section.label).split(". ", 1)[-1].split(".", 1)[-1].strip("0123456789. "), paragraphs)
        for number, section in enumerate(rest, FIRST_FREE)
        for paragraphs in [_paragraphs(narrative[section])]
    )
    return Told(placed, numbered, FIRST_FREE + len(numbered))


def change_since(source: Source) -> Change | None:
    """Set the figures beside those of the sealed report before; None where there is none."""
    if source.compared_with is None:
        return None
    before = Frozen(source.compared_with).summary.national
    now = source.summary.national
    rows = tuple(
        ChangeRow(str(label), format_number(old), format_number(new), format_signed(new - old))
        for name, label in COMPARED
        for old, new in [(getattr(before, name), getattr(now, name))]
    )
    return Change(format_day(source.compared_with.as_of), source.compared_with.title, rows)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
