"""The administrator's page for accounts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.models import User


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_display = ("username", "role", "province", "is_active", "last_login")
    list_filter = ("role", "is_active", "province")
    search_fields = ("username",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Phạm vi"), {"fields": ("role", "province")}),
        (_("Trạng thái"), {"fields": ("is_active", "is_staff", "is_superuser", "last_login")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2", "role", "province")}),
    )
    readonly_fields = ("last_login",)
