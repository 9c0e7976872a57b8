"""The frame of the site: its home, its search, its manual."""

from tests.scope_matrix.route import ALL, PUBLIC, SEND, Route

ROUTES: dict[str, Route] = {
    "home": Route(ALL),
    "live": Route(PUBLIC),
    "ready": Route(PUBLIC),
    "set_language": Route(PUBLIC, methods=SEND),
    "help": Route(ALL),
    "help-page": Route(ALL, page="editor"),
    "search": Route(ALL),
    "suggest": Route(ALL),
    "forget-seen": Route(ALL, methods=SEND),
    "api-guide": Route(ALL, api=True),
    "api-start": Route(ALL, api=True),
}
