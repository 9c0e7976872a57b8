"""What of a file was read and what was not, in sentences: its user sees what was passed over."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.formats import format_number
from deployment.importing.headers import data_after, titles_above
from deployment.importing.reading import Sheet, Unread
from deployment.importing.template import INSTRUCTIONS


def notes_of(sheet: Sheet, header_number: int) -> tuple[str, ...]:
    """Say which row was taken for the header below a title, and which filled sheets were not read."""
    return tuple(_notes(sheet, header_number))


def _notes(sheet: Sheet, header_number: int) -> Iterator[str]:
    if titles_above(sheet, header_number):
        yield _("Tiêu đề cột ở dòng %(row)s; không đọc các dòng phía trên.") % {"row": header_number}
    if (numbered := data_after(sheet, header_number)) != header_number:
        yield _("Bỏ qua dòng %(row)s: chỉ có số thứ tự của các cột.") % {"row": numbered}
    if unread := [other for other in sheet.unread if other.name != INSTRUCTIONS]:
        words = {"name": sheet.name, "others": ", ".join(map(_named, unread))}
        yield _("Chỉ đọc trang tính “%(name)s”. Không đọc: %(others)s.") % words


def _named(other: Unread) -> str:
    if other.hidden:
        text = ngettext("“%(name)s” (%(n)s dòng, đang ẩn)", "“%(name)s” (%(n)s dòng, đang ẩn)", other.rows)
    else:
        text = ngettext("“%(name)s” (%(n)s dòng)", "“%(name)s” (%(n)s dòng)", other.rows)
    return text % {"name": other.name, "n": format_number(other.rows)}
