"""Django's makemessages for this catalogue: one file, sorted, so that two branches seldom meet in a line."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages

# What no reader sees: the tests, the measurements, what others wrote, what is made here.
ELSEWHERE = ("node_modules", "var", "staticfiles", "tests", "benchmarks", "docs", "scripts", ".*")
OPTIONS = {
    "locale": ["en"],
    "no_location": True,
    "no_obsolete": True,
    "ignore_patterns": list(ELSEWHERE),
    "extensions": ["html", "py", "txt"],
}


class Command(makemessages.Command):
    help = "Gather the texts of the site into locale/en, keeping what is translated."
    # No guess at what a new text means: what is not translated is empty.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching", "--sort-output"]
    msgattrib_options = ["--no-obsolete", "--sort-output"]

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **{**options, **OPTIONS})
        for catalogue in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po"):
            lines = catalogue.read_text().splitlines(keepends=True)
            kept = (line for line in lines if not line.startswith('"POT-Creation-Date:'))
            catalogue.write_text("".join(kept))
