"""The log of reading: who read personal records in bulk, and who was refused what.

One row a request, written after the answer is made and before it is sent: what cannot be logged is not
given. An answer out of the reader's own store (304) is a reading like any other. `accounts.Reading` keeps
the rows, in a book of the chain of its own.
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch

from accounts.models import Outcome, User
from accounts.signing_in.sessions import is_newly_proved
from communes.calendar import today
from communes.models import Commune, Province
from communes.sight import NATION, seeing
from deployment.models import Assignment, DraftTransfer, Officer, Receipt, Training, TransferOffer

STAFFING, REPORTING, TRANSFER, INSPECTION = "bo-tri", "bao-cao", "dieu-chuyen", "kiem-tra"
# Routes that give names, numbers or posts of officers, and what they are read for.
PERSONAL = {
    **dict.fromkeys(
        ("deployment:officers", "deployment:officer", "deployment:assignments", "deployment:list_file",
         "deployment:find_officers", "search", "suggest", "deployment:commune",
         "deployment:preview", "deployment:annotated",
         "deployment:receipt", "deployment:amend", "deployment:end", "deployment:correct",
         "deployment:cancel", "deployment:train", "deployment:correct_training",
         "deployment:remove_training", "deployment:training_file", "deployment:training_template",
         "api:officers", "api:officer", "api:assignments", "api:assignment",
         "api:trainings", "api:training_of"),
        STAFFING,
    ),
    **dict.fromkeys(
        ("reports:report_postings", "reports:report_communes", "reports:sealed_commune", "reports:annex_xlsx",
         "reports:annex_ods", "reports:sealed_annex", "reports:sealed_annex_ods", "reports:document_copy",
         "api:sent_rows", "api:document_file", "api:sealed_row", "api:annex_xlsx", "api:annex_ods",
         "api:sealed_annex", "api:sealed_annex_ods"),
        REPORTING,
    ),
    **dict.fromkeys(
        ("deployment:offers", "deployment:drafts", "deployment:plan", "deployment:transfer",
         "deployment:agree", "deployment:decline", "deployment:carry_out", "deployment:discard"),
        TRANSFER,
    ),
    "deployment:history": INSPECTION,
}  # fmt: skip
# Where a record of another province answers 404: by which model and field the address names it.
RECORDS: dict[str, tuple[Any, str]] = {
    **dict.fromkeys(
        (
            "deployment:officer",
            "deployment:amend",
            "deployment:transfer",
            "deployment:train",
            "api:officer",
            "api:train",
        ),
        (Officer, "pk"),
    ),
    **dict.fromkeys(
        ("deployment:correct_training", "deployment:remove_training", "api:training_of"), (Training, "pk")
    ),
    **dict.fromkeys(
        ("deployment:end", "deployment:correct", "deployment:cancel", "api:assignment"), (Assignment, "pk")
    ),
    **dict.fromkeys(("deployment:agree", "deployment:decline", "deployment:withdraw"), (TransferOffer, "pk")),
    **dict.fromkeys(("deployment:carry_out", "deployment:discard"), (DraftTransfer, "pk")),
    **dict.fromkeys(("deployment:receipt", "deployment:revert"), (Receipt, "pk")),
    **dict.fromkeys(("deployment:commune", "deployment:plan_chief"), (Commune, "code")),
}
PROOF = {"account_reauthenticate", "mfa_reauthenticate"}  # asked again of who is signed in
SIGN_IN = {"accounts:login", "account_login", "admin:login", "mfa_authenticate", *PROOF}
ADD = """
INSERT INTO accounts_reading (account_id, name, address, outcome, route, method, path, query, status, records,
                              purpose_id)
VALUES (%s, coalesce((SELECT username FROM accounts_user WHERE username = %s), ''),
        %s, %s, %s, %s, %s, %s, %s, %s, (SELECT id FROM accounts_purpose WHERE code = %s AND starts_on <= %s
                AND (ends_on IS NULL OR ends_on > %s)))
"""


class ReadingMiddleware:
    """Stands behind the sessions, and before all that signs in, refuses or answers from a store."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match, status = request.resolver_match, response.status_code
        if match is None:  # refused before any address was looked up
            outcome = Outcome.TOKEN if status == 401 else None
        else:
            outcome = outcome_of(request, status, match)
        if outcome:
            _add(request, status, match.view_name if match else "", outcome)
        return response


def outcome_of(request: HttpRequest, status: int, match: ResolverMatch) -> Outcome | None:
    """Tell what is to be logged of an answer; None: nothing."""
    if match.view_name in SIGN_IN:
        return _of_sign_in(request, status)
    if status in (200, 304):
        return Outcome.READ if match.view_name in PERSONAL else None
    if status == 404 and match.kwargs:
        return Outcome.ELSEWHERE if _exists(match) else Outcome.UNKNOWN
    return {401: Outcome.TOKEN, 403: Outcome.FORBIDDEN}.get(status)


def _of_sign_in(request: HttpRequest, status: int) -> Outcome | None:
    if request.method != "POST":
        return None
    if status == 302 or is_newly_proved(request):  # to the second factor, or in
        return Outcome.SIGNED_IN if isinstance(request.user, User) else None
    return Outcome.SIGN_IN


def _exists(match: ResolverMatch) -> bool:
    """Look past the wall whether the record that was asked for is there: the log alone is told."""
    model, field = RECORDS.get(match.view_name, (None, ""))
    if model is None and match.kwargs.get("code"):
        model, field = Province, "code"
    if model is None:
        return False
    with seeing(NATION):
        return model.objects.filter(**{field: match.kwargs[field]}).exists()


def _add(request: HttpRequest, status: int, route: str, outcome: Outcome) -> None:
    user = request.user if isinstance(request.user, User) else None
    # Of a refused sign-in only the name of an account that there is: it may be a password, mistyped.
    name = user.username if user else _name_tried(request, outcome)
    row: tuple[Any, ...] = (
        user.pk if user else None,
        name.replace("\x00", ""),
        _address(request),
        outcome,
        route,
        str(request.method)[:7],
        _kept(request.path, 300),
        _kept(request.META.get("QUERY_STRING", ""), 500),
        status,
        getattr(request, "records_read", None),
        PERSONAL.get(route, ""),
        *(today(),) * 2,
    )
    with connection.cursor() as cursor:
        cursor.execute(ADD, row)


def _name_tried(request: HttpRequest, outcome: Outcome) -> str:
    if outcome != Outcome.SIGN_IN:
        return ""
    half_way = unstash_login(request, peek=True)  # whose password was right, and whose code was not
    return request.POST.get("username", "")[:150] or str(getattr(half_way, "user", None) or "")


def _kept(text: str, longest: int) -> str:
    return text.encode("utf-8", "replace").decode().replace("\x00", "")[:longest]


def _address(request: HttpRequest) -> str | None:
    """Give the reader's address; behind the one proxy it is the last that the proxy added."""
    behind_proxy = settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if behind_proxy else ""
    for text in (forwarded, request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ip_address(text))
        except ValueError:
            continue
    return None
