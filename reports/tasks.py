"""A province's task list for one report: what is done, what is open, what opens it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.formats import format_number
from reports.addresses import step_url
from reports.choices import REQUIRED_SECTIONS, Section, State
from reports.content import Content

DONE, OPEN, WAITING = "done", "open", "waiting"


@dataclass(frozen=True)
class Task:
    """state: DONE, OPEN, or WAITING for others to be done first."""

    name: str
    url: str
    state: str
    progress: str
    hint: str = ""


def tasks_of(content: Content) -> list[Task]:
    """Give the five tasks of a report that is with its province; after a return, six."""
    tasks = [_communes(content), _postings(content), _explaining(content), _narrative(content)]
    if content.report.state == State.RETURNED:
        tasks.insert(0, _returned(content))
    return [*tasks, _sending(content)]


def done_of(tasks: list[Task]) -> str:
    """Say how many are done: "2/5 xong"."""
    return _("%(done)s/%(all)s xong") % {"done": sum(t.state == DONE for t in tasks), "all": len(tasks)}


def _returned(content: Content) -> Task:
    whole, unmet = len(content.points), len(content.unmet)
    words = _("%(done)s/%(all)s điểm") % {"done": whole - unmet, "all": whole}
    hint = _("Mỗi điểm được sửa đúng chỗ, hoặc trả lời bằng lời.") if unmet else ""
    url = step_url(content.report, "answers")
    return Task(_("Sửa hoặc trả lời các điểm bị trả lại"), url, OPEN if unmet else DONE, words, hint)


def _communes(content: Content) -> Task:
    is_done = content.report.communes_checked_at is not None
    whole = len(content.rows)
    words = ngettext("%(count)s xã, thị trấn", "%(count)s xã, thị trấn", whole) % {
        "count": format_number(whole)
    }
    return Task(
        _("Kiểm tra danh sách xã, thị trấn"),
        step_url(content.report, "communes"),
        DONE if is_done else OPEN,
        _("Đã xác nhận") if is_done else words,
    )


def _postings(content: Content) -> Task:
    is_done = content.are_postings_confirmed
    words = _("Đã xác nhận") if is_done else _("Chưa xác nhận")
    if content.changed_since:
        words = _("Xác nhận đã cũ: %(count)s lần ghi từ đó") % {"count": format_number(content.changed_since)}
    url = step_url(content.report, "postings")
    return Task(_("Cập nhật bố trí cán bộ"), url, DONE if is_done else OPEN, words)


def _explaining(content: Content) -> Task:
    whole, missing = len(content.findings), len(content.unexplained)
    words = _("%(done)s/%(all)s cảnh báo") % {"done": whole - missing, "all": whole}
    if not whole:
        words = _("Không có cảnh báo")
    url = step_url(content.report, "explain")
    return Task(_("Giải trình"), url, OPEN if missing else DONE, words)


def _narrative(content: Content) -> Task:
    missing = len(content.missing_sections)
    words = _("%(done)s/%(all)s mục bắt buộc") % {
        "done": len(REQUIRED_SECTIONS) - missing,
        "all": len(REQUIRED_SECTIONS),
    }
    hint = _("Đã viết %(written)s trong %(sections)s mục.") % {
        "written": len(content.narrative),
        "sections": len(Section),
    }
    url = step_url(content.report, "narrative")
    return Task(_("Viết phần thuyết minh"), url, OPEN if missing else DONE, words, hint)


def _sending(content: Content) -> Task:
    errors = len(content.obstacles)
    words = _("Còn %(count)s lỗi") % {"count": errors} if errors else _("Sẵn sàng gửi")
    hint = _("Chỉ huy duyệt của địa phương gửi báo cáo.")
    url = step_url(content.report, "send")
    return Task(_("Kiểm tra và gửi"), url, WAITING if errors else OPEN, words, hint)
