"""Invented names, as they are borne in a region; none is taken from a person."""

from random import Random

KINH_FAMILIES = (
    ("Nguyễn",) * 12 + ("Trần",) * 6 + ("Lê",) * 5 + ("Phạm",) * 4
    + ("Hoàng", "Vũ", "Phan", "Đặng", "Bùi") * 2
    + ("Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Đoàn", "Trịnh", "Mai", "Tạ", "Cao", "Lương")
)  # fmt: skip
MEN = (
    "An", "Anh", "Bách", "Bảo", "Bình", "Chiến", "Chung", "Công", "Cường", "Danh", "Dũng", "Duy", "Đạt",
    "Đông", "Đức", "Giang", "Hà", "Hải", "Hậu", "Hiếu", "Hòa", "Hoàng", "Hùng", "Huy", "Khánh", "Khoa",
    "Kiên", "Lâm", "Long", "Lực", "Mạnh", "Minh", "Nam", "Nghĩa", "Phong", "Phúc", "Phương", "Quang",
    "Quân", "Quyết", "Sơn",
    "Tài", "Tâm", "Thái", "Thành", "Thắng", "Thịnh", "Thuận", "Tiến", "Toàn", "Trung", "Trường", "Tuấn",
    "Tùng", "Việt", "Vinh", "Vũ", "Xuân",
)  # fmt: skip
WOMEN = (
    "Anh", "Bích", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hồng", "Huệ", "Hương", "Lan",
    "Linh", "Loan", "Mai", "Nga", "Ngân", "Ngọc", "Nhung", "Oanh", "Phương", "Quỳnh", "Thảo", "Thơm", "Thu",
    "Thủy", "Trang", "Tuyết", "Uyên", "Vân", "Yến",
)  # fmt: skip
MIDDLE_MEN = ("Văn",) * 6 + ("Đức", "Quang", "Minh", "Xuân", "Hữu", "Ngọc", "Đình", "Trọng", "Thanh", "Công")
MIDDLE_WOMEN = ("Thị",) * 6 + ("Thu", "Thanh", "Ngọc", "Minh", "Phương")
# Families that are common in a province beside the Kinh ones, and how often.
LOCAL_FAMILIES = {
    "north_west": (
        ("Lò", "Quàng", "Cà", "Lường", "Tòng", "Vàng", "Giàng", "Sùng", "Mùa", "Thào", "Hạng"),
        0.6,
    ),
    "north_east": (("Nông", "Hoàng", "Lương", "Triệu", "Bế", "Lục", "Vi", "Đàm", "Ma", "Lý", "Bàn"), 0.6),
    "muong": (("Bùi", "Quách", "Đinh", "Hà", "Bạch"), 0.5),
    "highlands": (("Y", "H'", "Rơ Châm", "Siu", "Ksor", "A", "K'"), 0.3),
    "khmer": (("Thạch", "Sơn", "Kim", "Danh", "Lâm", "Châu"), 0.25),
    "cham": (("Bá", "Đàng", "Quảng", "Thập"), 0.15),
}
LOCAL_OF = {
    **dict.fromkeys(("11", "12", "14", "15", "10"), "north_west"),
    **dict.fromkeys(("02", "04", "06", "08", "19", "20", "24"), "north_east"),
    **dict.fromkeys(("17", "25", "38"), "muong"),
    **dict.fromkeys(("62", "64", "66", "67", "68"), "highlands"),
    **dict.fromkeys(("84", "94", "95", "91"), "khmer"),
    "58": "cham",
}


def full_name(rng: Random, province: str, *, woman: bool) -> str:
    """Draw a name of somebody from the province of that code."""
    given = rng.choice(WOMEN if woman else MEN)
    middle = rng.choice(MIDDLE_WOMEN if woman else MIDDLE_MEN)
    families, share = LOCAL_FAMILIES.get(LOCAL_OF.get(province, ""), ((), 0.0))
    if families and rng.random() < share:
        return _local(rng, rng.choice(families), middle, given, woman)
    return f"{rng.choice(KINH_FAMILIES)} {middle} {given}"


def _local(rng: Random, family: str, middle: str, given: str, woman: bool) -> str:
    if family in {"Y", "A"}:
        return (
            f"{family} {given}" if family == "A" else f"Y {given} {rng.choice(('Niê', 'Mlô', 'Êban', 'Byă'))}"
        )
    if family in {"H'", "K'"}:
        return f"{family}{given}" if family == "K'" else f"H'{given} {rng.choice(('Niê', 'Mlô', 'Êban'))}"
    return f"{family} {rng.choice(('Thị', 'Thị', middle)) if woman else middle} {given}"
