"""Addresses that name nothing: PostgreSQL takes no NUL character in a text, so no record has one."""

from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from accounts.api.access import is_of_program

NUL = "\0"


class AddressMiddleware:
    """Stands right before the views, so that none of them meets such a path or query.

    Raises Http404 for the path and BadRequest for the query, which pages and API answer in their own form.
    Queries of the API are left to it: it tells the parameter (`refuse_unknown`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if NUL in request.path_info:
            raise Http404
        if NUL in unquote(request.META.get("QUERY_STRING", "")) and not is_of_program(request):
            raise BadRequest(_("Địa chỉ có ký tự không dùng được (NUL)."))
        return self.get_response(request)
