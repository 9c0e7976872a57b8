"""What stands in the way of a posting: found before it is saved, or named by the constraint that refused."""

from typing import Any

from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune
from communes.vietnamese import last_day_in
from deployment.choices import Force, Post
from deployment.elsewhere import is_held_elsewhere, province_served_elsewhere
from deployment.errors import (
    BornTooLate,
    CommuneHasAChief,
    EndsBeforeItStarts,
    OfficerHoldsAPost,
    OfficerServesElsewhere,
    OutsideTheCommunesDays,
    PostingRefused,
    WriteFailed,
    constraint_of,
)
from deployment.models import OPEN_END, YOUNGEST_TRAINED, Assignment, Officer


def refuse_if_blocked(assignment: Assignment) -> None:
    """Raise the exception that fits where the officer, the post or the commune is not free in that time."""
    for check in (_outside_the_communes_days, _officer_is_held, _chief_is_held):
        refusal = check(assignment)
        if refusal:
            raise refusal


def refuse_service_elsewhere(officer: Officer, commune: Commune) -> None:
    """Raise OfficerServesElsewhere where the officer's open posting is in another province than `commune`."""
    province = province_served_elsewhere(officer.pk, commune.province_id)
    if province:
        raise OfficerServesElsewhere(
            _("%(officer)s đang giữ chức ở %(province)s; hai địa phương phải thống nhất điều chuyển trước.")
            % {"officer": officer, "province": province}
        )


def refusal_of_assignment(error: IntegrityError, assignment: Assignment) -> PostingRefused:
    """Say in words which constraint refused `assignment`; the transaction must be usable again."""
    constraint = constraint_of(error)
    refused = {
        "officer_holds_one_post_at_a_time": lambda: _officer_is_held(assignment),
        "commune_has_one_chief_at_a_time": lambda: _chief_is_held(assignment),
        "assignment_lies_within_the_communes_days": lambda: _outside_the_communes_days(assignment),
        "assignment_ends_after_it_starts": lambda: EndsBeforeItStarts(
            _("Ngày kết thúc không được trước ngày bắt đầu.")
        ),
    }.get(constraint)
    return (refused() if refused else None) or unforeseen(constraint)


def refusal_of_officer(error: IntegrityError) -> PostingRefused:
    """Say that the particulars of an officer were refused."""
    constraint = constraint_of(error)
    if constraint == "training_follows_the_sixteenth_birthday":
        message = _("Với ngày sinh này, có lần bồi dưỡng hoàn thành khi cán bộ chưa đủ %(years)s tuổi.")
        return BornTooLate(message % {"years": YOUNGEST_TRAINED})
    return unforeseen(constraint)


def words_of(assignment: Assignment) -> dict[str, str]:
    """Give the words of a posting, for a sentence: `holding` is who holds what, where and since when."""
    return {
        "holding": _("%(rank)s%(name)s đang giữ chức %(post)s %(commune)s từ %(start)s%(end)s")
        % {
            "rank": f"{assignment.officer.get_rank_display()} " if assignment.officer.rank else "",
            "name": assignment.officer.full_name,
            "post": _post_words(assignment),
            "commune": assignment.commune,
            "start": format_day(assignment.starts_on),
            "end": _end_words(assignment),
        }
    }


def _post_words(assignment: Assignment) -> str:
    """Give the post, and that a semi-professional holds it: no chief for the rule, yet it is taken."""
    post = str(assignment.get_post_display())
    if assignment.force == Force.REGULAR:
        return post
    return _("%(post)s (bán chuyên trách)") % {"post": post}


def _end_words(assignment: Assignment) -> str:
    last_day = last_day_in(assignment.ends_on)
    return _(" đến hết %(day)s") % {"day": format_day(last_day)} if last_day else ""


def _overlapping(assignment: Assignment, **same: Any) -> QuerySet[Assignment]:
    others = Assignment.objects.filter(**same).exclude(pk=assignment.pk)
    in_time = Q(starts_on__lt=assignment.ends_on or OPEN_END, until__gt=assignment.starts_on)
    return others.filter(in_time).select_related("officer", "commune")


def _officer_is_held(assignment: Assignment) -> PostingRefused | None:
    held = _overlapping(assignment, officer=assignment.officer).first()
    if held is None:
        return _officer_is_held_elsewhere(assignment)
    message = _("%(holding)s; hãy điều chuyển hoặc kết thúc trước.")
    return OfficerHoldsAPost(message % words_of(held), held)


def _officer_is_held_elsewhere(assignment: Assignment) -> PostingRefused | None:
    """Say of a posting behind the wall only that there is one."""
    days = (assignment.starts_on, assignment.ends_on)
    if not is_held_elsewhere(assignment.officer_id, assignment.province_id, *days):
        return None
    message = _("%(officer)s giữ chức ở địa phương khác trong thời gian này; hãy đổi ngày.")
    return OfficerHoldsAPost(message % {"officer": assignment.officer})


def _chief_is_held(assignment: Assignment) -> PostingRefused | None:
    if assignment.post != Post.CHIEF:
        return None
    held = _overlapping(assignment, commune=assignment.commune, post=Post.CHIEF).first()
    if held is None:
        return None
    message = _("%(holding)s; hãy kết thúc hoặc đổi chức vụ của người đó trước.")
    return CommuneHasAChief(message % words_of(held), held)


def _outside_the_communes_days(assignment: Assignment) -> PostingRefused | None:
    commune = assignment.commune
    begins, ends = commune.exists_from, commune.exists_until
    if begins and assignment.starts_on < begins:
        return OutsideTheCommunesDays(
            _("%(commune)s chỉ có từ ngày %(day)s.") % {"commune": commune, "day": format_day(begins)}
        )
    if ends and (assignment.starts_on >= ends or (assignment.ends_on and assignment.ends_on > ends)):
        last_day = last_day_in(ends) or ends
        return OutsideTheCommunesDays(
            _("%(commune)s chỉ có đến hết ngày %(day)s.") % {"commune": commune, "day": format_day(last_day)},
            field=None if assignment.starts_on >= ends else "last_day",
        )
    return None


def unforeseen(constraint: str) -> PostingRefused:
    """Name a constraint for which there are no words of its own."""
    return WriteFailed(
        _("Cơ sở dữ liệu từ chối thay đổi này (%(constraint)s).") % {"constraint": constraint or "?"}
    )
