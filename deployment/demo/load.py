"""Load the synthetic officers: one transaction, the same rows for the same seed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from django.db import transaction
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune, CommuneKind, Province
from deployment.bulk import (
    OfficerRow,
    PostingRow,
    copy_officers,
    copy_postings,
    copy_trainings,
    new_officer_ids,
    settle,
)
from deployment.choices import Post
from deployment.demo.gazetteer import mark_communes
from deployment.demo.people import Person, numbered, particulars, people_for
from deployment.demo.seats import PROGRAMME_BEGAN, Span, Waves, regular_spans, semi_professional_spans
from deployment.demo.shape import Strength, shape
from deployment.demo.training import trainings_of
from deployment.models import Dataset, Officer

EARLIEST = date(2019, 6, 30)
IN_SCOPE = (CommuneKind.COMMUNE, CommuneKind.TOWNSHIP)
WARDS_WITH_OFFICERS = 0.2


class DemoRefused(Exception):
    """Synthetic data cannot be loaded here; the message says why."""


def load_demo(*, as_of: date, seed: int, scale: int) -> bool:
    """Load the dataset; gives False where this very one is loaded already.

    as_of: the day whose figures are those of the conference. scale: so many times the changes of
    holders in the past; the state on `as_of` keeps its shape. Raises DemoRefused.
    """
    wanted = (as_of, seed, scale)
    loaded = Dataset.objects.values_list("as_of", "seed", "scale").first()
    if loaded == wanted:
        return False
    _refuse_where_wrong(as_of, scale, loaded is not None)
    with transaction.atomic():
        Dataset.objects.create(as_of=as_of, seed=seed, scale=scale)
        _load(as_of, seed, scale)
    settle()
    return True


def _refuse_where_wrong(as_of: date, scale: int, is_loaded: bool) -> None:
    if is_loaded:
        raise DemoRefused(_("Đã có bộ dữ liệu minh họa khác; hãy dùng một cơ sở dữ liệu trống."))
    if Officer.objects.filter(is_synthetic=False).exists():
        raise DemoRefused(_("Cơ sở dữ liệu đã có cán bộ thật; không nạp dữ liệu minh họa vào đó."))
    if not 1 <= scale <= 50:
        raise DemoRefused(_("--scale phải từ 1 đến 50."))
    if as_of < EARLIEST or not Commune.objects.existing_on(as_of + timedelta(days=100)).exists():
        raise DemoRefused(
            _("--as-of phải từ %(first)s và còn ít nhất 100 ngày có danh mục xã.")
            % {"first": format_day(EARLIEST)}
        )


def _load(as_of: date, seed: int, scale: int) -> None:
    communes = list(
        Commune.objects.existing_on(as_of).select_related("province", "district").order_by("code")
    )
    in_scope = [commune for commune in communes if commune.kind in IN_SCOPE]
    places: dict[str, list[str]] = {}
    for commune in in_scope:
        places.setdefault(commune.province.code, []).append(commune.code)
    strengths = shape(places, seed)
    arrivals: dict[str, date] = {}
    count = 0
    for province in sorted({commune.province for commune in communes}, key=lambda p: p.code):
        rng = Random(f"{seed}:{province.code}")  # noqa: S311 (synthetic data, not secrets)
        own = [commune for commune in communes if commune.province_id == province.pk]
        waves = Waves.drawn(rng, as_of)
        spans = list(_spans(own, strengths, arrivals, waves, as_of, scale, rng))
        people = people_for(spans, rng)
        ids = _write(people, count, province, {c.code: c.pk for c in own}, as_of, rng)
        numbered_people = zip(ids, people, strict=True)
        copy_trainings(
            trainings_of(numbered_people, province_id=province.pk, code=province.code, as_of=as_of, seed=seed)
        )
        count += len(people)
    mark_communes(in_scope, strengths, arrivals, as_of, seed)


def _spans(
    communes: Sequence[Commune],
    strengths: dict[str, Strength],
    arrivals: dict[str, date],
    waves: Waves,
    as_of: date,
    scale: int,
    rng: Random,
) -> Iterator[Span]:
    for commune in communes:
        code = commune.code
        if commune.kind not in IN_SCOPE:
            if rng.random() < WARDS_WITH_OFFICERS:
                ward = Strength(rng.randint(3, 6))
                yield from regular_spans(rng, code, ward, PROGRAMME_BEGAN, as_of, scale)
            continue
        strength = strengths.get(code)
        regular = []
        if strength:
            arrivals[code] = waves.day_for(rng)
            regular = list(regular_spans(rng, code, strength, arrivals[code], as_of, scale))
        yield from regular
        chief_from = min((span.starts_on for span in regular if span.post == Post.CHIEF), default=None)
        yield from semi_professional_spans(rng, code, chief_from, arrivals.get(code), as_of, scale)


def _write(
    people: list[Person], first: int, province: Province, communes: dict[str, int], as_of: date, rng: Random
) -> list[int]:
    """Write the officers and postings of one province; give the officers' ids."""
    ids = new_officer_ids(len(people))
    copy_officers(
        OfficerRow(
            new_id, number, p.full_name, p.date_of_birth, p.sex, p.rank, person.force, province.pk, True
        )
        for new_id, (number, person) in zip(ids, numbered(people, first), strict=True)
        for p in [particulars(person, province.code, as_of, rng)]
    )
    office = "CATP" if province.kind.startswith("thanh_pho") else "CAT"
    copy_postings(
        PostingRow(
            officer_id,
            span.force,
            communes[span.commune],
            province.pk,
            span.post,
            span.starts_on,
            span.ends_on,
            f"{rng.randint(10, 980)}/QĐ-{office}",
            span.starts_on - timedelta(days=rng.randint(1, 14)),
        )
        for officer_id, person in zip(ids, people, strict=True)
        for span in person.spans
    )
    return ids
