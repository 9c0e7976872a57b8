"""What the people of a busy day do: 315 editors enter officers, 40 readers at the Ministry look things up."""

import random
import re
import threading
import time
from collections import defaultdict

import requests

PASSWORD = "load-test-only-passphrase"  # noqa: S105 (of accounts that `prepare` makes in a database for this)
# Seconds between two deeds, on average: somebody types in a person's record and the decision that posts them,
# a dozen fields on two pages; somebody reads a table.
THINKING = {"editor": 90.0, "reader": 10.0}
DAY = "2021-05-31"
READING = [
    ("summary", f"/summary/?as_of={DAY}", 4),
    ("province", f"/provinces/11/?as_of={DAY}", 3),
    ("communes", f"/communes/?as_of={DAY}", 3),
    ("commune", "/communes/03162/", 2),
    ("officers", "/officers/", 2),
    ("periods", "/periods/", 1),
    ("map", f"/maps/?as_of={DAY}", 1),
]


class Measured:
    """Times and failures of all, by kind of page; safe for threads."""

    def __init__(self):
        self.lock, self.times, self.failures, self.entries = threading.Lock(), defaultdict(list), [], []
        self.began, self.asked = time.perf_counter(), []

    def add(self, name, answer, seconds, good):
        with self.lock:
            self.times[name].append(seconds)
            self.asked.append((time.perf_counter() - self.began - seconds, seconds))
            if answer.status_code not in good:
                words = re.sub(r"<[^>]+>|\s+", " ", answer.text)[:300]
                self.failures.append(f"{name}: {answer.status_code} {words}")


class Person(threading.Thread):
    """One browser: signs in, then works: does one deed after another until told to stop."""

    def __init__(self, base, name, measured, over, starts_after):
        super().__init__(daemon=True)
        self.session, self.base, self.user, self.measured = requests.Session(), base, name, measured
        self.session.trust_env, self.over, self.starts_after = False, over, starts_after
        self.dice, self.kept = random.Random(name), {}
        self.office = f"10.{'.'.join(str(self.dice.randrange(1, 255)) for _ in range(3))}"

    def run(self):
        if self.over.wait(self.starts_after):
            return
        try:
            self.form("sign in", "/accounts/login/", username=self.user, password=PASSWORD)
            self.work()
        except requests.RequestException as error:
            self.measured.failures.append(f"{self.user}: {type(error).__name__}")

    def work(self):
        while not self.over.wait(self.dice.expovariate(1 / THINKING[self.kind])):
            self.deed()

    def ask(self, name, method, path, good=(200,), **more):
        cookies = "; ".join(f"{key}={value}" for key, value in self.kept.items())
        referer = self.base.replace("http:", "https:") + path  # as if a proxy ended TLS
        headers = {"Cookie": cookies, "Referer": referer, "X-Forwarded-Proto": "https",
                   "X-Forwarded-For": self.office}  # fmt: skip
        began = time.perf_counter()
        answer = self.session.request(method, self.base + path, headers=headers, timeout=60,
                                      allow_redirects=False, **more)  # fmt: skip
        self.measured.add(name, answer, time.perf_counter() - began, good)
        self.kept.update(answer.cookies.get_dict())
        self.session.cookies.clear()
        return answer

    def form(self, name, path, **fields):
        """Open a form, fill it in and send it."""
        page = self.ask(f"{name}, form", "GET", path)
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
        return self.ask(name, "POST", path, (302,), data={**hidden, **fields})


class Reader(Person):
    """Somebody at the Ministry."""

    kind = "reader"

    def deed(self):
        name, path, _ = self.dice.choices(READING, [weight for *_, weight in READING])[0]
        self.ask(name, "GET", path)


class Editor(Person):
    """Somebody in a province: registers an officer, posts them to a commune, looks at the commune."""

    kind, number, communes = "editor", 0, ()

    def deed(self):
        self.number += 1
        commune = self.dice.choice(self.communes)
        service_number = f"{self.number:06d}-{self.number % 1000:03d}"
        person = {
            "full_name": "Tải Thử Nghiệm",
            "date_of_birth": "2/9/1990",
            "sex": "male",
            "force": "regular",
        }
        made = self.form("register", "/officers/new/", service_number=service_number, **person)
        if made.status_code != 302:
            return
        posted = self.form("appoint", f"/assignments/new/?commune={commune}", officer=service_number,
                           post="member", starts_on="1/3/2021", commune=commune)  # fmt: skip
        if posted.status_code == 302:
            with self.measured.lock:
                self.measured.entries.append(service_number)
        self.ask("commune", "GET", f"/communes/{commune}/")


class Sealer(Person):
    """The one at the Ministry who seals the nation's report of the day, once."""

    def work(self):
        self.form("seal", "/reports/freeze/", as_of="31/5/2021", title="Đo tải", allow_incomplete="on",
                  reason="Đo tải")  # fmt: skip
