from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "reports"
    verbose_name = _("Báo cáo")

    def ready(self) -> None:
        """Give the room below the words on reports that rest on a day."""
        from deployment.resting import give  # noqa: PLC0415 (models are not there before)
        from reports.resting import WORDS  # noqa: PLC0415

        give(WORDS)
