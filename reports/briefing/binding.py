"""Parts of a document bound into one file."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfWriter


def bound(parts: Sequence[bytes]) -> bytes:
    """Put PDFs one behind the other, outlines too; all else (metadata, attachments) is the first one's.

    The same parts give the same bytes.
    """
    first, *rest = parts
    book = PdfWriter(clone_from=BytesIO(first))
    for part in rest:
        book.append(BytesIO(part))
    book.compress_identical_objects()  # each page brought its own copy of the typefaces
    content = BytesIO()
    book.write(content)
    return content.getvalue()
