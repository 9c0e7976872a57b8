"""The sentence of each kind of notice. No person is named: who follows the link sees what they may."""

from django.utils.translation import gettext as _

from accounts.models import Notice, NoticeKind
from communes.formats import format_day
from communes.vietnamese import parse_day


def sentence(notice: Notice) -> str:
    """Say what happened, in the reader's language."""
    told = {"period": "", "place": "", **notice.words, "day": _day(notice.words.get("day", ""))}
    return _sentences()[NoticeKind(notice.kind)] % told


def _day(written: str) -> str:
    """Give a day, which is kept as Vietnamese writes it, as the reader does."""
    try:
        return format_day(parse_day(written))
    except ValueError:
        return written


def _sentences() -> dict[NoticeKind, str]:
    return {
        NoticeKind.PERIOD_OPENED: _("%(period)s đã mở; hạn gửi %(day)s."),
        NoticeKind.DUE_SOON: _("%(period)s: báo cáo chưa gửi, hạn gửi %(day)s."),
        NoticeKind.SENT: _("%(place)s đã gửi báo cáo: %(period)s."),
        NoticeKind.RETURNED: _("%(period)s: Bộ trả lại báo cáo để sửa."),
        NoticeKind.APPROVED: _("%(period)s: Bộ đã duyệt báo cáo."),
        NoticeKind.RENEWED: _("%(period)s: biểu mẫu đã cập nhật; hãy kiểm tra lại danh sách xã."),
        NoticeKind.TRANSFER_ASKED: _("%(place)s đề nghị tiếp nhận một cán bộ."),
        NoticeKind.TRANSFER_ANSWERED: _("%(place)s đã trả lời đề nghị tiếp nhận cán bộ."),
    }
