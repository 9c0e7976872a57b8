"""A plan as JSON and as text; the names are the contract's."""

import json

from django.utils.translation import gettext as _

from communes.formats import format_number
from deployment.planning.plan import Plan


def plan_json(plan: Plan) -> str:
    """Give the plan as the contract has it; `scope` and `kilometres` are added."""
    moves = [
        {
            "from": move.giver.code,
            "to": move.receiver.code,
            "count": move.count,
            "same_district": move.same_district,
            "same_province": move.same_province,
            "kilometres": round(move.kilometres, 3),
        }
        for move in plan.moves
    ]
    data = {
        "as_of": plan.as_of.isoformat(),
        "province": plan.scope.code if plan.scope.province else None,
        "scope": plan.scope.code,
        "shortfall_before": plan.before.shortfall,
        "shortfall_after": plan.after.shortfall,
        "to_recruit": plan.to_recruit,
        "officers_moved": plan.officers_moved,
        "between_provinces": plan.between_provinces,
        "between_districts": plan.between_districts,
        "kilometres": round(plan.metres / 1000, 3),
        "communes_at_minimum_before": plan.before.at_minimum,
        "communes_at_minimum_after": plan.after.at_minimum,
        "moves": moves,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def plan_table(plan: Plan) -> str:
    """Give the plan as lines of text."""
    lines = [
        f"{move.giver.code} {move.giver.name} → {move.receiver.code} {move.receiver.name}: {move.count}"
        f" ({format_number(round(move.kilometres))} km{'' if move.same_district else ', ' + _('khác huyện')})"
        for move in plan.moves
    ]
    words = {
        "before": format_number(plan.before.shortfall),
        "after": format_number(plan.after.shortfall),
        "moved": format_number(plan.officers_moved),
    }
    lines.append(
        _("Thiếu trước: %(before)s; điều chuyển: %(moved)s; còn thiếu, phải tuyển: %(after)s") % words
    )
    return "\n".join(lines) + "\n"
