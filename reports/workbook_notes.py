"""The workbook's notes: what the figures are of, and what each word means."""

import hashlib

from communes.formats import format_day, format_number
from reports.commune_status import commune_csv
from reports.source import Source

DEFINITIONS = (
    ("Phạm vi", "Xã và thị trấn tồn tại vào ngày lấy số liệu và thuộc loại mà quy định áp dụng; không tính phường."),
    ("Cán bộ chính quy", "Công an chính quy đang giữ chức vụ tại xã, thị trấn vào ngày lấy số liệu; mỗi người một nơi. Không tính người bán chuyên trách."),
    ("Đã bố trí", "Xã, thị trấn có ít nhất một cán bộ chính quy."),
    ("Có quyết định tổ chức", "Bộ trưởng đã quyết định tổ chức Công an chính quy tại đó, ngày quyết định không sau ngày lấy số liệu. Khác với “đã bố trí”."),
    ("Đủ mức tối thiểu", "Số cán bộ chính quy không ít hơn mức tối thiểu đang áp dụng cho xã, thị trấn đó."),
    ("Có Trưởng Công an", "Chức vụ Trưởng Công an do cán bộ chính quy giữ."),
    ("Đạt cả hai yêu cầu", "Đủ mức tối thiểu và có Trưởng Công an (nơi quy định đòi hỏi)."),
    ("Còn thiếu", "Tổng số người còn thiếu ở từng xã, thị trấn so với mức tối thiểu; nơi thừa không bù cho nơi thiếu."),
    ("Tỷ lệ đạt", "Số đạt cả hai yêu cầu chia cho số xã, thị trấn của địa phương."),
    ("Phụ lục II", "Xã, thị trấn chưa đủ mức tối thiểu, kể cả nơi chưa bố trí."),
    ("Phụ lục III", "Xã, thị trấn đã bố trí lực lượng nhưng khuyết Trưởng Công an."),
    ("Công thức", "Dòng cộng, cột tỷ lệ và trang “Theo vùng” là công thức, tính lại khi số liệu trên trang bị sửa."),
)  # fmt: skip


def notes(source: Source) -> list[tuple[str, str]]:
    """Give the lines of the notes."""
    summary, issue = source.summary, source.issue
    lines = [("Báo cáo", str(source.report) if source.report else "Số liệu đang cập nhật, chưa niêm phong")]
    lines += [
        ("Trạng thái", f"Số {issue.number}/BC-BCA ngày {format_day(issue.issued_on)}" if issue else "DỰ THẢO")
    ]
    if issue and issue.secrecy:
        lines.append(("Độ mật", f"{issue.get_secrecy_display()} (theo {issue.secrecy_decision})"))
    if source.is_synthetic:
        lines.append(("Dữ liệu", "Số liệu mô phỏng: địa danh có thật, cán bộ và số liệu là giả định."))
    lines += [
        ("Số liệu đến hết ngày", format_day(source.as_of)),
        ("Mẫu số", f"{format_number(summary.national.communes)} xã, thị trấn của {len(summary.provinces)} tỉnh, thành phố"),
        ("Yêu cầu", summary.rule.requirement),
        ("Căn cứ", "; ".join(sorted({str(rule["source"]) for rule in summary.rule.rules}))),
        ("Báo cáo của địa phương", source.standing or "Không có kỳ báo cáo chốt số liệu ngày này"),
        ("SHA-256 của CSV từng xã", hashlib.sha256(commune_csv(source.rows())).hexdigest()),
    ]  # fmt: skip
    return [*lines, *DEFINITIONS]
