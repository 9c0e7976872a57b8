"""Every address as every role, with an own, another province's and an unknown record: no 500, no leak.

The table, and what a new route needs there: `tests/scope_matrix.py`.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import now

from accounts.models import ApiToken, Role, User
from accounts.tokens import issue_token
from communes.models import Commune, CommuneKind, Province
from communes.sight import NATION, seeing
from deployment.choices import ListName, Post
from deployment.importing.changes import Changes
from deployment.models import (
    AssessmentRound,
    CriteriaSet,
    Dataset,
    DraftTransfer,
    KeptList,
    ModelWard,
    Receipt,
    StaffingRule,
    TransferOffer,
    Upload,
    Work,
)
from reports.freezing import freeze
from reports.models import Attachment, Period, PublishedFigure
from tests.factories import DAY, AssignmentFactory, OfficerFactory
from tests.reports.cycle import a_period, report_of
from tests.scope_matrix import OWN_ACCOUNT, ROUTES, SAME_PATH, Side

PASSWORD = make_password("a-long-passphrase")
REFUSED = {302, 403, 404}  # led elsewhere, not for the role, not there
NOT_THERE, NOT_ALLOWED = 404, 405
ELSEWHERE = {
    "province": "01", "commune": "00376", "district": "001", "area": "01", "q": "Tuyệt Mật", "period": "1",
    "officer": "{officer}", "table": "officer", "record": "{pk}", "as_of": "2021-05-31",
}  # fmt: skip


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Give the name of every route but the administrator's."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace != "admin":
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def test_every_route_has_its_entry():
    found = {name for name in names(get_resolver()) if not name.startswith(OWN_ACCOUNT)} - SAME_PATH

    assert found - ROUTES.keys() == set(), (
        "these routes are missing in tests/scope_matrix.py; its first lines say how to add them"
    )
    assert ROUTES.keys() - found == set(), "these entries of tests/scope_matrix.py have no route any more"


def account(name: str, role: str, province: Province | None = None) -> User:
    return User.objects.create(username=name, role=role, province=province, password=PASSWORD)


def side_of(code: str, commune: str, surname: str) -> Side:
    place = Commune.objects.select_related("province").get(code=commune)
    officer = OfficerFactory(full_name=f"{surname} Văn Ẩn", province=place.province)
    posting = AssignmentFactory(
        commune=place, officer=officer, post=Post.CHIEF, decision_number=f"{surname}/QĐ", decision_date=None
    )
    rule = StaffingRule.objects.create(kind=place.kind, commune=place, minimum=7, source=f"{surname}/CT")
    secrets = [officer.full_name, officer.service_number, posting.decision_number, rule.source]
    vacant = place.province.communes.filter(kind="xa").exclude(pk=place.pk).first()
    return Side(place.province, place, vacant, officer, posting, rule, secrets=secrets)


def with_belongings(side: Side, owner: User) -> Side:
    """Give the side as `owner` sees it: with what belongs to that account."""
    kept = KeptList.objects.create(
        owner=owner, province=owner.province, list_name=ListName.OFFICERS, name=f"Lọc {side.secrets[0]}"
    )
    issue_token(user=owner, label=f"Mã {side.secrets[0]}")
    work = Work.objects.create(kind="x", owner=owner, province=owner.province, title=side.secrets[0])
    upload = Upload.objects.create(user=owner, province=owner.province, name=side.secrets[0], content=b"x")
    session = UserSession.objects.create(
        user=owner, ip="127.0.0.1", session_key=f"x{owner.pk}", user_agent=side.secrets[0]
    )
    token = ApiToken.objects.get(user=owner)
    return replace(side, filter=kept, token=token, work=work, upload=upload, session=session)


class World:
    """Two provinces, and an account of each role, signed in."""

    def __init__(self) -> None:
        Dataset.objects.create(as_of=DAY, seed=1, scale=1)  # the day that pages speak of
        own, other = side_of("11", "03162", "Kín"), side_of("01", "00376", "Tuyệt Mật")
        stranger = account("editor-01", Role.PROVINCE_EDITOR, other.province)
        self.ministry = account("ministry", Role.MINISTRY)
        period = a_period(self.ministry)
        for side in (own, other):
            ask_around(side, stranger)
            import_and_plan(side, stranger)
            report(side, period, stranger)
            pilot(side)
        sealed = freeze(as_of=DAY, title="Kỳ", by=self.ministry, allow_incomplete=True)
        own.sealed = other.sealed = sealed
        self.other = with_belongings(other, stranger)
        self.editor = account("editor-11", Role.PROVINCE_EDITOR, own.province)
        self.root = User.objects.create(username="root", is_superuser=True, is_staff=True, password=PASSWORD)
        approver = account("approver-11", Role.PROVINCE_APPROVER, own.province)
        self.users = [self.editor, approver, self.ministry, account("auditor", Role.AUDITOR), self.root]
        self.own: dict[User | None, Side] = {user: with_belongings(own, user) for user in self.users}
        self.own[None] = self.own[self.editor]
        self.sessions = {user: session_of(user) for user in self.users}

    def ask(
        self, user: User | None, name: str, side: Side | None, method: str, data: Any = None
    ) -> tuple[int, str]:
        """Send a request whose writes are undone; give its status and text. Fails on 500."""
        route, client = ROUTES[name], Client()
        if user:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[user]
        url = reverse(name, kwargs=route.path_of(side))
        with transaction.atomic():
            if route.api and method != "GET":
                headers = {"If-Match": '"x"'}
                answer = client.generic(
                    method,
                    url,
                    json.dumps(data or route.body_of(self.own[user])),
                    "application/json",
                    headers=headers,
                )
            else:
                answer = getattr(client, method.lower())(url, data or {})
            text = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        assert answer.status_code < 500, f"{method} {url} as {user}: {answer.status_code}"
        return answer.status_code, text.decode(errors="replace")


def ask_around(side: Side, stranger: User) -> None:
    """Make offers between `side` and a third province, so that neither of the two sees the other's."""
    third = Commune.objects.select_related("province").get(code="00700")
    outsider = OfficerFactory(full_name=f"{side.secrets[0]} Ba", province=third.province)
    asked = {"post": Post.MEMBER, "starts_on": date(2021, 6, 1), "asked_by": stranger}
    side.offer_to = TransferOffer.objects.create(
        officer=outsider, releasing=third.province, receiving=side.province, commune=side.commune, **asked
    )
    side.offer_from = TransferOffer.objects.create(
        officer=side.officer, releasing=side.province, receiving=third.province, commune=third, **asked
    )


