"""What becomes of a plan: moves accepted as drafts in the province's own list, then carried out or dropped.

Accepting writes no posting. Carrying out is `postings.transfer`, the one road of every transfer.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from communes.models import Province
from deployment.choices import DraftState
from deployment.errors import PostingRefused
from deployment.models import Assignment, DraftTransfer
from deployment.planning.candidates import MoveWithPeople, with_people
from deployment.planning.plan import plan_on
from deployment.planning.scope import PlanScope
from deployment.postings import transfer


class NotInThePlan(PostingRefused):
    """What was picked is no move of the plan as it stands, or more than it moves."""


class DraftClosed(PostingRefused):
    """The draft was carried out or dropped already."""


class OfficerHasLeft(PostingRefused):
    """The officer no longer serves in the commune that the draft takes them from."""


@dataclass(frozen=True)
class Pick:
    """An officer picked for a move, by the codes of its communes."""

    from_code: str
    to_code: str
    officer_id: int


@transaction.atomic
def accept(*, user: User, province: Province, day: date, picks: Collection[Pick]) -> list[DraftTransfer]:
    """Take the picked moves of the plan for `day` into the province's drafts, all or none.

    Raises NotInThePlan where a pick is no move of the plan made anew, no officer who could make it, or
    one more than it moves.
    """
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)  # one acceptance at a time
    if not picks:
        raise NotInThePlan(_("Chưa chọn cán bộ nào."))
    rows = {
        (row.move.giver.code, row.move.receiver.code): row
        for row in with_people(plan_on(day, PlanScope.of_province(province)))
    }
    wanted = Counter((pick.from_code, pick.to_code) for pick in picks)
    drafts = []
    for pick in picks:
        move = (pick.from_code, pick.to_code)
        row = _planned_row(rows.get(move), pick, wanted[move])
        drafts.append(
            DraftTransfer(
                province=province,
                officer_id=pick.officer_id,
                from_commune_id=row.move.giver.pk,
                to_commune_id=row.move.receiver.pk,
                planned_for=day,
                accepted_by=user,
            )
        )
    return _stored(drafts)


def _planned_row(row: MoveWithPeople | None, pick: Pick, wanted: int) -> MoveWithPeople:
    if row is None or wanted > row.open_places:
        raise NotInThePlan(
            _("Phương án hiện không chuyển số cán bộ như vậy từ xã mã %(giver)s đến xã mã %(receiver)s.")
            % {"giver": pick.from_code, "receiver": pick.to_code}
        )
    people = [*row.suggested, *row.others]
    if not any(person.officer_id == pick.officer_id and not person.hindrance for person in people):
        raise NotInThePlan(
            _("Có cán bộ được chọn không điều chuyển được từ %(commune)s; hãy xem lại phương án.")
            % {"commune": row.move.giver.name}
        )
    return row


def _stored(drafts: list[DraftTransfer]) -> list[DraftTransfer]:
    try:
        with transaction.atomic():
            return DraftTransfer.objects.bulk_create(drafts)
    except IntegrityError as error:
        raise NotInThePlan(
            _("Có cán bộ được chọn hai lần hoặc đã có trong danh sách dự kiến; hãy xem lại phương án.")
        ) from error


@transaction.atomic
def carry_out(
    *,
    draft: DraftTransfer,
    user: User,
    post: str,
    starts_on: date,
    decision_number: str = "",
    decision_date: date | None = None,
) -> Assignment:
    """Make the transfer that the draft foresees.

    Raises DraftClosed, OfficerHasLeft, and what `transfer` raises.
    """
    draft = _open(draft)
    if not draft.officer.assignments.filter(ends_on=None, commune=draft.from_commune_id).exists():
        raise OfficerHasLeft(
            _("%(officer)s không còn công tác tại %(commune)s; hãy bỏ dự kiến này.")
            % {"officer": draft.officer, "commune": draft.from_commune}
        )
    made = transfer(
        officer=draft.officer,
        commune=draft.to_commune,
        post=post,
        starts_on=starts_on,
        decision_number=decision_number,
        decision_date=decision_date,
    )
    draft.assignment = made
    _close(draft, user, DraftState.DONE)
    return made


@transaction.atomic
def discard(*, draft: DraftTransfer, user: User) -> None:
    """Drop a draft; the officer stays where they are. Raises DraftClosed."""
    _close(_open(draft), user, DraftState.DISCARDED)


def _open(draft: DraftTransfer) -> DraftTransfer:
    drafts = DraftTransfer.objects.select_related("officer", "from_commune", "to_commune")
    locked = drafts.select_for_update(of=("self",)).get(pk=draft.pk)
    if locked.state != DraftState.OPEN:
        raise DraftClosed(_("Dự kiến này đã xử lý: %(state)s.") % {"state": locked.get_state_display()})
    return locked


def _close(draft: DraftTransfer, user: User, state: str) -> None:
    draft.state, draft.closed_by, draft.closed_at = state, user, now()
    draft.save(update_fields=["state", "closed_by", "closed_at", "assignment"])
