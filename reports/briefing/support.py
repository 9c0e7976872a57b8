"""The section on support conditions: what the provinces entered for the latest period to the source's day."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from communes.formats import format_day, format_number, format_percent
from reports.choices import PartyCell, Premises
from reports.matters.support import support_in
from reports.source import Source
from reports.support.totals import Totals, funds, premises_untold
from reports.support.words import millions


def support_of(source: Source) -> dict[str, Any]:
    """Give the sums; nothing where none were entered, or for a report sealed without them."""
    found = support_in(source)
    if found is None:
        return {}
    whole = found.sums.whole
    return {
        "day": format_day(found.cut_off),
        "provinces": format_number(len(found.sums.provinces)),
        "communes": format_number(whole["communes"]),
        "premises": list(_premises(whole)),
        "funds": [
            (words, millions(funds(whole, "planned", key)), millions(funds(whole, "spent", key)))
            for words, key in ((_("Bộ Công an"), "ministry"), (_("Địa phương"), "province"), (_("Cộng"), ""))
        ],
        "trained": format_number(sum(n for name, n in whole.items() if name.startswith("trained"))),
        "semi_remaining": format_number(whole["semi_remaining"]),
        "semi_released": format_number(whole["semi_released"]),
        "own_cells": format_number(whole[f"party_{PartyCell.OWN.value}"]),
        "joint_cells": format_number(whole[f"party_{PartyCell.JOINT.value}"]),
    }  # fmt: skip


def _premises(whole: Totals) -> Iterator[tuple[str, str, str]]:
    """Give each kind of premises, and those of which nothing was told: together all that were entered."""
    parts = [(_inside(str(kind.label)), whole[f"premises_{kind.value}"]) for kind in Premises]
    untold = premises_untold(whole)
    for words, count in [*parts, (_("chưa nêu"), untold)] if untold else parts:
        yield words, format_number(count), format_percent(count, whole["communes"])


def _inside(words: str) -> str:
    """Give words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
