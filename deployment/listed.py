"""What the lists and the API show: communes, officers and postings as one reader sees them on a day."""

from collections.abc import Sequence
from datetime import date

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONObject

from accounts.models import User
from accounts.scope import visible_to
from communes.models import Commune
from deployment.models import Assignment, Officer, StaffingRule, TransferOffer, TransferOfferQuerySet
from deployment.staffing import StaffedCommunes, staffing_on


def communes_listed(user: User, day: date, rules: Sequence[StaffingRule] | None = None) -> StaffedCommunes:
    """Communes in the scope of the rule on `day`, evaluated; `is_organised`: by the Minister's decision.

    rules: those in force on `day`, where the caller has them at hand.
    """
    visible = visible_to(user, Commune.objects.select_related("district", "province"))
    organised = Q(organised_on__isnull=False, organised_on__lte=day)
    staffed = staffing_on(day, visible, rules)
    return staffed.annotate(is_organised=ExpressionWrapper(organised, BooleanField()))


def beside_offers(communes: StaffedCommunes) -> StaffedCommunes:
    """Set beside each commune the officers of other provinces it waits for: `waited_for`, a count."""
    asked = TransferOffer.objects.open().filter(commune=OuterRef("pk")).order_by().values("commune")
    counted = asked.annotate(n=Count("pk")).values("n")
    return communes.annotate(waited_for=Coalesce(Subquery(counted), 0))


def officers_listed(user: User, day: date) -> QuerySet[Officer]:
    """Officers, each beside the post held on `day`."""
    return beside_posting(visible_to(user, Officer.objects.all()), user, day)


def beside_posting(officers: QuerySet[Officer], user: User, day: date) -> QuerySet[Officer]:
    """Set the post held on `day` (at most one) beside each of `officers`: `post`, `starts_on`, …

    `wanted_by`: the province that has asked for the officer and waits for the answer.
    """
    held = Q(assignments__starts_on__lte=day, assignments__until__gt=day)
    if user.is_provincial:
        held &= Q(assignments__province=user.province_id)
    return (
        officers.select_related("province")
        .annotate(posting=FilteredRelation("assignments", condition=held))
        .annotate(
            post=F("posting__post"),
            starts_on=F("posting__starts_on"),
            commune_code=F("posting__commune__code"),
            commune_name=F("posting__commune__name"),
            commune_sort_key=F("posting__commune__sort_key"),
            district_name=F("posting__commune__district__name"),
            district_sort_key=F("posting__commune__district__sort_key"),
            wanted_by=Subquery(
                TransferOffer.objects.open()
                .filter(officer=OuterRef("pk"), releasing=OuterRef("province"))
                .values("receiving__short_name")[:1]
            ),
        )
    )


def beside_upcoming(officers: QuerySet[Officer], user: User, day: date) -> QuerySet[Officer]:
    """Set the first posting that begins after `day` beside each of `officers`.

    `upcoming`: its `post`, `commune` (the name) and `starts_on` (ISO), or None.
    """
    later = visible_to(user, Assignment.objects.filter(officer=OuterRef("pk"), starts_on__gt=day))
    told = JSONObject(post="post", commune="commune__name", starts_on="starts_on")
    return officers.annotate(upcoming=Subquery(later.order_by("starts_on").values(told=told)[:1]))


def postings_listed(user: User) -> QuerySet[Assignment]:
    """Postings of every time."""
    return visible_to(user, Assignment.objects.select_related("officer", "commune", "province"))


def offers_listed(user: User) -> TransferOfferQuerySet:
    """Transfers between provinces that concern a province which `user` sees, the newest first."""
    offers = TransferOffer.objects.select_related(
        "officer",
        "commune__province",
        "commune__district",
        "releasing",
        "receiving",
        "asked_by",
        "answered_by",
    )
    asked = visible_to(user, offers, province="receiving").values("pk")
    to_answer = visible_to(user, offers, province="releasing").values("pk")
    return offers.filter(Q(pk__in=asked) | Q(pk__in=to_answer))
