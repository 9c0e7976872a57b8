"""What is sent to the API: JSON of a bounded size, refused before anything reads it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.api.kinds import NOT_JSON, TOO_LARGE
from accounts.api.problems import problem

JSON, UTF8 = "application/json", "utf-8"


def refused_body(request: HttpRequest) -> HttpResponse | None:
    """Give the problem of a body that is too large (413) or not JSON (415); None for a good one."""
    size, most = _size(request), settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if most is not None and size > most:
        words = _("Nội dung gửi lên dài quá %(most)s byte.") % {"most": most}
        return problem(request, TOO_LARGE, words)
    letters = (request.content_params or {}).get("charset", UTF8).strip("\"'").lower()
    if size and (request.content_type != JSON or letters != UTF8):
        words = _("Nội dung phải là JSON, UTF-8: hãy gửi Content-Type: application/json.")
        return problem(request, NOT_JSON, words)
    return None


def _size(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0
