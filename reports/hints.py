"""What to write in each section of a province's narrative: shown beside its field, sealed nowhere."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.choices import Section

HINTS: Mapping[Section, Promise] = {
    Section.DIRECTION: _(
        "Văn bản, kế hoạch đã ban hành; phối hợp với cấp ủy, chính quyền; kiểm tra, đôn đốc."
    ),
    Section.OFFICERS: _("Cách điều động, bố trí; vì sao còn xã chưa bố trí hoặc thiếu cán bộ."),
    Section.CHIEFS: _("Đã kiện toàn ra sao; xã còn khuyết: vì sao, dự kiến kiện toàn khi nào."),
    Section.PREMISES: _("Trụ sở, trang thiết bị, kinh phí đã bố trí và đã sử dụng; nơi còn thiếu."),
    Section.TRAINING: _("Các lớp đã mở, nội dung, số cán bộ tham gia."),
    Section.SEMI_PROFESSIONAL: _("Số người còn sử dụng, đã cho thôi; việc giải quyết chế độ."),
    Section.PARTY: _("Việc lập chi bộ, sinh hoạt ghép; nơi chưa có tổ chức Đảng."),
    Section.PUBLIC_ORDER: _("Tình hình và kết quả ở xã từ khi có cán bộ chính quy."),
    Section.MODEL_WARDS: _("Kết quả xây dựng phường thí điểm; để trống nếu địa phương không có."),
    Section.SHORTCOMINGS: _("Việc chưa làm được, khó khăn, nguyên nhân; nêu tên xã khi cần."),
    Section.TASKS: _("Việc sẽ làm, nơi chịu trách nhiệm, thời hạn; trước hết ở các xã chưa đạt."),
    Section.PROPOSALS: _("Điều đề nghị Bộ, chính quyền địa phương giải quyết; để trống nếu không có."),
}
