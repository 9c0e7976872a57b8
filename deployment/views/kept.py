"""What people keep of the lists: their columns, and named filters. Each answers with the list again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from deployment import keeping
from deployment.choices import ListName
from deployment.models import KeptList
from deployment.views.list_files import LISTS
from deployment.views.lists import DatedListView


@require_POST
def choose_columns(request: UserRequest, list_name: str) -> HttpResponse:
    """Remember the columns ticked; `usual` instead brings the usual ones back."""
    view = _view_of(list_name)
    offered = view.table_class.offered(request.user)[1:]
    ticked = request.POST.getlist("column")
    wanted = [] if "usual" in request.POST else [name for name in offered if name in ticked]
    keeping.choose_columns(user=request.user, list_name=view.list_name, columns=wanted)
    return _back_to_list(request, view)


@require_POST
def keep_filter(request: UserRequest, list_name: str) -> HttpResponse:
    """Keep the filter that stands in the list's address, under the name given."""
    view = _view_of(list_name)
    filters = view.filterset_class.base_filters
    try:
        kept = keeping.keep_filter(
            user=request.user,
            list_name=view.list_name,
            name=request.POST.get("name", ""),
            query=keeping.query_of(_query(request), filters),
            is_shared="is_shared" in request.POST,
        )
    except keeping.FilterNotKept as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã lưu bộ lọc “%(name)s”.") % {"name": kept.name})
    return _back_to_list(request, view)


@require_POST
def share_filter(request: UserRequest, pk: int) -> HttpResponse:
    """Share one's own filter, or stop sharing it."""
    kept = _own(request, pk)
    keeping.share_filter(kept=kept, is_shared="is_shared" in request.POST)
    return _back_to_list(request, _view_of(kept.list_name))


@require_POST
def drop_filter(request: UserRequest, pk: int) -> HttpResponse:
    """Forget one's own filter."""
    kept = _own(request, pk)
    keeping.drop_filter(kept=kept)
    messages.success(request, _("Đã xóa bộ lọc “%(name)s”.") % {"name": kept.name})
    return _back_to_list(request, _view_of(kept.list_name))


def _own(request: UserRequest, pk: int) -> KeptList:
    return get_object_or_404(KeptList.objects.exclude(name=""), owner=request.user, pk=pk)


def _view_of(list_name: str) -> type[DatedListView]:
    found: Any = next((view for view in LISTS if view.list_name == list_name), None)
    if found is None:
        raise Http404
    return found


def _query(request: UserRequest) -> QueryDict:
    return QueryDict(request.POST.get("query", "")[:2000])


def _back_to_list(request: UserRequest, view: type[DatedListView]) -> HttpResponse:
    """Lead to the list as it was; the rest of the address is of our own making."""
    query = _query(request).urlencode()
    address = reverse(f"deployment:{ListName(view.list_name)}")
    return redirect(f"{address}?{query}" if query else address)
