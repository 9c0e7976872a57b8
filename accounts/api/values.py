"""Values as the API writes them, and in no other form: what the document says is all that is taken."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext_noop
from pydantic import AfterValidator, BeforeValidator, Strict
from pydantic_core import PydanticCustomError

PROVINCE = gettext_noop("Mã tỉnh, thành phố: 2 chữ số, lấy từ /provinces")
DISTRICT = gettext_noop("Mã huyện, quận: 3 chữ số, lấy từ /districts; trống nếu xã thuộc thẳng tỉnh")
COMMUNE = gettext_noop("Mã xã, phường, thị trấn: 5 chữ số, lấy từ /communes")
REGION = gettext_noop("Mã vùng, lấy từ /regions")
DAY, WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"-?[0-9]{1,10}")


def _day(value: Any) -> Any:
    """Let `2021-05-31` alone through: neither a number of seconds nor a time of a day is a day."""
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    raise PydanticCustomError("date_form", "not YYYY-MM-DD")


def _whole(value: Any) -> Any:
    """Let digits alone through: neither `1_0` nor `10.0` nor ` 10`."""
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return value
    raise PydanticCustomError("int_parsing", "not a whole number")


IsoDay = Annotated[date, BeforeValidator(_day)]
Digits = BeforeValidator(_whole)  # behind the bounds, which the document then tells
Whole = Annotated[int, Digits]  # of an address, where everything is text
Number = Annotated[int, Strict()]  # of a body, where "7" is text
Moment = Annotated[datetime, AfterValidator(lambda moment: moment.astimezone(UTC))]  # one form: with a Z
YesNo = Annotated[bool, Strict()]
