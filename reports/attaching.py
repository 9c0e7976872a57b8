"""What may be attached to a report: a few kinds of file, told by their content and of a bounded size."""

import hashlib
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _

from communes.attached import XLSX
from communes.vietnamese import normalise
from reports.errors import WrongFile
from reports.models import MOST_BYTES

LONGEST_NAME = 120
MOST_MEMBERS = 2_000
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", DOCX: ".docx", XLSX: ".xlsx"}
OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


@dataclass(frozen=True)
class Upload:
    """A file as somebody sent it; of its name nothing is believed."""

    name: str
    content: bytes


@dataclass(frozen=True)
class AttachedFile:
    name: str
    content_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def judged(upload: Upload) -> AttachedFile:
    """Give the file under a harmless name that ends as its content says. Raises WrongFile."""
    if not upload.content:
        raise WrongFile(_("Tệp trống."))
    if len(upload.content) > MOST_BYTES:
        raise WrongFile(_("Tệp lớn hơn %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
    kind = kind_of(upload.content)
    if kind is None:
        raise WrongFile(_("Chỉ nhận PDF, DOCX, XLSX, PNG, JPEG; nội dung tệp này không phải các loại đó."))
    return AttachedFile(_harmless(upload.name, ENDINGS[kind]), kind, upload.content)


def kind_of(content: bytes) -> str | None:
    """Tell the kind of a file by its content; None for any other kind."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    return _office_kind(content) if content.startswith(b"PK\x03\x04") else None


def _office_kind(content: bytes) -> str | None:
    """A document without macros; the archive is listed, never unpacked."""
    try:
        names = set(zipfile.ZipFile(BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        return None
    if len(names) > MOST_MEMBERS or any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in OFFICE_PARTS.items() if part in names), None)


def _harmless(name: str, ending: str) -> str:
    """Keep letters, digits and a few marks of the last part of `name`, for show only."""
    last = re.split(r"[/\\]", normalise(name))[-1]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", last)
    kept = re.sub(r"[^\w .,()-]", "", stem).strip(" .")
    return (kept[: LONGEST_NAME - len(ending)] or _("tep-dinh-kem")) + ending
