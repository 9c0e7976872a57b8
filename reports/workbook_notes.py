"""The workbook's notes: what the figures are of, and what each word means."""

import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from communes.formats import format_day, format_number, in_english
from reports.commune_status import commune_csv
from reports.matters.missing import sealed_without
from reports.models import Issue
from reports.source import Source

DEFINITIONS = (
    (gettext_lazy("Phạm vi"), gettext_lazy("Xã và thị trấn tồn tại vào ngày lấy số liệu và thuộc loại mà quy định áp dụng; không tính phường.")),
    (gettext_lazy("Cán bộ chính quy"), gettext_lazy("Công an chính quy đang giữ chức vụ tại xã, thị trấn vào ngày lấy số liệu; mỗi người một nơi. Không tính người bán chuyên trách.")),
    (gettext_lazy("Đã bố trí"), gettext_lazy("Xã, thị trấn có ít nhất một cán bộ chính quy.")),
    (gettext_lazy("Có quyết định tổ chức"), gettext_lazy("Bộ trưởng đã quyết định tổ chức Công an chính quy tại đó, ngày quyết định không sau ngày lấy số liệu. Khác với “đã bố trí”.")),
    (gettext_lazy("Đủ mức tối thiểu"), gettext_lazy("Số cán bộ chính quy không ít hơn mức tối thiểu đang áp dụng cho xã, thị trấn đó.")),
    (gettext_lazy("Có Trưởng Công an"), gettext_lazy("Chức vụ Trưởng Công an do cán bộ chính quy giữ.")),
    (gettext_lazy("Đạt cả hai yêu cầu"), gettext_lazy("Đủ mức tối thiểu và có Trưởng Công an (nơi quy định đòi hỏi).")),
    (gettext_lazy("Còn thiếu"), gettext_lazy("Tổng số người còn thiếu ở từng xã, thị trấn so với mức tối thiểu; nơi thừa không bù cho nơi thiếu.")),
    (gettext_lazy("Tỷ lệ đạt"), gettext_lazy("Số đạt cả hai yêu cầu chia cho số xã, thị trấn của địa phương.")),
    (gettext_lazy("Phụ lục II"), gettext_lazy("Xã, thị trấn chưa đủ mức tối thiểu, kể cả nơi chưa bố trí.")),
    (gettext_lazy("Phụ lục III"), gettext_lazy("Xã, thị trấn đã bố trí lực lượng nhưng khuyết Trưởng Công an.")),
    (gettext_lazy("Công thức"), gettext_lazy("Dòng cộng, cột tỷ lệ và trang “Theo vùng” là công thức, tính lại khi số liệu trên trang bị sửa.")),
)  # fmt: skip


def notes(source: Source) -> list[tuple[str, str]]:
    """Give the lines of the notes."""
    summary, issue = source.summary, source.issue
    whole = {"communes": format_number(summary.national.communes), "provinces": len(summary.provinces)}
    lines = [
        (
            pgettext("one", "Báo cáo"),
            str(source.report) if source.report else _("Số liệu đang cập nhật, chưa niêm phong"),
        ),
        (_("Trạng thái"), _issued(issue) if issue else _("DỰ THẢO")),
    ]
    if issue and issue.secrecy:
        lines.append((_("Độ mật"), _secrecy(issue)))
    if source.is_synthetic:
        lines.append((_("Dữ liệu"), _("Số liệu mô phỏng: địa danh có thật, cán bộ và số liệu là giả định.")))
    lines += [
        (_("Số liệu đến hết ngày"), format_day(source.as_of)),
        (_("Mẫu số"), _("%(communes)s xã, thị trấn của %(provinces)s tỉnh, thành phố") % whole),
        (_("Yêu cầu"), summary.rule.requirement),
        (_("Căn cứ"), "; ".join(sorted({str(rule["source"]) for rule in summary.rule.rules}))),
        (_("Báo cáo của địa phương"), source.standing or _("Không có kỳ báo cáo chốt số liệu ngày này")),
        (
            _("Số liệu và báo cáo"),
            _("Số liệu bố trí lực lượng tính từ các lần bố trí đã ghi đến hết ngày lấy số liệu, dù báo cáo của địa phương ở trạng thái nào."),
        ),
        (_("SHA-256 của CSV từng xã"), hashlib.sha256(commune_csv(source.rows())).hexdigest()),
    ]  # fmt: skip
    missing = sealed_without(source)
    if missing:
        lines.append((_("Phần không có"), missing))
    if in_english():
        lines.insert(0, (_("Bản dịch"), _("Bản dịch không chính thức; bản tiếng Việt là bản chính.")))
    return [*lines, *((str(name), str(text)) for name, text in DEFINITIONS)]


def _issued(issue: Issue) -> str:
    words = {"number": issue.number, "day": format_day(issue.issued_on)}
    return _("Số %(number)s/BC-BCA ngày %(day)s") % words


def _secrecy(issue: Issue) -> str:
    words = {"mark": issue.get_secrecy_display(), "decision": issue.secrecy_decision}
    return _("%(mark)s (theo %(decision)s)") % words
