"""The verdict on a commune in words: two parts, each with its own mark, and a sentence above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.formats import format_day, format_number
from deployment.choices import Force, Post, Status
from deployment.models import Assignment
from deployment.places import Places

OK, LACK, CHIEF, NONE = "ok", "lack", "chief", "none"


@dataclass(frozen=True)
class Part:
    """One requirement: `mark` is "ok", "lack", "chief" or "none" (nothing at all)."""

    mark: str
    label: str
    heading: str
    detail: str


@dataclass(frozen=True)
class Chiefs:
    """Who holds the post of chief on a day, who held it last as a regular officer, and what came next."""

    holder: Assignment | None = None
    former: Assignment | None = None
    afterwards: Assignment | None = None

    @property
    def semi_professional(self) -> Assignment | None:
        """The holder, where they occupy the post without filling it."""
        return self.holder if self.holder and self.holder.force != Force.REGULAR else None

    @classmethod
    def on(cls, day: date, postings: Sequence[Assignment], afterwards: Assignment | None = None) -> Self:
        """Find them among a commune's postings; `afterwards` is the former chief's next posting."""
        chiefs = [posting for posting in postings if posting.post == Post.CHIEF and posting.starts_on <= day]
        holder = next((posting for posting in chiefs if posting.until > day), None)
        ended = [p for p in chiefs if p.until <= day and p.force == Force.REGULAR]
        return cls(holder, max(ended, key=lambda posting: posting.until, default=None), afterwards)


@dataclass(frozen=True)
class Verdict:
    headline: str
    officers: Part
    chief: Part
    places: Places

    @classmethod
    def on(cls, day: date, staffed: Any, chiefs: Chiefs) -> Self:
        """Put in words what `staffing_on` says of a commune on `day`."""
        places = Places.of(
            officers=staffed.officers,
            minimum=staffed.minimum,
            has_chief=staffed.has_chief,
            chief_required=staffed.chief_required,
        )
        return cls(_headline(staffed), _officers(staffed), _chief(day, staffed, chiefs), places)


def _headline(staffed: Any) -> str:
    if staffed.status == Status.COMPLIANT:
        return _("Đạt")
    lacks = []
    if not staffed.officers:
        lacks.append(_("chưa bố trí cán bộ chính quy"))
    elif staffed.shortfall:
        lacks.append(_("thiếu %(count)s cán bộ") % {"count": format_number(staffed.shortfall)})
    if staffed.chief_required and not staffed.has_chief:
        lacks.append(_("khuyết Trưởng Công an"))
    return _("Chưa đạt: %(lacks)s") % {"lacks": "; ".join(lacks)}


def _officers(staffed: Any) -> Part:
    words = {"officers": format_number(staffed.officers), "minimum": format_number(staffed.minimum)}
    heading = _("%(officers)s / %(minimum)s cán bộ chính quy") % words
    surplus = staffed.officers - staffed.minimum
    if surplus > 0:
        detail = _("Hơn mức tối thiểu %(count)s người.") % {"count": format_number(surplus)}
        return Part(OK, _("Phần 1: đạt"), heading, detail)
    if surplus == 0:
        detail = _("Bằng mức tối thiểu; bớt một người là thiếu.") if staffed.minimum else ""
        return Part(OK, _("Phần 1: đạt"), heading, detail)
    missing = {"count": format_number(staffed.shortfall)} | words
    if not staffed.officers:
        detail = _("Chưa bố trí cán bộ chính quy nào; thiếu cả %(count)s người.") % missing
        return Part(NONE, _("Phần 1: chưa đạt"), heading, detail)
    detail = _("Thiếu %(count)s cán bộ so với mức tối thiểu %(minimum)s.") % missing
    return Part(LACK, _("Phần 1: chưa đạt"), heading, detail)


def _chief(day: date, staffed: Any, chiefs: Chiefs) -> Part:
    if staffed.has_chief and chiefs.holder:
        since = {
            "rank": chiefs.holder.officer.get_rank_display() or "",
            "day": format_day(chiefs.holder.starts_on),
        }
        heading = _("Trưởng Công an: %(name)s") % {"name": chiefs.holder.officer.full_name}
        detail = _("%(rank)s, giữ chức từ %(day)s.") if since["rank"] else _("Giữ chức từ %(day)s.")
        return Part(OK, _("Phần 2: đạt"), heading, detail % since)
    if not staffed.chief_required:
        return Part(OK, _("Phần 2: không áp dụng"), _("Không bắt buộc có Trưởng Công an"), "")
    return Part(CHIEF, _("Phần 2: chưa đạt"), _vacancy(day, chiefs), _how_it_came(chiefs))


def _vacancy(day: date, chiefs: Chiefs) -> str:
    if not chiefs.former:
        return (
            _("Khuyết Trưởng Công an chính quy") if chiefs.semi_professional else _("Khuyết Trưởng Công an")
        )
    # Both the first day without a chief and `day` itself are days of vacancy.
    days = (day - chiefs.former.until).days + 1
    text = ngettext("Khuyết Trưởng Công an %(days)s ngày", "Khuyết Trưởng Công an %(days)s ngày", days)
    return text % {"days": format_number(days)}


def _how_it_came(chiefs: Chiefs) -> str:
    sentences = []
    if chiefs.former:
        words = {
            "day": format_day(chiefs.former.until),
            "name": chiefs.former.officer.full_name,
            "what": _what_came_next(chiefs.former, chiefs.afterwards),
        }
        sentences.append(_("Từ %(day)s. Người giữ chức trước: %(name)s, %(what)s.") % words)
    else:
        sentences.append(_("Chưa có cán bộ chính quy nào giữ chức này."))
    if chiefs.semi_professional:
        words = {
            "name": chiefs.semi_professional.officer.full_name,
            "day": format_day(chiefs.semi_professional.starts_on),
        }
        sentences.append(
            _("%(name)s (bán chuyên trách) giữ chức từ %(day)s; không tính là Trưởng Công an chính quy.")
            % words
        )
    return " ".join(sentences)


def _what_came_next(former: Assignment, afterwards: Assignment | None) -> str:
    if afterwards is None or afterwards.starts_on != former.until:
        return _("thôi giữ chức")
    if afterwards.commune_id == former.commune_id:
        return _("chuyển giữ chức %(post)s") % {"post": afterwards.get_post_display()}
    return _("điều chuyển về %(commune)s") % {"commune": afterwards.commune.name}
