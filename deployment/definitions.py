"""What each figure means, out of what, from where: one text for pages, manual and API."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTERED = _("Các lần bố trí đã ghi đến hết ngày của số liệu, dù báo cáo của địa phương ở trạng thái nào.")
RULE = _(
    "Các lần bố trí đã ghi đến hết ngày của số liệu, dù báo cáo của địa phương ở trạng thái nào; và quy định"
    " có hiệu lực vào ngày đó."
)
DECIDED = _("Quyết định của Bộ trưởng về tổ chức Công an chính quy tại xã.")
GAZETTEER = _(
    "Danh mục đơn vị hành chính của Tổng cục Thống kê, và quy định có hiệu lực vào ngày của số liệu."
)
IN_SCOPE = _("Mọi xã, thị trấn thuộc phạm vi áp dụng vào ngày đó; không tính phường.")
NONE = _("Không có: là số người hoặc số đơn vị.")
ONE_COMMUNE = _("Một xã, thị trấn.")


@dataclass(frozen=True)
class Definition:
    """label: the name; meaning: what is counted; of: the denominator; source: where it is from."""

    label: str | Promise
    meaning: str | Promise
    of: str | Promise
    source: str | Promise


DEFINITIONS: dict[str, Definition] = {
    "communes": Definition(
        _("Xã, thị trấn"),
        _("Số xã, thị trấn mà yêu cầu áp dụng vào ngày của số liệu. Phường không thuộc phạm vi."),
        NONE,
        GAZETTEER,
    ),
    "communes_deployed": Definition(
        _("Đã bố trí"),
        _("Số xã, thị trấn có ít nhất một cán bộ chính quy đang giữ chức vụ."),
        IN_SCOPE,
        ENTERED,
    ),
    "communes_organised": Definition(
        _("Có quyết định tổ chức"),
        _("Số xã, thị trấn mà Bộ trưởng đã quyết định tổ chức Công an chính quy, đến hết ngày của số liệu."),
        IN_SCOPE,
        DECIDED,
    ),
    "communes_at_minimum": Definition(
        _("Đủ cán bộ"),
        _("Số xã, thị trấn có số cán bộ chính quy bằng hoặc hơn mức tối thiểu của chính xã đó."),
        IN_SCOPE,
        RULE,
    ),
    "communes_with_chief": Definition(
        _("Có Trưởng Công an"),
        _("Số xã, thị trấn có Trưởng Công an là cán bộ chính quy; bán chuyên trách không tính."),
        IN_SCOPE,
        ENTERED,
    ),
    "communes_compliant": Definition(
        _("Đạt cả hai"),
        _("Số xã, thị trấn vừa đủ cán bộ tối thiểu vừa có Trưởng Công an chính quy."),
        IN_SCOPE,
        RULE,
    ),
    "provinces_deployed": Definition(
        _("Địa phương đã triển khai"),
        _("Số tỉnh, thành phố có ít nhất một xã, thị trấn đã bố trí cán bộ chính quy."),
        _("Mọi tỉnh, thành phố tồn tại vào ngày đó."),
        ENTERED,
    ),
    "compliance_rate": Definition(
        _("Tỷ lệ đạt"),
        _("Số xã, thị trấn đạt cả hai yêu cầu, chia cho số xã, thị trấn thuộc phạm vi."),
        IN_SCOPE,
        RULE,
    ),
    "officers": Definition(
        _("Cán bộ chính quy"),
        _("Số cán bộ chính quy giữ chức vụ tại xã, thị trấn; không tính bán chuyên trách và phường."),
        NONE,
        ENTERED,
    ),
    "shortfall": Definition(
        _("Thiếu cán bộ"),
        _("Số người cần thêm để từng xã đủ mức tối thiểu, cộng lại; xã thừa không bù cho xã thiếu."),
        NONE,
        RULE,
    ),
    "minimum": Definition(
        _("Mức tối thiểu"),
        _("Số cán bộ chính quy mà quy định đòi hỏi của xã này vào ngày của số liệu."),
        ONE_COMMUNE,
        RULE,
    ),
    "has_chief": Definition(
        _("Trưởng Công an"),
        _(
            "Có cán bộ chính quy giữ chức Trưởng Công an xã vào ngày của số liệu, hay còn khuyết; Trưởng Công"
            " an bán chuyên trách không tính."
        ),
        ONE_COMMUNE,
        ENTERED,
    ),
    "status": Definition(
        _("Kết luận"),
        _("Mỗi xã thuộc một nhóm: đạt; đủ cán bộ, khuyết Trưởng Công an; thiếu cán bộ; chưa bố trí."),
        ONE_COMMUNE,
        RULE,
    ),
}
SAME = {
    "communes_deployed_rate": "communes_deployed",
    "communes_organised_rate": "communes_organised",
    "communes_at_minimum_rate": "communes_at_minimum",
    "communes_with_chief_rate": "communes_with_chief",
    "communes_compliant_rate": "compliance_rate",
    "rate": "compliance_rate",
}


def definition_of(name: str) -> Definition | None:
    """Give what the figure `name` means, by its name in Figures, in a list or on a map; None: no figure."""
    return DEFINITIONS.get(SAME.get(name, name))
