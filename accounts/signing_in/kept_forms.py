"""No work is lost when a session ends: what was typed is kept until its account has signed in again.

A form of data carries a mark, signed here, of the account it was shown to. A form that arrives without a
session, or from an earlier one, is never carried out: where its mark is good, its fields are kept for that
account and nobody else, encrypted under a key of the account's own, on this server and not in a browser
that others may use; for an hour, a few forms an account, each of bounded size. They are put back on the page
that showed them; sending is the reader's own act. Forms of passwords and codes carry no mark.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from cryptography.fernet import InvalidToken, MultiFernet
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.timezone import now

from accounts.kept_models import MOST_KEPT_BYTES
from accounts.models import KeptForm, User
from accounts.scope import sight_of
from accounts.signing_in.boxes import box_for
from accounts.signing_in.showing import page_to_show
from communes.sight import seeing

FIELD, SALT = "whose", "accounts.kept-forms"
MARK_HOLDS = timedelta(days=3)  # a form stays open over a night, a weekend
KEPT, MOST_FORMS, LONGEST_PAGE = timedelta(hours=1), 5, 500
NEVER_KEPT = ("csrfmiddlewaretoken", FIELD)
SECRET_WORDS = ("password", "code")  # none of them stands in a marked form; neither does a field so named
PURPOSE = b"kept-forms:"  # another key than that of any other use of SECRET_KEY


def whose_field(user: object) -> SafeString | str:
    """Give the hidden field that says, signed, to whom a form is shown; "" where nobody signed in."""
    if not isinstance(user, User):
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, signing.dumps(user.pk, salt=SALT))


def owner_of(sent: Mapping[str, str]) -> User | None:
    """Give the active account that a form was shown to, where its mark is ours and not too old."""
    try:
        pk = signing.loads(sent.get(FIELD, ""), salt=SALT, max_age=MARK_HOLDS)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


def page_of(request: HttpRequest) -> str:
    """Give the address that showed the form, the browser's or the form's own, that can be opened."""
    origin = urlsplit(request.headers.get("Referer", ""))
    page = origin.path + (f"?{origin.query}" if origin.query else "")
    is_ours = origin.netloc == request.get_host() and url_has_allowed_host_and_scheme(page, None)
    return page_to_show(page if is_ours else request.get_full_path())


def keep(request: HttpRequest, owner: User) -> bool:
    """Keep what was sent for `owner`; False where it is too much."""
    fields = {name: values for name, values in request.POST.lists() if _is_kept(name)}
    content = json.dumps({"fields": fields, "files": bool(request.FILES)}, ensure_ascii=False)
    sealed = _box(owner).encrypt(zlib.compress(content.encode("utf-8", "replace")))
    page = page_of(request)
    if len(sealed) > MOST_KEPT_BYTES or len(page) > LONGEST_PAGE:
        return False
    with seeing(sight_of(owner)), transaction.atomic():
        values = {"content": sealed, "kept_at": now(), "province_id": owner.province_id}
        KeptForm.objects.update_or_create(user=owner, page=page, defaults=values)
        newest = KeptForm.objects.filter(user=owner)[:MOST_FORMS].values_list("pk", flat=True)
        KeptForm.objects.filter(user=owner).exclude(pk__in=list(newest)).delete()
    return True


def _is_kept(name: str) -> bool:
    return name not in NEVER_KEPT and not name.startswith(SECRET_WORDS)


def kept_for(request: HttpRequest) -> QueryDict | None:
    """Give what the reader had typed on this page, None where nothing is kept.

    The frame then says so (`request.kept_form`), and whether a file has to be chosen again.
    """
    if not isinstance(request.user, User) or request.method not in ("GET", "HEAD"):
        return None
    recent = KeptForm.objects.filter(user=request.user, kept_at__gte=now() - KEPT)
    found = recent.filter(page=request.get_full_path()).first()
    content = _opened(found, request.user) if found else None
    if content is None:
        return None
    request.kept_form = {"had_file": content["files"]}  # type: ignore[attr-defined]
    typed = QueryDict(mutable=True)
    for name, values in content["fields"].items():
        typed.setlist(name, values)
    return typed


def _opened(kept: KeptForm, user: User) -> dict | None:
    try:
        return json.loads(zlib.decompress(_box(user).decrypt(bytes(kept.content))))
    except InvalidToken:
        return None


def forget(user: User, pages: Iterable[str] | None = None) -> None:
    """Delete what is kept for `user`, of `pages` or of all."""
    kept = KeptForm.objects.filter(user=user)
    (kept if pages is None else kept.filter(page__in=list(pages))).delete()


def _box(user: User) -> MultiFernet:
    return box_for(PURPOSE + f"{user.pk}:".encode())
