"""A busy day in ten minutes: `python -m benchmarks.load prepare`, the server, then `… run BASE`.

prepare: in a database of its own (VAR_DIR, with the demonstration's data) makes 315 editors and 40 readers.
The server: as in production (ALLOWED_HOSTS=127.0.0.1), after `collectstatic`.
run: signs all of them in, lets them work, seals one national report in the middle of it, and counts
afterwards whether every acknowledged entry is stored. Prints JSON; exit 1 where anything failed.
"""

import argparse
import json
import sys
import threading
import time
from collections import defaultdict

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402

from accounts.demo import ACCOUNTS  # noqa: E402
from accounts.models import Role, User  # noqa: E402
from benchmarks.load.people import PASSWORD, Editor, Measured, Reader, Sealer  # noqa: E402
from communes.models import Commune, Province  # noqa: E402
from communes.sight import NATION, seeing  # noqa: E402
from deployment.models import Assignment  # noqa: E402

DAY, EACH, READERS, TARGET = "2021-05-31", 5, 40, 0.3
FIRST = 700_000  # service numbers of this load; the demonstration's are others


def prepare() -> None:
    """Make the accounts where they are missing."""
    password = make_password(PASSWORD)
    provinces = Province.objects.order_by("code")
    people = [
        User(username=f"load-{province.code}-{number}", password=password, role=Role.PROVINCE_EDITOR,
             province=province)
        for province in provinces for number in range(EACH)
    ]  # fmt: skip
    people += [User(username=f"load-vn-{n}", password=password, role=Role.MINISTRY) for n in range(READERS)]
    have = set(User.objects.values_list("username", flat=True))
    User.objects.bulk_create([user for user in people if user.username not in have])
    # Production does not start where the demonstration's accounts with their known password let anybody in.
    User.objects.filter(username__in=ACCOUNTS).update(is_active=False)
    print(f"{len(people)} accounts")


def crowd(
    base: str, measured: Measured, over: threading.Event, ramp: float, one_of: int
) -> list[threading.Thread]:
    """Give everybody, or one of so many, each starting at a moment of the ramp."""
    communes: dict[str, list[str]] = defaultdict(list)
    for province, code in Commune.objects.filter(kind__in=("xa", "thi_tran")).values_list(
        "province__code", "code"
    ):
        communes[province].append(code)
    editors = User.objects.filter(username__startswith="load-", role=Role.PROVINCE_EDITOR)
    names = list(editors.select_related("province").order_by("username"))
    taken = Assignment.objects.filter(officer__full_name="Tải Thử Nghiệm").count()
    people: list[threading.Thread] = []
    for place, user in enumerate(names):
        person = Editor(base, user.username, measured, over, ramp * place / len(names))
        person.number, person.communes = FIRST + place * 600 + taken, communes[user.province.code]
        people.append(person)
    people += [Reader(base, f"load-vn-{n}", measured, over, ramp * n / READERS) for n in range(READERS)]
    return people[::one_of]


def run(base: str, seconds: int, ramp: int, one_of: int) -> int:
    """Let everybody work; print what was measured, give the exit code."""
    measured, over = Measured(), threading.Event()
    people = crowd(base, measured, over, ramp, one_of)
    for person in people:
        person.start()
    time.sleep(ramp + seconds / 2)
    sealer = Sealer(base, "load-vn-0", measured, over, 0)
    sealer.start()
    time.sleep(seconds / 2)
    over.set()
    sealer.join(90)
    for person in people:
        person.join(90)
    stored = set(
        Assignment.objects.filter(officer__service_number__in=measured.entries)
        .values_list("officer__service_number", flat=True)
    )  # fmt: skip
    lost = set(measured.entries) - stored
    print(json.dumps(told(measured, len(people), seconds + ramp, lost), indent=1, ensure_ascii=False))
    return 1 if lost or measured.failures else 0


def told(measured: Measured, people: int, seconds: float, lost: set[str]) -> dict[str, object]:
    """Give the figures: milliseconds at half and at 95 of a hundred, by kind of page and of all pages."""
    pages = {name: figures(times) for name, times in sorted(measured.times.items())}
    every = [
        each for name, times in measured.times.items() if not name.startswith("sign in") for each in times
    ]
    return {
        "people": people, "seconds": seconds, "requests": sum(map(len, measured.times.values())),
        "per second": round(sum(map(len, measured.times.values())) / seconds, 1),
        "all pages": figures(every), "by half minute, p95 ms": course(measured),
        "target p95 ms": TARGET * 1000, "by page": pages,
        "entries acknowledged": len(measured.entries), "entries lost": len(lost),
        "failures": len(measured.failures), "first failures": measured.failures[:10],
        "sealing the nation, s": [round(each, 1) for each in measured.times["seal"]],
    }  # fmt: skip


def course(measured: Measured) -> list[float]:
    """Give the 95th of a hundred of all requests in each half minute by when they were sent."""
    halves: dict[int, list[float]] = defaultdict(list)
    for sent, took in measured.asked:
        halves[int(sent // 30)].append(took)
    return [figures(halves[half])["p95"] for half in sorted(halves)]


def figures(times: list[float]) -> dict[str, float]:
    """Give count, half and 95th of a hundred."""
    ordered = sorted(times)
    at = lambda share: round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000)  # noqa: E731
    return {"n": len(ordered), "p50": at(0.5), "p95": at(0.95)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["prepare", "run"])
    parser.add_argument("base", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--ramp", type=int, default=180, help="seconds within which all of them arrive")
    parser.add_argument("--one-of", type=int, default=1, help="let one of so many of the people work")
    given = parser.parse_args()
    with seeing(NATION):
        sys.exit(
            prepare() if given.step == "prepare" else run(given.base, given.seconds, given.ramp, given.one_of)
        )
