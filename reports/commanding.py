"""What the commands of this room share: where the result goes."""

from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _

from communes.whole_file import reason_of, whole_file


def give_out(content: bytes, output: str | None, stdout: OutputWrapper) -> None:
    """Write `content` to the file `output`, whole or not at all, or to `stdout`. Raises CommandError."""
    if output is None:
        stdout.write(content.decode())
        return
    try:
        with whole_file(Path(output)) as path:
            path.write_bytes(content)
    except OSError as error:
        raise CommandError(
            _("Không ghi được tệp %(path)s: %(reason)s.") % {"path": output, "reason": reason_of(error)}
        ) from error
