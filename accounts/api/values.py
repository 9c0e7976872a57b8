"""Values as the API writes them, and in no other form: what the document says is all that is taken."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Strict
from pydantic_core import PydanticCustomError

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
Whole = Annotated[int, BeforeValidator(_whole)]  # of an address, where everything is text
Number = Annotated[int, Strict()]  # of a body, where "7" is text
YesNo = Annotated[bool, Strict()]
