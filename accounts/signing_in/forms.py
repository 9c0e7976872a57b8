"""allauth's forms with our labels."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

CODE = _("Mã xác minh")


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label, self.fields["password"].label = _("Tên đăng nhập"), _("Mật khẩu")

    def clean(self) -> Any:
        cleaned = super().clean()
        end = getattr(self.user, "password_expires_at", None)
        if end is not None and end <= now():
            raise ValidationError(_("Mật khẩu tạm đã hết hạn; hãy xin quản trị viên mật khẩu khác."))
        return cleaned

    def add_prefix(self, field_name: str) -> str:
        """The field has been `username` from the first day."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class PasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = (_("Mật khẩu hiện tại"), _("Mật khẩu mới"), _("Nhập lại mật khẩu mới"))
        for field, label in zip(self.fields.values(), labels, strict=True):
            field.label = label
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> Any:
        cleaned = super().clean()
        if "password2" in self.errors:
            self.errors["password2"] = self.error_class([_("Hai lần nhập không giống nhau.")])
        return cleaned


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].help_text = ""


class CodeForm(second.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE


class ConfirmCodeForm(second.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE


class ActivateForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên khóa")


class RenameKeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên khóa")
