"""The columns of the import file, and of the export, which is the same file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Choices
from django.utils.translation import override

from communes.vietnamese import spelling_key
from deployment.choices import ImportKind


class Key(StrEnum):
    SERVICE_NUMBER = "service_number"
    FULL_NAME = "full_name"
    DATE_OF_BIRTH = "date_of_birth"
    SEX = "sex"
    RANK = "rank"
    FORCE = "force"
    COMMUNE_CODE = "commune_code"
    COMMUNE_NAME = "commune_name"
    POSITION = "position"
    START_DATE = "start_date"
    END_DATE = "end_date"
    DECISION_NUMBER = "decision_number"
    DECISION_DATE = "decision_date"


class TrainingKey(StrEnum):
    SERVICE_NUMBER = "service_number"
    FULL_NAME = "full_name"
    COURSE = "course"
    COMPLETED_ON = "completed_on"
    CERTIFICATE_NUMBER = "certificate_number"
    REMARK = "remark"


@dataclass(frozen=True)
class Column:
    key: Key | TrainingKey
    header: str
    required: bool
    width: int
    is_date: bool = False


# The headers are part of the file format, so they are not translated.
COLUMNS = (
    Column(Key.SERVICE_NUMBER, "Số hiệu", True, 13),
    Column(Key.FULL_NAME, "Họ và tên", True, 26),
    Column(Key.DATE_OF_BIRTH, "Ngày sinh", True, 12, is_date=True),
    Column(Key.SEX, "Giới tính", False, 10),
    Column(Key.RANK, "Cấp bậc hàm", False, 14),
    Column(Key.FORCE, "Lực lượng", False, 18),
    Column(Key.COMMUNE_CODE, "Mã xã", True, 8),
    Column(Key.COMMUNE_NAME, "Tên xã", False, 26),
    Column(Key.POSITION, "Chức vụ", True, 20),
    Column(Key.START_DATE, "Từ ngày", True, 12, is_date=True),
    Column(Key.END_DATE, "Đến ngày", False, 12, is_date=True),
    Column(Key.DECISION_NUMBER, "Số quyết định", False, 18),
    Column(Key.DECISION_DATE, "Ngày quyết định", False, 15, is_date=True),
)
TRAINING_COLUMNS = (
    Column(TrainingKey.SERVICE_NUMBER, "Số hiệu", True, 13),
    Column(TrainingKey.FULL_NAME, "Họ và tên", False, 26),
    Column(TrainingKey.COURSE, "Nội dung bồi dưỡng", True, 22),
    Column(TrainingKey.COMPLETED_ON, "Ngày hoàn thành", True, 16, is_date=True),
    Column(TrainingKey.CERTIFICATE_NUMBER, "Số chứng chỉ, chứng nhận", False, 24),
    Column(TrainingKey.REMARK, "Ghi chú", False, 40),
)
ID = "id"  # an export adds it, an import passes over it
NOTE = "Lỗi và cách sửa"  # the file sent back adds it, an import passes over it
PASSED_OVER = {spelling_key(ID), spelling_key(NOTE)}
HEADERS = {column.key: column.header for column in COLUMNS}
ALL_HEADERS = {column.key.value: column.header for column in (*TRAINING_COLUMNS, *COLUMNS)}


def keys_by_name(columns: Iterable[Column]) -> dict[str, Any]:
    """Give the key of each column by what a header may call it."""
    return {spelling_key(name): column.key for column in columns for name in (column.key, column.header)}


KEYS_BY_NAME = keys_by_name(COLUMNS)
TRAINING_KEYS_BY_NAME = keys_by_name(TRAINING_COLUMNS)
ALL_KEYS_BY_NAME = TRAINING_KEYS_BY_NAME | KEYS_BY_NAME
COLUMNS_OF: dict[str, tuple[Column, ...]] = {
    ImportKind.ASSIGNMENTS: COLUMNS,
    ImportKind.TRAININGS: TRAINING_COLUMNS,
}


@cache
def file_words(choices: type[Choices]) -> dict[Any, str]:
    """Give the word for each value in a file: the Vietnamese one, in whatever language the page is."""
    with override("vi"):
        return {value: str(label) for value, label in choices.choices}
