"""What is stored of the officers and communes that a file speaks of, fetched in four queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from communes.models import Commune
from communes.sight import NATION, seeing
from deployment.models import OPEN_END, RankCeiling


class Place(NamedTuple):
    """A commune on the days from `exists_from` to the day before `exists_until`; None is unbounded."""

    id: int
    code: str
    name: str
    short_name: str
    province_id: int
    exists_from: date | None
    exists_until: date | None

    def lasts(self, starts_on: date, ends_on: date | None) -> bool:
        """Tell whether a posting of those days fits; an open one may outlast the commune."""
        begun = self.exists_from is None or self.exists_from <= starts_on
        return begun and (self.exists_until is None or starts_on < self.exists_until >= (ends_on or date.min))


class StoredOfficer(NamedTuple):
    id: int
    service_number: str
    full_name: str
    date_of_birth: date
    sex: str
    rank: int | None
    force: str
    province_id: int


class StoredPosting(NamedTuple):
    id: int
    officer_id: int
    commune_id: int
    province_id: int
    post: str
    starts_on: date
    ends_on: date | None
    decision_number: str
    decision_date: date | None


class ChiefInPost(NamedTuple):
    """Somebody who is stored as a chief."""

    posting_id: int
    commune_id: int
    starts_on: date
    ends_on: date | None
    full_name: str
    service_number: str
    force: str


class Stored:
    """The gazetteer, and the officers with the given service numbers with all their postings.

    With `lock`, the officers stay locked to the end of the transaction, in one order for all writers.
    """

    def __init__(self, service_numbers: Sequence[str], *, lock: bool) -> None:
        self.places = [Place(*values) for values in _places()]
        self.places_by_id = {place.id: place for place in self.places}
        self.places_by_code: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            self.places_by_code[place.code].append(place)
        self.postings: dict[int, list[StoredPosting]] = defaultdict(list)
        # A number may be that of another province's officer: the judgement must know, and tells only that.
        with seeing(NATION):
            officers = _fetch(OFFICERS + (" FOR UPDATE" if lock else ""), list(service_numbers))
            self.officers = {o.service_number: o for o in map(StoredOfficer._make, officers)}
            ids = [officer.id for officer in self.officers.values()]
            for values in _fetch(POSTINGS, ids) if ids else ():
                self.postings[values[1]].append(StoredPosting._make(values))
        self.ceilings: dict[str, list[RankCeiling]] = defaultdict(list)
        for ceiling in RankCeiling.objects.all():
            self.ceilings[ceiling.post].append(ceiling)

    def place(self, code: str, starts_on: date, ends_on: date | None) -> Place | None:
        """Give the commune that has the code on all of those days."""
        return next((p for p in self.places_by_code.get(code, ()) if p.lasts(starts_on, ends_on)), None)

    def rank_ceiling(self, post: str, day: date) -> int | None:
        """Give the highest rank foreseen for the post on the day."""
        for ceiling in self.ceilings.get(post, ()):
            if (ceiling.starts_on or date.min) <= day < (ceiling.ends_on or OPEN_END):
                return ceiling.rank
        return None


def chiefs_in(commune_ids: Iterable[int]) -> list[ChiefInPost]:
    """Give everybody who is stored as a chief of those communes, at any time."""
    ids = list(commune_ids)
    return list(map(ChiefInPost._make, _fetch(CHIEFS, ids))) if ids else []


OFFICERS = """
SELECT id, service_number, full_name, date_of_birth, sex, rank, force, province_id
  FROM deployment_officer WHERE service_number = ANY(%s) ORDER BY id
"""
POSTINGS = """
SELECT id, officer_id, commune_id, province_id, post, starts_on, ends_on, decision_number, decision_date
  FROM deployment_assignment WHERE officer_id = ANY(%s) ORDER BY starts_on
"""
CHIEFS = """
SELECT a.id, a.commune_id, a.starts_on, a.ends_on, o.full_name, o.service_number, a.force
  FROM deployment_assignment a JOIN deployment_officer o ON o.id = a.officer_id
 WHERE a.post = 'chief' AND a.commune_id = ANY(%s)
"""


def _places() -> Iterable[tuple[Any, ...]]:
    return Commune.objects.order_by("code").values_list(
        "id", "code", "name", "short_name", "province_id", "exists_from", "exists_until"
    )


def _fetch(sql: str, wanted: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted])
        return cursor.fetchall()
