"""What every page's frame needs: the menu of one's role, the theme one chose, whether data are synthetic."""

from django.conf import settings
from django.http import HttpRequest

from accounts.demo import PASSWORD, open_accounts
from accounts.models import User
from accounts.notices.telling import unread_of
from accounts.scope import may_enter_postings
from accounts.signing_in.kept_forms import whose_field
from accounts.signing_in.required import lacks_second_factor
from accounts.signing_in.showing import address_to_show
from accounts.theme import theme_of
from config.language import switch_of
from config.manual import help_url
from config.menu import menu_of
from config.search.recent import recent_hits
from deployment.synthetic import synthetic_day
from reports.moment import demonstration_day


def frame(request: HttpRequest) -> dict[str, object]:
    """Give `menu`, `may_enter` (postings), `theme` ("" follows the device), `switch` (of the language),
    `here` (the address to come back to),
    `whose` (stands in each form of data, see `accounts.signing_in.kept_forms`), `is_synthetic`,
    `demonstration_day`, `demo_accounts` (name and purpose of those that open with `demo_password`; only of
    this machine's own demo, and only with synthetic data).

    That, and `recently_seen`, are functions: asked of the database only where they are shown.
    """
    user = getattr(request, "user", None)
    return {
        "menu": menu_of(request, user) if isinstance(user, User) else [],
        "may_enter": user is not None and may_enter_postings(user),
        "theme": theme_of(request),
        "switch": switch_of(request),
        "here": address_to_show(request),
        "recently_seen": lambda: recent_hits(user) if isinstance(user, User) else [],
        "whose": lambda: whose_field(user),
        "unread": lambda: unread_of(request),
        "help_url": lambda: help_url(request),
        "is_synthetic": lambda: synthetic_day() is not None,
        "demonstration_day": demonstration_day,
        "demo_accounts": lambda: open_accounts() if synthetic_day() is not None else [],
        "demo_password": PASSWORD,
        "is_isolated": settings.ISOLATED_NETWORK,
        "second_factor_missing": lambda: isinstance(user, User) and lacks_second_factor(user),
    }
