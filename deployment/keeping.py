"""What people keep of a list: its columns, and named filters; nobody changes what another one keeps."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from communes.vietnamese import normalise
from deployment.choices import ListName
from deployment.models import LONGEST_NAME, LONGEST_QUERY, KeptList

MOST_KEPT = 30  # by one person of one list: as many as can be looked through
ARRANGEMENT = ("sort", "per_page")


class FilterNotKept(Exception):
    """A filter was refused; the text is a Vietnamese sentence."""


@transaction.atomic
def choose_columns(*, user: User, list_name: ListName, columns: Iterable[str]) -> None:
    """Remember which columns of a list `user` wants to see; none: the usual ones again."""
    own = KeptList.objects.filter(owner=user, list_name=list_name, name="")
    chosen = list(columns)
    if not chosen:
        own.delete()
        return
    _put(user, list_name, "", columns=chosen)


@transaction.atomic
def keep_filter(*, user: User, list_name: ListName, name: str, query: str, is_shared: bool) -> KeptList:
    """Keep a filter under a name; the same name again takes the new filter. Raises FilterNotKept."""
    name = normalise(name)
    if not name or len(name) > LONGEST_NAME:
        raise FilterNotKept(_("Hãy đặt tên cho bộ lọc, không quá 60 chữ."))
    if not query:
        raise FilterNotKept(_("Chưa có điều kiện lọc nào để lưu."))
    if len(query) > LONGEST_QUERY:
        raise FilterNotKept(_("Bộ lọc này quá dài để lưu."))
    others = KeptList.objects.filter(owner=user, list_name=list_name).exclude(name__in=["", name])
    if others.count() >= MOST_KEPT:
        raise FilterNotKept(
            _("Mỗi người giữ được %(most)s bộ lọc cho một danh sách; hãy xóa bớt.") % {"most": MOST_KEPT}
        )
    return _put(user, list_name, name, query=query, is_shared=is_shared)


def share_filter(*, kept: KeptList, is_shared: bool) -> None:
    """Show a filter to the people of the same province, or to nobody else."""
    kept.is_shared = is_shared
    kept.save(update_fields=["is_shared"])


def drop_filter(*, kept: KeptList) -> None:
    """Forget a filter."""
    kept.delete()


def _put(user: User, list_name: ListName, name: str, **values: Any) -> KeptList:
    kept, _made = KeptList.objects.update_or_create(
        owner=user, list_name=list_name, name=name, defaults={"province": user.province, **values}
    )
    return kept


def query_of(data: QueryDict, filters: Iterable[str]) -> str:
    """Give what is worth keeping of an address: its filters and its order, not its day or page."""
    kept = QueryDict(mutable=True)
    for name in (*sorted(filters), *ARRANGEMENT):
        values = [normalise(value) for value in data.getlist(name) if value.strip()]
        if values:
            kept.setlist(name, values)
    narrowed = any(name not in ARRANGEMENT for name in kept)
    return kept.urlencode() if narrowed else ""
