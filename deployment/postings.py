"""The one writer of officers and assignments by hand: each verb a transaction, refusals in words.

Days come as people say them: `last_day` is the LAST day served. Refusals are the exceptions of
`deployment.errors`; what the database refuses in a race gives the same exceptions as the checks here.
`seen` is the mark (`deployment.seen.mark_of`) of the record as the writer saw it; where it has changed
since, ChangedMeanwhile is raised. None: nothing was seen.
Wrong single values (an unknown post, too long a text) raise Django's ValidationError.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune, Province
from communes.vietnamese import first_day_out, normalise
from deployment import obstacles, reopening
from deployment.choices import Force
from deployment.errors import (
    EndsBeforeItStarts,
    NoOpenPosting,
    NothingToReopen,
    PostingGone,
    SamePost,
    ServiceNumberTaken,
    constraint_of,
)
from deployment.models import Assignment, Officer
from deployment.plausible import refuse_birth, refuse_decision_day, refuse_first_day
from deployment.seen import refuse_if_changed


@transaction.atomic
def register_officer(
    *,
    service_number: str,
    full_name: str,
    date_of_birth: date,
    sex: str,
    province: Province,
    rank: int | None = None,
    force: str = Force.REGULAR,
) -> Officer:
    """Make an officer, managed by `province`, who holds no post yet.

    Raises ServiceNumberTaken, BornTooLate, DayTooEarly.
    """
    officer = Officer(
        service_number=service_number.strip(), date_of_birth=date_of_birth, sex=sex, rank=rank, force=force
    )
    officer.province = province
    return _stored_officer(officer, full_name)


@transaction.atomic
def amend_officer(
    *,
    officer: Officer,
    service_number: str,
    full_name: str,
    date_of_birth: date,
    sex: str,
    rank: int | None,
    force: str,
    seen: str | None = None,
) -> Officer:
    """Give an officer other particulars; another force goes to all their postings.

    Raises ServiceNumberTaken, BornTooLate, DayTooEarly, ChangedMeanwhile.
    """
    officer = _locked(officer)
    refuse_if_changed(officer, seen)
    born_before = officer.date_of_birth
    officer.service_number, officer.date_of_birth, officer.sex = service_number.strip(), date_of_birth, sex
    officer.rank, officer.force = rank, force
    return _stored_officer(officer, full_name, born_before)


@transaction.atomic
def appoint(
    *,
    officer: Officer,
    commune: Commune,
    post: str,
    starts_on: date,
    last_day: date | None = None,
    decision_number: str = "",
    decision_date: date | None = None,
) -> Assignment:
    """Place an officer who holds no post in that time; `starts_on` and `last_day` are both served.

    Raises OfficerHoldsAPost, OfficerServesElsewhere, CommuneHasAChief, OutsideTheCommunesDays,
    EndsBeforeItStarts, AppointedTooYoung, DayTooEarly.
    """
    officer = _locked(officer)
    obstacles.refuse_service_elsewhere(officer, commune)
    assignment = Assignment(officer=officer, force=officer.force, commune=commune, province=commune.province)
    assignment.post, assignment.starts_on, assignment.ends_on = post, starts_on, _first_day_out(last_day)
    return _stored(assignment, decision_number, decision_date)


@transaction.atomic
def transfer(
    *,
    officer: Officer,
    commune: Commune,
    post: str,
    starts_on: date,
    decision_number: str = "",
    decision_date: date | None = None,
    seen: str | None = None,
) -> Assignment:
    """Move an officer within the province, or to another post of the commune, from `starts_on` on.

    The open posting ends the day before; it is what `seen` marks. Raises NoOpenPosting, SamePost,
    EndsBeforeItStarts where the open posting does not start earlier, and what `appoint` raises.
    """
    officer = _locked(officer)
    held = _open_posting(officer)
    refuse_if_changed(held, seen)
    obstacles.refuse_service_elsewhere(officer, commune)
    if (held.commune_id, held.post) == (commune.pk, post):
        raise SamePost(_("%(holding)s; không có gì để điều chuyển.") % obstacles.words_of(held), held)
    if starts_on <= held.starts_on:
        raise EndsBeforeItStarts(
            _("%(holding)s; ngày điều chuyển phải sau ngày đó.") % obstacles.words_of(held),
            held,
            field="starts_on",
        )
    return place(
        officer=officer,
        held=held,
        commune=commune,
        post=post,
        starts_on=starts_on,
        decision_number=decision_number,
        decision_date=decision_date,
    )


@transaction.atomic
def place(
    *,
    officer: Officer,
    held: Assignment | None,
    commune: Commune,
    post: str,
    starts_on: date,
    decision_number: str,
    decision_date: date | None,
) -> Assignment:
    """End `held` the day before `starts_on` and open the next posting of an officer who is locked.

    For verbs that have asked whether the move is agreed. Raises what `appoint` raises.
    """
    if held:
        held.ends_on = starts_on
        _save(held)
    assignment = Assignment(officer=officer, force=officer.force, commune=commune, province=commune.province)
    assignment.post, assignment.starts_on = post, starts_on
    return _stored(assignment, decision_number, decision_date)


@transaction.atomic
def end(*, assignment: Assignment, last_day: date, seen: str | None = None) -> Assignment:
    """End an open posting; `last_day` is the LAST day served. Raises NoOpenPosting, EndsBeforeItStarts."""
    assignment = _locked_with_officer(assignment, seen)
    if assignment.ends_on:
        raise NoOpenPosting(
            _("%(holding)s: đã kết thúc rồi; hãy đính chính để đổi ngày.") % obstacles.words_of(assignment),
            assignment,
        )
    assignment.ends_on = _first_day_out(last_day)
    return _stored(assignment, assignment.decision_number, assignment.decision_date, is_begun=True)


@transaction.atomic
def correct(
    *,
    assignment: Assignment,
    commune: Commune,
    post: str,
    starts_on: date,
    last_day: date | None,
    decision_number: str,
    decision_date: date | None,
    seen: str | None = None,
) -> Assignment:
    """Write what should have been written; all values are given, also those that stay.

    Raises what `appoint` raises.
    """
    assignment = _locked_with_officer(assignment, seen)
    if commune.province_id != assignment.province_id:
        obstacles.refuse_service_elsewhere(assignment.officer, commune)
    assignment.commune, assignment.province, assignment.post = commune, commune.province, post
    is_begun = starts_on == assignment.starts_on
    assignment.starts_on, assignment.ends_on = starts_on, _first_day_out(last_day)
    return _stored(assignment, decision_number, decision_date, is_begun=is_begun)


@transaction.atomic
def cancel(*, assignment: Assignment, seen: str | None = None, reopen: bool = False) -> Assignment | None:
    """Remove a posting that never was; the officer stays.

    reopen: the posting that a transfer to it ended (`reopening.left_for`) is held again, without an end, and
    given back. Raises NothingToReopen, and where it may not be held on what `appoint` raises.
    """
    assignment = _locked_with_officer(assignment, seen)
    former = reopening.left_for(assignment) if reopen else None
    if reopen and former is None:
        raise NothingToReopen(_("Không có phân công trước nào kết thúc do chính lần điều chuyển này."))
    assignment.delete()
    if former is None:
        return None
    former.ends_on = None
    return _stored(former, former.decision_number, former.decision_date, is_begun=True)


def _locked(officer: Officer) -> Officer:
    return Officer.objects.select_for_update().get(pk=officer.pk)


def _locked_with_officer(assignment: Assignment, seen: str | None) -> Assignment:
    """Lock the officer first, as every verb does, so that two writers do not wait for each other."""
    officer = _locked(assignment.officer)
    locked = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if locked is None:
        raise PostingGone(_("Lần giữ chức vụ này vừa bị người khác hủy."))
    refuse_if_changed(locked, seen)
    locked.officer = officer
    return locked


def _open_posting(officer: Officer) -> Assignment:
    held = officer.assignments.filter(ends_on=None).select_related("commune", "officer").first()
    if held is None:
        raise NoOpenPosting(_("%(officer)s không giữ chức vụ nào; hãy bổ nhiệm.") % {"officer": officer})
    return held


def _first_day_out(last_day: date | None) -> date | None:
    try:
        return first_day_out(last_day)
    except OverflowError as error:
        raise EndsBeforeItStarts(_("Ngày này quá xa; hãy để trống nếu còn giữ chức.")) from error


def _stored_officer(officer: Officer, full_name: str, born_before: date | None = None) -> Officer:
    officer.set_name(full_name)
    officer.clean_fields()
    refuse_birth(officer, born_before)
    try:
        with transaction.atomic():
            officer.save()
    except IntegrityError as error:
        if constraint_of(error) != "deployment_officer_service_number_key":
            raise obstacles.refusal_of_officer(error) from error
        raise ServiceNumberTaken(
            _("Số hiệu %(number)s đã có người khác mang.") % {"number": officer.service_number}
        ) from error
    return officer


def _stored(
    assignment: Assignment, decision_number: str, decision_date: date | None, *, is_begun: bool = False
) -> Assignment:
    """Check and save a posting whose officer is locked, and let its province manage the officer.

    is_begun: its first day stays what it was, so that what was once entered wrongly can be mended and ended.
    """
    assignment.decision_number, assignment.decision_date = normalise(decision_number), decision_date
    if assignment.ends_on and assignment.ends_on <= assignment.starts_on:
        raise EndsBeforeItStarts(
            _("Ngày kết thúc không được trước ngày bắt đầu (%(day)s).")
            % {"day": format_day(assignment.starts_on)}
        )
    assignment.clean_fields(exclude=["until"])
    (refuse_decision_day if is_begun else refuse_first_day)(assignment)
    obstacles.refuse_if_blocked(assignment)
    _save(assignment)
    officer = assignment.officer
    if assignment.ends_on is None and officer.province_id != assignment.province_id:
        officer.province = assignment.province
        officer.save(update_fields=["province"])
    return assignment


def _save(assignment: Assignment) -> None:
    try:
        with transaction.atomic():
            assignment.save()
    except IntegrityError as error:
        raise obstacles.refusal_of_assignment(error, assignment) from error
