"""What the second wall costs the summary: the owner, for whom no policy holds, against the application."""

import json
import sys
import time
from datetime import date

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from communes.sight import NATION, seeing  # noqa: E402
from reports.summary import summary_on  # noqa: E402

DAY = date(2021, 5, 31)
RUNS = 40


def connect_as_owner(options: dict[str, object]) -> None:
    """Connect as the owner, who may take either role in turn."""
    connection.close()
    connection.settings_dict.update(USER=settings.OWNER_DATABASE["USER"])
    options.pop("pool", None)
    connection.ensure_connection()


def cost() -> float:
    """Give the ratio of the shortest times; the roles take turns, so that a busy machine slows both."""
    times: dict[str, list[float]] = {settings.OWNER_DATABASE["USER"]: [], settings.APP_ROLE: []}
    for _ in range(RUNS):
        for role, taken in times.items():
            connection.connection.execute(f"SET ROLE {role}")
            began = time.perf_counter()
            summary_on(DAY)
            taken.append(time.perf_counter() - began)
    without, behind = (min(taken) for taken in times.values())
    return round(behind / without, 2)


if __name__ == "__main__":
    connect_as_owner(connection.settings_dict["OPTIONS"])
    with seeing(NATION):
        row = {"name": f"summary behind the wall / without, {sys.argv[1]}x", "value": cost(), "unit": "ratio"}
    print(json.dumps([{**row, "target": 1.15, "at_least": False}]))
