"""A province with one commune that gives and one that receives, and the form that accepts moves."""

import re
from uuid import uuid4

RICH, POOR = "03158", "03162"
PLAN = "/plans/11/?as_of=2021-05-31"


def accept(client, *officers, to=POOR, **changed):
    picks = [f"{RICH}:{to}:{officer.pk}" for officer in officers]
    values = {"token": uuid4(), "as_of": "31/5/2021", "pick": picks}
    return client.post("/plans/11/accept/", values | changed)


def ticked(page) -> list[str]:
    return re.findall(r'name="pick" value="([^"]+)" checked', page.content.decode())
