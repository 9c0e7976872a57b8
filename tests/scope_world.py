"""Two provinces with records of every kind, and an account of each role: what the matrices walk through."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import ApiToken, Notice, NoticeKind, Role, User
from accounts.tokens import issue_token
from communes.models import Commune, CommuneKind, Province
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
from tests.factories import DAY, AssignmentFactory, OfficerFactory, TrainingFactory
from tests.reports.cycle import a_period, report_of
from tests.scope_matrix import ROUTES, Side

PASSWORD = make_password("a-long-passphrase")
BAD_REQUEST = 400
EVENTS = sorted(m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model"))


def account(name: str, role: str, province: Province | None = None) -> User:
    return User.objects.create(username=name, role=role, province=province, password=PASSWORD)


def side_of(code: str, commune: str, surname: str) -> Side:
    place = Commune.objects.select_related("province").get(code=commune)
    officer = OfficerFactory(full_name=f"{surname} Văn Ẩn", province=place.province)
    posting = AssignmentFactory(
        commune=place, officer=officer, post=Post.CHIEF, decision_number=f"{surname}/QĐ", decision_date=None
    )
    rule = StaffingRule.objects.create(kind=place.kind, commune=place, minimum=7, source=f"{surname}/CT")
    training = TrainingFactory(officer=officer, certificate_number=f"{surname}/CN")
    secrets = [
        officer.full_name, officer.service_number, posting.decision_number, rule.source,
        training.certificate_number,
    ]  # fmt: skip
    vacant = place.province.communes.filter(kind="xa").exclude(pk=place.pk).first()
    return Side(place.province, place, vacant, officer, posting, rule, training, secrets=secrets)


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
    notice = Notice.objects.create(
        user=owner, province=owner.province, kind=NoticeKind.RETURNED, key="x", url="/", at=now(),
        words={"period": side.secrets[0]},
    )  # fmt: skip
    return replace(side, filter=kept, token=token, notice=notice, work=work, upload=upload, session=session)


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
        self.key = Authenticator.objects.create(
            user=stranger, type=Authenticator.Type.WEBAUTHN, data={"name": other.secrets[0], "credential": {}}
        )
        self.editor = account("editor-11", Role.PROVINCE_EDITOR, own.province)
        self.root = User.objects.create(username="root", is_superuser=True, is_staff=True, password=PASSWORD)
        approver = account("approver-11", Role.PROVINCE_APPROVER, own.province)
        self.users = [self.editor, approver, self.ministry, account("auditor", Role.AUDITOR), self.root]
        self.own: dict[User | None, Side] = {user: with_belongings(own, user) for user in self.users}
        self.own[None] = self.own[self.editor]
        self.sessions = {user: session_of(user) for user in self.users}
        self.facts = facts()

    def ask(
        self,
        user: User | None,
        name: str,
        side: Side | None,
        method: str,
        data: Any = None,
        mark: str = '"x"',
    ) -> tuple[int, str]:
        """Send a request whose writes are undone; give its status and text. Fails on 500."""
        route = ROUTES[name]
        url = reverse(name, kwargs=route.path_of(side))
        if route.api and method != "GET":
            sent = json.dumps(data or route.body_of(self.own[user], method))
            headers = {"If-Match": mark}
            answered = self.send(user, "generic", method, url, sent, "application/json", headers=headers)
            assert answered[0] < BAD_REQUEST or not answered[2].wrote, f"{method} {url} refused, yet written"
            return answered[:2]
        return self.send(user, method.lower(), url, data or {})[:2]

    def send(self, user: User | None, call: str, *args: Any, **kwargs: Any) -> tuple[int, str, HttpResponse]:
        """Let the client of `user` make a call whose writes are undone; give status, text and answer."""
        client = Client()
        if user:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[user]
        with transaction.atomic():
            answer = getattr(client, call)(*args, **kwargs)
            text = b"".join(answer) if answer.streaming else answer.content
            answer.wrote = facts() != self.facts
            transaction.set_rollback(True)
        assert answer.status_code < 500, f"{args[:2]} as {user}: {answer.status_code}"
        return answer.status_code, text.decode(errors="replace"), answer


def facts() -> list[int]:
    """Give how far the history of each recorded table has come: it moves with every write."""
    last = [f"(SELECT coalesce(max(pgh_id), 0) FROM {table})" for table in EVENTS]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(last)}")
        return list(cursor.fetchone())


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
