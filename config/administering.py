"""The administrator's pages: accounts and their second factors, under the site's own name, and nothing else.

Other apps register what is no administrator's work here: groups (roles stand in their place), addresses and
sessions (`end_sessions` ends those), the queue of long work.
"""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

NOT_OURS = (EmailAddress, Group, ProcrastinateJob, UserSession)


def administered() -> admin.AdminSite:
    """Give Django's site of administration as this project has it: asked once, when all is registered."""
    site = admin.site
    site.login = secure_admin_login(site.login)  # type: ignore[method-assign]
    site.site_header, site.site_title = _("Quản trị tài khoản"), _("Công an xã chính quy")
    site.index_title = _("Tài khoản")
    site.unregister(model for model in NOT_OURS if site.is_registered(model))
    return site
