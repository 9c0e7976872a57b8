"""What the whole does once its parts are there: after every `migrate`, walls and chain stand."""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections, transaction
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from accounts.chain.raising import raise_chain
from config.walls import raise_walls


class WholeConfig(AppConfig):
    name = "config"
    verbose_name = _("Hệ thống")

    def ready(self) -> None:
        autodiscover_modules("starting")  # its checks
        # Django tells only applications with models; when it does, all of them are migrated.
        post_migrate.connect(finish_migration, sender=apps.get_app_config("communes"))


def finish_migration(using: str, **kwargs: Any) -> None:
    """Make the application's role where it is missing, what it may see and do, and the chain."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.APP_ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {settings.APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        if connection.settings_dict["USER"] != settings.APP_ROLE:
            raise_chain(cursor)
            raise_walls(cursor)
