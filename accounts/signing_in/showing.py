"""Which page can be shown at an address: its own, or the nearest one above where it takes forms alone."""

from collections.abc import Callable
from inspect import getclosurevars, unwrap
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

METHODS = "request_method_list"  # what Django's decorators of methods keep


def page_to_show(address: str) -> str:
    """Give `address` where it can be opened; else the nearest page above it, the home page at last.

    A form may be sent from the answer to another form, whose address takes forms alone: what led there is
    above it (`/assignments/import/5/confirm/`: the preview).
    """
    path = urlsplit(address).path
    if _can_be_opened(path):
        return address
    while path := path.rstrip("/").rpartition("/")[0]:
        if _can_be_opened(f"{path}/"):
            return f"{path}/"
    return resolve_url("home")


def address_to_show(request: HttpRequest) -> str:
    """Give the address under which the reader comes back to what `request` was answered with."""
    address = request.get_full_path()
    return address if request.method in ("GET", "HEAD") else page_to_show(address)


def _can_be_opened(path: str) -> bool:
    try:
        view: Any = resolve(path).func
    except Resolver404:
        return False
    methods: list[str] = []

    def tells(wrapper: Callable) -> bool:
        methods.extend(getclosurevars(wrapper).nonlocals.get(METHODS, ()))
        return bool(methods)

    unwrap(view, stop=tells)
    allowed = methods or getattr(getattr(view, "view_class", None), "http_method_names", ["get"])
    return "GET" in allowed or "get" in allowed
