"""The English catalogue: compiled from its source, which alone is kept, without programs from outside.

Imported by nothing that serves: `python -m config.catalogue` is a step of the set-up, and tests call it.
"""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile each catalogue that its compiled form does not bear the time of; give those that were.

    A compiled form copied about is newer than its source, and may yet be an older one's.
    """
    return [made for source in sorted(locale.glob("*/LC_MESSAGES/*.po")) for made in _compiled(source)]


def _compiled(source: Path) -> list[Path]:
    target = source.with_suffix(".mo")
    written = source.stat().st_mtime_ns
    if target.exists() and target.stat().st_mtime_ns == written:
        return []
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    for message in list(catalogue):
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(forms):
            catalogue.delete(message.id, message.context)  # an empty form would be shown as nothing
    part = target.with_suffix(f".{os.getpid()}.part")  # processes that start together each write their own
    with part.open("wb") as file:
        write_mo(file, catalogue)
    os.utime(part, ns=(written, written))
    part.replace(target)
    return [target]


if __name__ == "__main__":
    compile_catalogues()
