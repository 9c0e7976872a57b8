"""What the OpenAPI document says of each field, by its name, or by its shape and name where that differs."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.api.values import COMMUNE, DISTRICT, PROVINCE, REGION
from communes.models import CommuneKind, DistrictKind, ProvinceKind
from deployment.choices import Rank
from reports.standing import Basis

# Fields that mean the same wherever they stand.
FIELDS = {
    "as_of": gettext_noop("Ngày của số liệu"),
    "items": gettext_noop("Các dòng của trang này; có thể trống"),
    "code": gettext_noop("Mã, dùng trong các thao tác khác"),
    "name": gettext_noop("Tên đầy đủ, luôn là tiếng Việt"),
    "full_name": gettext_noop("Họ và tên"),
    "date_of_birth": gettext_noop("Ngày sinh"),
    "sex": gettext_noop("Giới tính; null: chưa ghi"),
    "rank_name": gettext_noop("Tên của cấp bậc hàm theo ngôn ngữ của yêu cầu; trống: chưa rõ"),
    "post": gettext_noop("Chức vụ"),
    "commune_kind": gettext_noop("Loại của xã, phường, thị trấn"),
    "commune_name": gettext_noop("Tên xã, phường, thị trấn"),
    "province_name": gettext_noop("Tên tỉnh, thành phố"),
    "district_name": gettext_noop("Tên huyện, quận; trống: các xã thuộc thẳng tỉnh"),
    "region_name": gettext_noop("Tên vùng"),
    "exists_from": gettext_noop("Ngày đầu tiên có đơn vị này; null: trước mọi ngày đã ghi"),
    "exists_until": gettext_noop("Ngày đầu tiên không còn đơn vị này; null: chưa có"),
    "starts_on": gettext_noop("Ngày đầu tiên giữ chức"),
    "last_day": gettext_noop("Ngày cuối cùng giữ chức, tính cả ngày đó; null: đang giữ"),
    "course_name": gettext_noop("Tên của nội dung bồi dưỡng theo ngôn ngữ của yêu cầu"),
    "completed_on": gettext_noop("Ngày cuối cùng của khóa học"),
    "certificate_number": gettext_noop("Số chứng chỉ; trống nếu không có"),
    "remark": gettext_noop("Ghi chú; trống nếu không có"),
    "created_at": gettext_noop("Lúc yêu cầu"),
    "started_at": gettext_noop("Lúc bắt đầu làm; null: còn chờ"),
    "finished_at": gettext_noop("Lúc kết thúc; null: chưa kết thúc"),
    "minimum": gettext_noop("Số cán bộ tối thiểu mỗi xã; null: không có mức chung"),
    "chief_required": gettext_noop("Có bắt buộc phải có Trưởng Công an không"),
    "rules": gettext_noop("Từng quy định có hiệu lực vào ngày đó"),
    "rule": gettext_noop("Quy định áp dụng vào ngày đó"),
    "national": gettext_noop("Cả nước"),
    "regions": gettext_noop("Từng vùng, theo thứ tự mã"),
    "provinces": gettext_noop("Từng tỉnh, thành phố, theo thứ tự mã"),
    "districts": gettext_noop("Từng huyện, quận, theo thứ tự mã"),
    "figures": gettext_noop("Cả địa phương"),
    "cut_off": gettext_noop("Ngày chốt số liệu: số liệu tính đến hết ngày này"),
    "opens_at": gettext_noop("Từ lúc nào địa phương soạn và gửi được"),
    "due_at": gettext_noop("Hạn gửi; với báo cáo của một địa phương là hạn đã gia hạn, nếu có"),
    "sent_at": gettext_noop("Lúc gửi; null: chưa gửi"),
    "sent_by": gettext_noop("Tên đăng nhập của người gửi"),
    "decided_at": gettext_noop("Lúc Bộ duyệt, trả lại hoặc mở khóa; null: chưa"),
    "answer": gettext_noop("Địa phương đã trả lời thế nào; trống: chưa trả lời"),
    "is_met": gettext_noop(
        "true: đã trả lời, hoặc điều được hỏi nay sẽ gửi khác lần trước: số liệu, giải trình của xã đó; với "
        "cả báo cáo thì số liệu, giải trình, nội dung hoặc tệp đính kèm, tùy loại lý do"
    ),
    "narrative": gettext_noop("Nội dung của các mục: khóa là mã mục (Section), giá trị là nội dung"),
    "finding": gettext_noop("Cảnh báo bằng lời"),
    "explanation": gettext_noop("Câu giải trình; trống: chưa giải trình"),
    "reasons": gettext_noop("Các lý do; ít nhất một"),
    "version": gettext_noop("Phiên bản của báo cáo cho ngày đó, từ 1"),
    "is_synthetic": gettext_noop("true: niêm phong từ dữ liệu minh họa, không phải số liệu thật"),
    "frozen_at": gettext_noop("Lúc niêm phong"),
    "holds": gettext_noop("true: các dòng còn đúng như đã niêm phong"),
    "difference": gettext_noop("Điểm khác nhau đầu tiên, bằng lời; null: không có"),
    "size": gettext_noop("Số byte của tệp"),
    "made_by": gettext_noop("Tên đăng nhập của người lập; null: máy lập"),
    "made_at": gettext_noop("Lúc lập"),
    "issued_on": gettext_noop("Ngày ban hành; null: chưa có số"),
    "source": gettext_noop("Căn cứ của quy định"),
    "id": gettext_noop("Không đổi và không cấp lại cho bản ghi khác"),
    "next": gettext_noop("Gửi trong “cursor” để đọc trang sau; null: đây là trang cuối"),
    "etag": gettext_noop("Gửi trong If-Match khi thay đổi bản ghi; khác đi mỗi khi bản ghi thay đổi"),
    "service_number": gettext_noop("Số hiệu: 6 chữ số, gạch nối, 3 chữ số; mỗi cán bộ một số"),
    "officer_id": gettext_noop("“id” của cán bộ (/officers)"),
    "period_id": gettext_noop("“id” của kỳ báo cáo (/periods)"),
    "previous_id": gettext_noop("“id” của phiên bản trước; null: phiên bản đầu"),
    "province_code": PROVINCE,
    "commune_code": COMMUNE,
    "district_code": DISTRICT,
    "region_code": REGION,
    "parent_code": gettext_noop("Mã của đơn vị cấp trên: huyện, nếu không có là tỉnh, hoặc vùng"),
    "decision_number": gettext_noop("Số quyết định; trống nếu chưa ghi"),
    "decision_date": gettext_noop("Ngày quyết định; null nếu chưa ghi"),
    "chief": gettext_noop(
        "filled: đã có Trưởng Công an chính quy; vacant: chưa có, kể cả khi người bán chuyên trách đang giữ "
        "chức vụ đó (phải kết thúc trước thì mới bổ nhiệm được)"
    ),
    "receipt": gettext_noop("Số biên nhận của lần gửi cuối; trống nếu chưa gửi"),
    "sending": gettext_noop("Lần gửi cuối là lần thứ mấy; null nếu chưa gửi"),
    "organised_on": gettext_noop("Ngày có hiệu lực của quyết định tổ chức; null nếu chưa có"),
    "postings": gettext_noop("Từng cán bộ đã được tính"),
    "returned_for": gettext_noop("Vì sao lần gửi này bị trả lại; trống: không bị trả lại"),
    "standing": gettext_noop(
        "Bao nhiêu báo cáo của địa phương đã duyệt khi niêm phong, bằng lời của chính báo cáo, luôn là tiếng "
        "Việt; trống: không có kỳ báo cáo của ngày đó. Số đếm ở “standing_counts”"
    ),
    "standing_counts": gettext_noop("null: không có kỳ báo cáo chốt số liệu ngày đó"),
    "compliance_rate": gettext_noop(
        "communes_compliant / communes, từ 0 đến 1, làm tròn bốn chữ số; null nếu không có xã nào"
    ),
}
WORDS = gettext_noop("Nội dung; trống: xóa nội dung đã viết")
# Fields that mean something else in one shape.
OF_SHAPE = {
    "OfficerIn.sex": gettext_noop("Giới tính"),
    "SendingOut.sent_at": gettext_noop("Lúc gửi"),
    "OfficerIn.full_name": gettext_noop("Họ và tên; độ dài tính sau khi chuẩn hóa"),
    "StandingOut.moved": gettext_noop(
        "Trong số đã duyệt, bao nhiêu báo cáo mà số liệu ngày đó đã khác khi niêm phong; null: chưa được ghi"
    ),
    "MovedOut.moves": gettext_noop("Từng số liệu đã khác"),
    "MoveOut.name": gettext_noop("Tên số liệu, như trong tổng hợp"),
    "MoveOut.label": gettext_noop("Tên số liệu bằng lời"),
    "MoveOut.before": gettext_noop("Như đã duyệt"),
    "MoveOut.after": gettext_noop("Như hiện nay"),
    "RegionOut.name": gettext_noop("Tên vùng"),
    "EndIn.last_day": gettext_noop("Ngày cuối cùng giữ chức, tính cả ngày đó"),
    "OfficerOut.post": gettext_noop("Chức vụ giữ vào ngày as_of; null: không giữ chức vụ nào"),
    "OfficerOut.commune_code": gettext_noop("Mã xã nơi giữ chức vụ vào ngày as_of; null: không có"),
    "OfficerOut.starts_on": gettext_noop("Ngày đầu tiên của chức vụ giữ vào ngày as_of; null: không có"),
    "OfficerOut.province_code": gettext_noop("Mã tỉnh của địa phương quản lý cán bộ"),
    "PeriodOut.title": gettext_noop("Tên của kỳ báo cáo"),
    "ReportOut.communes": gettext_noop("Số xã, thị trấn mà báo cáo phải có"),
    "PointOut.text": gettext_noop("Bộ yêu cầu điều gì"),
    "ReasonOut.text": gettext_noop("Lý do bằng lời"),
    "ReasonIn.text": gettext_noop("Lý do bằng lời"),
    "ReasonIn.commune_code": gettext_noop("Mã xã mà lý do nói đến; null: cả báo cáo"),
    "ReasonOut.commune_code": gettext_noop("Mã xã mà lý do nói đến; null: cả báo cáo"),
    "PointOut.commune_code": gettext_noop("Mã xã mà điểm này nói đến; null: cả báo cáo"),
    "WarningOut.commune_code": gettext_noop("Mã xã có cảnh báo; null: cảnh báo của cả địa phương"),
    "ReopenIn.reason": gettext_noop("Vì sao mở khóa; địa phương đọc được ở …/points"),
    "SendingOut.number": gettext_noop("Lần gửi thứ mấy, từ 1"),
    "SendingOut.receipt": gettext_noop("Số biên nhận của lần gửi này"),
    "SendingOut.warnings": gettext_noop("Các cảnh báo khi gửi, với câu giải trình"),
    "DraftOut.communes_checked": gettext_noop("true: đã xác nhận danh sách xã, thị trấn"),
    "DraftOut.postings_checked": gettext_noop(
        "true: đã xác nhận bố trí cán bộ, và từ đó chưa có thay đổi nào"
    ),
    "DraftOut.sections": gettext_noop("Các mục đã viết"),
    "DraftIn.sections": gettext_noop("Các mục cần ghi; mục không nêu giữ nguyên"),
    "DraftIn.explanations": gettext_noop(
        "Câu giải trình cho từng cảnh báo (“warnings” của bản đang soạn); thay câu đã có"
    ),
    "DraftIn.answers": gettext_noop("Trả lời cho từng điểm bị trả lại (…/points); thay câu đã có"),
    "SectionIn.text": WORDS,
    "AnswerIn.text": WORDS,
    "ExplanationIn.text": gettext_noop("Câu giải trình"),
    "FreezeIn.title": gettext_noop("Tên của báo cáo"),
    "SealedOut.title": gettext_noop("Tên của báo cáo"),
    "SealedOut.reason": gettext_noop("Lý do đính chính; trống: phiên bản đầu"),
    "SealedOut.sha256": gettext_noop("SHA-256 của CSV chính tắc (/reports/{pk}/communes.csv)"),
    "VerdictOut.sha256": gettext_noop("SHA-256 đã niêm phong"),
    "SealedRowPage.report_id": gettext_noop("“id” của báo cáo niêm phong"),
    "DocumentOut.report_id": gettext_noop(
        "“id” của báo cáo niêm phong (/reports); null: lập từ số liệu lúc lập, không từ báo cáo niêm phong"
    ),
    "DocumentOut.sha256": gettext_noop("SHA-256 của tệp"),
    "DocumentOut.number": gettext_noop("Số văn bản, cấp trên trang; trống: bản dự thảo"),
    "DocumentOut.name": gettext_noop("Tên tệp"),
    "RuleRowOut.trait": gettext_noop("Diện xã mà quy định nói đến (Trait); trống: mọi xã"),
    "RuleRowOut.commune_code": gettext_noop(
        "Mã của xã duy nhất mà quy định nói đến; null: không riêng xã nào"
    ),
    "RuleRowOut.minimum": gettext_noop("Số cán bộ tối thiểu"),
}
KINDS_OF_PLACES = ("UnitOut", "RuleRowOut", "CommuneRowOut", "StaffedOut", "SealedRowOut", "SealedCommuneOut")


def tell_fields(shape: str, properties: dict[str, Any]) -> None:
    """Add to the fields of a shape what they mean; one that says so itself stays."""
    for field, described in properties.items():
        if field == "rank":
            described["description"] = f"{words_of(Rank)}; null: {_('chưa rõ')}"
        elif f"{shape}.{field}" in OF_SHAPE:
            described["description"] = _(OF_SHAPE[f"{shape}.{field}"])
        elif "description" not in described:
            words = _said(shape, field)
            described |= {"description": words} if words else {}


def _said(shape: str, field: str) -> str:
    if field == "kind" and shape in KINDS_OF_PLACES:
        above = [ProvinceKind, DistrictKind] if shape == "UnitOut" else []
        return "; ".join(words_of(each) for each in (*above, CommuneKind))
    if shape == "StandingOut" and field in Basis.values:
        return str(Basis(field).label)
    return _(FIELDS[field]) if field in FIELDS else ""


def words_of(choices: Any) -> str:
    """Say what each value of `choices` means."""
    return "; ".join(f"{value or '“”'}: {label}" for value, label in choices.choices)
