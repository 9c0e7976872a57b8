"""Every address of the site, and to whom it opens: the table that `test_scope_matrix.py` walks.

A new route needs an entry in the ROUTES of its room's file here, by its name:

    "deployment:officer": Route(ALL, pk=Record("officer")),

- first, WHO is let in (`ALL`, `ENTRY`, `NATION`, `MINISTRY`, `PUBLIC`); every other role must get 403, 404 or
  be led elsewhere (302);
- the parts of the path, each as `Record(attribute of a Side, field, unknown=…)`: a record of the own
  province, of another one and of none are tried; `Record(…, owned=True)` where it belongs to one account
  alone (give the Side one in `tests/scope_world.py`), `shared=True` where it is nobody's but the nation's; a
  part that is no record is plain text;
- `methods` where it is not GET alone; `body`: what a form sends, with `{officer}`-like fields taken from the
  OTHER province: it must be refused; `heavy` where an answer takes more than a second; `missing` where 404 is
  an answer to those who are let in, too; `api` where a refusal is a problem document; `changes`: what the
  API's PUT, PATCH and DELETE send; `senders` where fewer may send than read.
"""

from tests.scope_matrix import accounts, api, config, deployment, reports
from tests.scope_matrix.route import SUPERUSER, Route, role_of
from tests.scope_matrix.side import Side

__all__ = ["OWN_ACCOUNT", "READ", "ROUTES", "SAME_PATH", "SUPERUSER", "Side", "role_of"]
ROUTES: dict[str, Route] = config.ROUTES | accounts.ROUTES | deployment.ROUTES | reports.ROUTES | api.ROUTES
# What a walk over every page asks for: heavy documents have tests of their own.
READ = [name for name, route in ROUTES.items() if "GET" in route.methods and not route.heavy]
# The pages of allauth: one's own account and nothing else (tests/accounts).
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")
# The same path as another name: the API gives each method a name of its own.
SAME_PATH = {"api:register", "api:drafted", "api:seal", "api:amend", "api:correct", "api:cancel",
             "api:correct_training", "api:remove_training"}  # fmt: skip
