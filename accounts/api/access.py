"""Who calls the API: a token's account, or the account of the browser's session."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from accounts.api.bodies import refused_body
from accounts.api.conditions import tagged
from accounts.api.kinds import CSRF, HTTPS_ONLY, READ_ONLY_TOKEN, UNAUTHORIZED, of_status
from accounts.api.limits import slowed, with_limits
from accounts.api.problems import PROBLEM, TITLES, Refusal, problem, refuse_unknown
from accounts.models import User
from accounts.tokens import token_of

ROOT, START, GUIDE = "/api/", "/api/v1/", "/api/v1/docs/"
READING = ("GET", "HEAD", "OPTIONS")
SCHEME = "bearer "


def is_guide(request: HttpRequest) -> bool:
    """Tell whether the guide is asked for, which stands at the root of the API too."""
    return request.path == START or request.path.startswith(GUIDE)


def is_of_program(request: HttpRequest) -> bool:
    """Tell whether a program asks: for all of the API but its guide, which is a page."""
    return request.path.startswith(ROOT) and not is_guide(request)


class ApiMiddleware:
    """Lets `Authorization: Bearer …` sign a request of the API in, and tags what is read there.

    Stands before everything that asks who the user is. A token that is not good ends the request, and
    nothing outside the API takes one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            # Led on, a program would go on sending its token in clear, and nobody would notice.
            return problem(request, HTTPS_ONLY, _("API chỉ nhận qua HTTPS."))
        header = request.headers.get("Authorization", "")
        if header:
            refused = self._sign_in(request, header)
            if refused:
                return refused
        elif not request.user.is_authenticated and "text/html" not in request.headers.get("Accept", ""):
            return _unauthorized(
                request, _("Hãy gửi “Authorization: Bearer …”; tạo mã truy cập ở /accounts/tokens/.")
            )
        if request.method == "HEAD":
            return self._headers_alone(request)
        return self._answered(request)

    def _answered(self, request: HttpRequest) -> HttpResponse:
        return with_limits(request, self._refused(request) or self._found(request))

    def _refused(self, request: HttpRequest) -> HttpResponse | None:
        slow = slowed(request) if is_of_program(request) else None
        return slow or (refused_body(request) if request.method not in READING else None)

    def _found(self, request: HttpRequest) -> HttpResponse:
        return tagged(request, _in_one_form(request, self.get_response(request)))

    def _headers_alone(self, request: HttpRequest) -> HttpResponse:
        """Answer HEAD as GET would be, without the body."""
        request.method = "GET"
        answer = self._answered(request)
        request.method = "HEAD"
        if not answer.streaming:
            answer["Content-Length"] = str(len(answer.content))
            answer.content = b""
        return answer

    def _sign_in(self, request: HttpRequest, header: str) -> HttpResponse | None:
        is_token = header[: len(SCHEME)].lower() == SCHEME
        token = token_of(header[len(SCHEME) :].strip()) if is_token else None
        if token is None:
            return _unauthorized(request, _("Mã truy cập sai, đã hết hạn hoặc đã bị thu hồi."))
        request.user = token.user
        request.api_token = token  # type: ignore[attr-defined]
        return None


def _in_one_form(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Turn what the site answers before an endpoint is reached (404, 405, too large) into a problem."""
    if answer.status_code < 400 or answer["Content-Type"] == PROBLEM or not is_of_program(request):
        return answer
    kind = of_status(answer.status_code)
    told = problem(request, kind, str(TITLES[kind.status]))
    for header in ("Allow", "Retry-After"):
        if answer.has_header(header):
            told[header] = answer[header]
    if "GET" in told.get("Allow", ""):
        told["Allow"] += ", HEAD"  # answered as GET is
    return told


def _unauthorized(request: HttpRequest, detail: str) -> HttpResponse:
    answer = problem(request, UNAUTHORIZED, detail)
    answer["WWW-Authenticate"] = 'Bearer realm="cong-an-xa"'
    return answer


class Access(AuthBase):
    """Every endpoint's door: a signed-in account; a token for reading alone does not write."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = gettext_noop(
        "Mã truy cập tạo ở /accounts/tokens/ sau khi đăng nhập; phiên đăng nhập của trình duyệt cũng được"
        " nhận."
    )

    def __call__(self, request: HttpRequest) -> User | None:
        user = request.user
        if not isinstance(user, User) or not user.is_active:
            return None
        if request.method not in READING:
            _refuse_writing(request)
            if request.method != "DELETE":  # has no body
                refuse_unknown(request, ())  # what is written is told in the body alone
        return user


def _refuse_writing(request: HttpRequest) -> None:
    token = getattr(request, "api_token", None)
    if token is None and check_csrf(request):
        raise Refusal(CSRF, _("Thiếu mã chống giả mạo (X-CSRFToken) của phiên đăng nhập."))
    if token is not None and not token.may_write:
        raise Refusal(READ_ONLY_TOKEN, _("Mã truy cập này chỉ được đọc."))
