"""Idempotency keys: a write sent again, because its answer was lost, is made once and answered the same."""

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.api.access import READING, ROOT
from accounts.api.kinds import BAD_REQUEST, KEY_REUSED
from accounts.api.problems import Fault, problem
from accounts.models import KeyedAnswer, User
from communes.snapshot import one_snapshot

HEADER = "Idempotency-Key"
LONGEST = 100
KEPT = timedelta(days=1)
REPEATED_HEADERS = ("Content-Type", "ETag", "Location", "Retry-After")


class IdempotencyMiddleware:
    """A write is whole or not at all, and one that names a key is stored with its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOT) or request.method in READING:
            return self.get_response(request)
        with one_snapshot() if request.path in settings.API_IN_ONE_SNAPSHOT else nullcontext():
            return self._written(request)

    def _written(self, request: HttpRequest) -> HttpResponse:
        key = request.headers.get(HEADER, "")
        if not key or not isinstance(request.user, User):
            return self._whole(request)
        if len(key) > LONGEST or not key.isprintable():
            words = _("Idempotency-Key dài nhất 100 ký tự in được.")
            return problem(request, BAD_REQUEST, words, Fault("header", HEADER, words))
        return self._once(request, request.user, key)

    def _whole(self, request: HttpRequest) -> HttpResponse:
        """Answer; where the answer is a refusal or a failure, nothing stays written."""
        with transaction.atomic():
            answer = self.get_response(request)
            if answer.status_code >= 400:
                transaction.set_rollback(True)
        return answer

    def _once(self, request: HttpRequest, user: User, key: str) -> HttpResponse:
        fingerprint = _fingerprint(request)
        KeyedAnswer.objects.filter(user=user, made_at__lt=now() - KEPT).delete()
        with transaction.atomic():
            try:
                with transaction.atomic():  # a second sending that arrives during the first waits here
                    stored = KeyedAnswer.objects.create(user=user, key=key, fingerprint=fingerprint)
            except IntegrityError:
                return _again(request, KeyedAnswer.objects.get(user=user, key=key), fingerprint)
            answer = self._whole(request)
            if answer.status_code < 400:
                _store(stored, answer)
            else:
                transaction.set_rollback(True)
        return answer


def _fingerprint(request: HttpRequest) -> str:
    parts = (request.method or "", request.get_full_path(), request.headers.get("If-Match", ""))
    return hashlib.sha256("\n".join(parts).encode() + b"\n" + request.body).hexdigest()


def _store(stored: KeyedAnswer, answer: HttpResponse) -> None:
    stored.status, stored.body = answer.status_code, answer.content
    stored.headers = {name: answer[name] for name in REPEATED_HEADERS if answer.has_header(name)}
    stored.save(update_fields=["status", "body", "headers"])


def _again(request: HttpRequest, stored: KeyedAnswer, fingerprint: str) -> HttpResponse:
    if stored.fingerprint != fingerprint:
        return problem(request, KEY_REUSED, _("Idempotency-Key này đã dùng cho một yêu cầu khác."))
    answer = HttpResponse(bytes(stored.body), status=stored.status, headers=stored.headers)
    answer["Idempotency-Replayed"] = "true"
    return answer
