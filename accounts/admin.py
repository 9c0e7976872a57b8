"""The administrator's page for accounts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.utils.translation import gettext_lazy as _

from accounts.creating import end_of_temporary
from accounts.models import User


class GivenPasswordForm(AdminPasswordChangeForm):
    """A password that the administrator gives: for a week, and to set one's own."""

    def save(self, commit: bool = True) -> User:
        self.user.password_expires_at = end_of_temporary()
        return super().save(commit)


class NewAccountForm(AdminUserCreationForm):
    def save(self, commit: bool = True) -> User:
        self.instance.password_expires_at = end_of_temporary()
        return super().save(commit)


@admin.register(User)
class AccountAdmin(UserAdmin):
    add_form, change_password_form = NewAccountForm, GivenPasswordForm
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
