"""The national report's words: what provinces wrote and the Ministry approved, and what it makes of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from communes.vietnamese import normalise
from reports.allowed import may_review
from reports.choices import Section
from reports.errors import NotYours, ReportChanged, ReportRefused
from reports.models import NationalSection, ReportSubmission
from reports.models.national import LONGEST_NATIONAL_SECTION
from reports.moment import present_moment
from reports.source import narrative_for
from reports.standing import Basis, standing_on


class TooLong(ReportRefused):
    """A section has a bounded length."""


@dataclass(frozen=True)
class Contribution:
    """What one province's approved report says in a section."""

    province: str
    text: str


def contributions(day: date) -> dict[str, list[Contribution]]:
    """Give the approved sections for a cut-off, by section, in code order of the provinces."""
    found: dict[str, list[Contribution]] = {section: [] for section in Section.values}
    standing = standing_on(day)
    approved = [
        (row.province.name, row.submission.pk)
        for row in (standing.provinces if standing else ())
        if row.basis == Basis.APPROVED and row.submission
    ]
    sendings = ReportSubmission.objects.filter(pk__in=[sent for _name, sent in approved])
    narratives = dict(sendings.values_list("pk", "narrative"))
    for name, sent in approved:
        for section, text in narratives[sent].items():
            if text and section in found:
                found[section].append(Contribution(name, text))
    return found


def drawn_in(text: str, given: list[Contribution]) -> str:
    """Add the provinces' texts after `text`, one paragraph each, for the Ministry to edit."""
    paragraphs = [f"{each.province}: {' '.join(each.text.split())}" for each in given]
    return "\n".join([*([text] if text else []), *paragraphs])


def mark_of_narrative(day: date) -> str:
    """Give a mark that differs whenever any section of the cut-off differs."""
    return hashlib.sha256(repr(sorted(narrative_for(day).items())).encode()).hexdigest()[:24]


@transaction.atomic
def write_narrative(*, day: date, texts: Mapping[str, str], by: User, seen: str) -> None:
    """Store the sections of a cut-off. Raises NotYours, TooLong, ReportChanged."""
    if not may_review(by):
        raise NotYours(_("Chỉ tài khoản của Bộ viết phần thuyết minh toàn quốc."))
    list(NationalSection.objects.select_for_update().filter(cut_off=day).order_by("pk"))
    if seen != mark_of_narrative(day):
        raise ReportChanged(_("Người khác vừa sửa phần thuyết minh này; hãy xem lại trước khi ghi."))
    before = narrative_for(day)
    for section, text in texts.items():
        words = _cleaned(text)
        if words != before.get(section, ""):
            NationalSection.objects.update_or_create(
                cut_off=day,
                section=Section(section),
                defaults={"text": words, "written_by": by, "written_at": present_moment()},
            )


def _cleaned(text: str) -> str:
    words = "\n".join(line for line in map(normalise, text.splitlines()) if line)
    if len(words) > LONGEST_NATIONAL_SECTION:
        raise TooLong(_("Một mục dài nhất %(most)s ký tự.") % {"most": LONGEST_NATIONAL_SECTION})
    return words
