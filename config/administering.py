"""The administrator's pages: accounts and their second factors, under the site's own name, and nothing else.

Other apps register what is no administrator's work here: groups (roles stand in their place), addresses and
sessions (`end_sessions` ends those), the queue of long work.
"""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

FIELDS = {
    "user": _("tài khoản"),
    "type": _("loại"),
    "created_at": _("thêm lúc"),
    "last_used_at": _("dùng lần cuối"),
}
NOT_OURS = (EmailAddress, Group, ProcrastinateJob, UserSession)


class SecondFactorAdmin(admin.ModelAdmin):
    """What an administrator does for who lost a phone or a key: take that away.

    Its owner sets up a new one.
    """

    list_display = fields = readonly_fields = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__username",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return False


def administered() -> admin.AdminSite:
    """Give Django's site of administration as this project has it: asked once, when all is registered."""
    site = admin.site
    site.login = secure_admin_login(site.login)  # type: ignore[method-assign]
    site.site_header, site.site_title = _("Quản trị tài khoản"), _("Công an xã chính quy")
    site.index_title = _("Tài khoản")
    site.unregister(model for model in (*NOT_OURS, Authenticator) if site.is_registered(model))
    site.register(Authenticator, SecondFactorAdmin)
    _name_second_factors()
    return site


def _name_second_factors() -> None:
    """Give allauth's model our words for the pages; what its migrations compare stays as it was declared."""
    apps.get_app_config("mfa").verbose_name = _("Xác minh hai bước")
    model = Authenticator._meta
    model.verbose_name, model.verbose_name_plural = _("cách xác minh thứ hai"), _("các cách xác minh thứ hai")
    for name, words in FIELDS.items():
        model.get_field(name).verbose_name = words
