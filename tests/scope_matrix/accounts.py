"""Signing in, one's own account, and what one is told."""

from tests.scope_matrix.route import ALL, FORM, PUBLIC, SEND, Record, Route
from tests.scope_matrix.side import NOTICE, TOKEN

ROUTES: dict[str, Route] = {
    "notices:list": Route(ALL),
    "notices:read": Route(ALL, methods=SEND),
    "notices:follow": Route(ALL, methods=SEND, pk=NOTICE),
    "notices:choose": Route(ALL, methods=FORM),
    "notices:address": Route(ALL, methods=SEND),
    "notices:prove": Route(ALL, methods=SEND),
    "notices:drop-address": Route(ALL, methods=SEND),
    "accounts:login": Route(PUBLIC, methods=FORM),
    "accounts:logout": Route(PUBLIC, methods=SEND),
    "accounts:forget-form": Route(ALL, methods=SEND),
    "accounts:theme": Route(PUBLIC, methods=SEND),
    "accounts:end-session": Route(ALL, methods=SEND, pk=Record("session", owned=True)),
    "accounts:tokens": Route(ALL, methods=FORM),
    "accounts:revoke-token": Route(ALL, methods=SEND, pk=TOKEN),
}