def import_and_plan(side: Side, by: User) -> None:
    """Give the side the receipt of an import, and a draft taken from a plan."""
    name = f"{side.secrets[0]}.xlsx"
    side.receipt = Receipt.objects.create(
        user=by,
        province=side.province,
        file_name=name,
        sha256="0" * 64,
        rows=0,
        changes=Changes([], [], [], []).packed(),
    )
    elsewhere = side.province.communes.exclude(pk=side.commune.pk).first()
    side.draft = DraftTransfer.objects.create(
        province=side.province, officer=side.officer, from_commune=side.commune, to_commune=elsewhere,
        planned_for=DAY, accepted_by=by,
    )  # fmt: skip


def report(side: Side, period: Period, by: User) -> None:
    """Give the side its report for the period, with a file."""
    side.period, side.published = period, PublishedFigure.objects.first()
    side.attachment = Attachment.objects.create(
        report=report_of(period, side.province.code), province=side.province, name=f"{side.secrets[0]}.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, content=b"x", attached_by=by,
        attached_at=now(),
    )  # fmt: skip


def pilot(side: Side) -> None:
    """Give the side a model ward, and what all wards are assessed by."""
    place = side.province.communes.filter(kind=CommuneKind.WARD).first()
    source = f"{side.secrets[0]}/QĐ"
    side.ward = ModelWard.objects.create(commune=place, province=side.province, joined_on=DAY, source=source)
    side.criteria, _made = CriteriaSet.objects.get_or_create(name="Bộ dự thảo", source="x")
    side.round, _made = AssessmentRound.objects.get_or_create(title="Đợt", criteria=side.criteria, as_of=DAY)


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, undone at the end; no test changes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with seeing(NATION):
            made = World()
        yield made
        transaction.set_rollback(True)


ROUTE = pytest.mark.parametrize("name", ROUTES)


@ROUTE
def test_each_role_reaches_what_is_its_own_and_nobody_else(world, name):
    route = ROUTES[name]
    for user in (None, *world.users):
        for method in route.methods:
            if route.heavy and route.lets_in(user, method):
                continue
            status, text = world.ask(user, name, world.own[user], method)
            told = f"{method} as {user}: {status}"
            if not route.lets_in(user, method):
                assert status in ({401} if route.api and not user else REFUSED), told
                assert user or not any(secret in text for secret in world.own[user].secrets), told
            elif method == "GET":
                assert status in (200, 302) or (status == NOT_THERE and route.may_be_missing), told


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.records])
def test_what_is_another_provinces_or_nobodys_does_not_exist(world, name):
    route = ROUTES[name]
    for user in (world.editor, world.ministry):
        for method in route.methods:
            expected = {NOT_THERE} if route.lets_in(user, method) else REFUSED
            assert world.ask(user, name, None, method)[0] in expected, f"{method} unknown as {user}"
            if route.is_scoped and (user.is_provincial or route.is_owned):
                status, text = world.ask(user, name, world.other, method)
                assert status in expected, f"{method} of another as {user}: {status}"
                assert not any(secret in text for secret in world.other.secrets)


@pytest.mark.parametrize(
    "name", [name for name, route in ROUTES.items() if "GET" in route.methods and not route.heavy]
)
def test_naming_another_provinces_records_in_the_query_tells_nothing(world, name):
    officer = world.other.officer
    query = {
        key: text.format(officer=officer.service_number, pk=officer.pk) for key, text in ELSEWHERE.items()
    }
    _status, text = world.ask(world.editor, name, world.own[world.editor], "GET", query)

    assert not any(secret in text for secret in world.other.secrets if secret not in query.values())


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, route in ROUTES.items()
        if any("{" in text for text in route.body.values() if isinstance(text, str))
    ],
)
def test_naming_them_in_a_form_is_refused_without_a_word_about_them(world, name):
    body = ROUTES[name].body_of(world.other)
    if not ROUTES[name].api:
        body["token"] = str(uuid4())

    status, text = world.ask(world.editor, name, world.own[world.editor], "POST", body)

    assert status == 422
    assert not any(secret in text for secret in world.other.secrets if secret not in body.values())


@pytest.mark.parametrize(
    "name", [name for name, route in ROUTES.items() if not route.api and not route.lets_in(None)]
)
def test_a_method_that_an_address_does_not_have_is_405(world, name):
    user = next(user for user in reversed(world.users) if ROUTES[name].lets_in(user))
    for method in {"GET", "POST", "PUT", "DELETE"} - set(ROUTES[name].methods):
        assert world.ask(user, name, world.own[user], method)[0] == NOT_ALLOWED, f"{method} as {user}"


@pytest.mark.parametrize("page", ["index", "accounts_user_changelist", "accounts_user_add"])
def test_the_administrators_pages_open_to_a_superuser_alone(world, page):
    for user in world.users:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user]

        assert client.get(reverse(f"admin:{page}")).status_code == (200 if user is world.root else 302)
