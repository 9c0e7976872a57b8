"""The back-test as a page of the documentation."""

from collections.abc import Iterable

from communes.vietnamese import format_day, format_number
from reports.forecasting.backtest import Backtest

HEAD = """# Dự báo thử trên quá khứ

Tệp do `manage.py backtest_forecast --as-of {last} --output docs/forecast-backtest.md` viết ra, không sửa tay.
Dữ liệu là **dữ liệu minh họa** của `load_demo`: sai số cho biết cách tính cư xử thế nào trên dữ liệu ấy,
không phải trên số liệu thật.

Cách tính: số xã chưa đạt chia cho số xã đạt thêm mỗi ngày trong 6 tháng qua; khoảng dự báo lấy từ nhịp 3, 6
và 12 tháng. Thử tại mỗi cuối tháng từ {first_day} đến {last_day}, cho từng tỉnh đã có xã đạt mà chưa xong,
theo quy định có hiệu lực ngày {last_day}. Sai số âm ở bảng đầu, dương ở bảng sau: dự báo chậm hơn thực tế.
"""


def backtest_text(result: Backtest) -> str:
    """Give the page: how it was tried, the errors of counts, the errors of days."""
    head = HEAD.format(
        last=result.last.isoformat(), first_day=format_day(result.first), last_day=format_day(result.last)
    )
    counts = _table(
        (
            "nhìn về sau", "nhịp", "số lần dự báo", "sai số trung bình", "độ lớn sai số trung bình",
            "so với số xã của tỉnh",
        ),
        (
            (
                f"{row.horizon} tháng", f"{row.window} tháng", format_number(len(row.errors)),
                f"{_signed(row.bias)} xã", f"{_one(row.mean_size)} xã", f"{_one(row.percent_of_communes)} %",
            )
            for row in result.counts
        ),
    )  # fmt: skip
    days = _table(
        (
            "trước khi đạt", "số lần hỏi", "có nói ngày", "sai số giữa (trung vị)", "độ lớn sai số giữa",
            "ngày thật nằm trong khoảng",
        ),
        (
            (
                f"{row.months_before} tháng", str(row.asked), str(len(row.errors)),
                f"{_signed(row.middle)} ngày", f"{_one(row.middle_size)} ngày",
                f"{row.in_range}/{row.ranged}",
            )
            for row in result.days
        ),
    )  # fmt: skip
    return (
        f"{head}\n## Số xã đạt: dự báo trừ thực tế\n\n{counts}\n"
        f"## Ngày mọi xã đạt: dự báo trừ thực tế\n\n"
        f"Của {result.provinces_reached} tỉnh đã đạt trong thời gian thử; ngày thật là cuối tháng đầu tiên "
        f"mọi xã đạt, nên tự nó đã có thể muộn tới một tháng.\n\n{days}"
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [" | ".join(heads), " | ".join("---" for _ in heads), *(" | ".join(row) for row in rows)]
    return "".join(f"| {line} |\n" for line in lines)


def _one(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace(".", ",")
