"""The pages for what went wrong: one layout, words for the reader, never a trace."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.api.access import is_of_program
from accounts.api.kinds import of_status
from accounts.api.problems import problem
from accounts.signing_in.interrupted import form_of_before
from config.outages import RETRY_AFTER, present_outage

LAST_RESORT = "unavailable.html"  # asks nothing of the database


def _page(request: HttpRequest, status: int, heading: str, explanation: str) -> HttpResponse:
    words = {"heading": heading, "explanation": explanation, "status": status}
    return render(request, "error.html", words, status=status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was asked makes no sense; a BadRequest of ours says why. 413: it is too long."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, _("Nội dung quá lớn"), _("Biểu mẫu gửi lên dài quá mức cho phép."))
    own = exception.args and isinstance(exception.args[0], str) and type(exception).__name__ == "BadRequest"
    explanation = exception.args[0] if own else _("Yêu cầu gửi lên không đọc được.")
    return _page(request, 400, _("Yêu cầu không hợp lệ"), explanation)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: signed in, but the role does not do this; or the form is too old, and cannot be kept."""
    kept = form_of_before(request) if reason else None
    if kept is not None:
        return kept
    explanation = (
        _("Biểu mẫu đã quá hạn. Hãy quay lại, tải lại trang rồi gửi lại.")
        if reason
        else _("Vai trò của bạn không được làm việc này.")
    )
    return _page(request, 403, _("Không được phép"), explanation)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or not in the reader's scope."""
    explanation = _("Địa chỉ có thể đã gõ sai, hoặc trang không thuộc phạm vi của đơn vị bạn.")
    return _page(request, 404, _("Không tìm thấy trang"), explanation)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database or a disk fails, of which nothing is asked; to programs a problem."""
    outage = present_outage()
    status = 503 if outage else 500
    words = str(outage or _("Việc vừa làm chưa được ghi. Hãy thử lại sau ít phút."))
    if is_of_program(request):
        answer = problem(request, of_status(status), words)
    else:
        answer = _page_alone(
            status, _("Hệ thống tạm ngừng phục vụ") if outage else _("Hệ thống gặp lỗi"), words
        )
    if outage:
        answer["Retry-After"] = str(RETRY_AFTER)
    return answer


class OnlySentMiddleware:
    """405 in words: an address that takes forms alone, opened as a page (from a history, from a bookmark)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if (
            request.method != "GET"
            or not isinstance(answer, HttpResponseNotAllowed)
            or is_of_program(request)
        ):
            return answer
        explanation = _("Địa chỉ này chỉ nhận biểu mẫu gửi lên. Hãy mở trang có biểu mẫu đó rồi gửi lại.")
        page = _page(request, answer.status_code, _("Không mở được như một trang"), explanation)
        page["Allow"] = answer["Allow"]
        return page


def _page_alone(status: int, heading: str, explanation: str) -> HttpResponse:
    words = {"heading": heading, "explanation": explanation, "status": status}
    return HttpResponse(render_to_string(LAST_RESORT, words), status=status)
