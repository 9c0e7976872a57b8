"""The Minister's decision that organises regular commune police in a commune: the second milestone."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune
from communes.vietnamese import normalise

LONGEST_NUMBER = 60


class OrganisingRefused(Exception):
    """The decision was not recorded; the text is a Vietnamese sentence that says why."""


@transaction.atomic
def set_organised(*, commune_code: str, decision: str, day: date) -> Commune:
    """Record that the decision numbered `decision`, dated `day`, organises the police of a commune.

    commune_code: the commune that has this code on `day`. A second decision takes the place of the first.
    Raises OrganisingRefused for an unknown commune, and for an empty or overlong number.
    """
    number = normalise(decision)
    if not number or len(number) > LONGEST_NUMBER:
        raise OrganisingRefused(_("Số quyết định phải có từ 1 đến 60 ký tự."))
    commune = Commune.objects.existing_on(day).select_for_update().filter(code=commune_code).first()
    if commune is None:
        raise OrganisingRefused(
            _("Không có xã nào mang mã %(code)s vào ngày %(day)s.")
            % {"code": commune_code, "day": format_day(day)}
        )
    commune.organised_decision, commune.organised_on = number, day
    commune.save(update_fields=["organised_decision", "organised_on"])
    return commune
