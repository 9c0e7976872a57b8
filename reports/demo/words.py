"""What the synthetic reports say: each text tells that it is made up."""

from random import Random

from reports.choices import Flag, Section

NOTE = "(Nội dung minh họa, không phải báo cáo thật.)"
TEXTS = {
    Section.DIRECTION: "Đã ban hành kế hoạch, phân công lãnh đạo phụ trách từng huyện, giao ban hằng tuần.",
    Section.OFFICERS: "Bố trí cán bộ theo lộ trình; ưu tiên xã trọng điểm, phức tạp về an ninh, trật tự.",
    Section.CHIEFS: "Tiếp tục kiện toàn Trưởng Công an ở các xã còn khuyết; nguồn tại chỗ kết hợp điều động.",
    Section.PREMISES: "Trụ sở nhiều nơi còn dùng chung với Ủy ban nhân dân xã; trang bị được cấp bổ sung.",
    Section.TRAINING: "Đã mở lớp bồi dưỡng nghiệp vụ cho cán bộ mới về xã.",
    Section.SHORTCOMINGS: "Một số xã còn thiếu cán bộ; nơi ở, trụ sở chưa đáp ứng; nguồn tại chỗ hạn chế.",
    Section.TASKS: "Bố trí đủ ở các xã còn thiếu; kiện toàn Trưởng Công an; đề xuất kinh phí xây trụ sở.",
    Section.PROPOSALS: "Đề nghị Bộ bổ sung biên chế cho các xã biên giới và địa bàn phức tạp.",
}
SENTENCES = {
    Flag.JUMP: (
        "Điều động nội bộ theo kế hoạch tháng; số liệu đã đối chiếu với quyết định.",
        "Đã đối chiếu với quyết định bố trí; biến động theo đợt điều động trong tháng.",
        "Bổ sung cán bộ theo đợt tăng cường cho xã trọng điểm.",
    ),
    Flag.AVERAGE: ("Địa bàn miền núi, nhiều xã đang trong lộ trình bố trí.",),
    Flag.VACANT_CHIEF: (
        "Đang làm quy trình bổ nhiệm; Phó Trưởng Công an phụ trách.",
        "Chưa chọn được nhân sự tại chỗ; đã đề nghị điều động từ huyện.",
        "Trưởng Công an nghỉ hưu; nhân sự thay thế đang được thẩm định.",
    ),
    Flag.NO_DECISION: ("Quyết định đang trình ký.",),
}
RETURNED = {
    Flag.JUMP: "Nêu rõ nguyên nhân biến động; đối chiếu lại với quyết định bố trí.",
    Flag.AVERAGE: "Nêu lộ trình bố trí của địa phương.",
    Flag.VACANT_CHIEF: "Bổ sung phương án và thời hạn kiện toàn Trưởng Công an ở xã này.",
    Flag.NO_DECISION: "Ghi số quyết định bố trí.",
}


def narrative(rng: Random) -> dict[str, str]:
    """Give the sections of one synthetic report."""
    optional = (Section.PREMISES, Section.TRAINING, Section.PROPOSALS)
    left_out = {section for section in optional if rng.random() < 0.3}
    return {section: f"{text} {NOTE}" for section, text in TEXTS.items() if section not in left_out}


def sentence(kind: str, rng: Random) -> str:
    """Give an explanation of one warning."""
    return rng.choice(SENTENCES[Flag(kind)])
