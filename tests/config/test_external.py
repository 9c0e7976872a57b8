"""The site on a server of its own, as docs/operations.md sets one up: it serves, and it survives."""

import re
import threading
import time

import psutil
import pytest
import requests
from django.conf import settings
from django.db import connection

from config.keeping.backing_up import back_up
from tests.conftest import TEMPLATE, point_at
from tests.machines import PASSWORD, Cluster, Site, officer, wait_for

COLLECTED = (settings.STATIC_ROOT / "staticfiles.json").exists()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not COLLECTED, reason="static files are not collected")]

UPLOADS = 100
MOST_MEMORY = 900 << 20  # of the web server and its worker together


@pytest.fixture
def units(django_db_setup, django_db_blocker, place):
    """A backup of a database with the gazetteer."""
    path, name = place / "units.backup", connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        point_at(TEMPLATE)
        back_up(path, None)
        point_at(name)
    return path


@pytest.fixture
def site(units, place):
    """The site over a cluster, with an editor and its token; everything ends with the test."""
    cluster = Cluster(place / "cluster").make().start()
    site = Site(cluster, place / "var")
    try:
        yield prepared(site, units).serve()
    finally:
        site.end()
        cluster.stop()


def prepared(site, units):
    """Make roles, database, an account and its token, with the commands that docs/operations.md names."""
    site.cluster.make_roles()
    site.run("restore", units)
    site.run("migrate", "-v", "0")
    account = ["--role", "province_editor", "--province", "11", "--password-stdin"]
    site.run("create_account", "editor-11", *account, said=PASSWORD)
    token = site.run("create_token", "editor-11").split()[-1]
    site.token = {"Authorization": f"Bearer {token}"}
    return site


class Writer(threading.Thread):
    """Registers officers one after another; `acknowledged`: the numbers that were answered with 201."""

    def __init__(self, site, start):
        super().__init__(daemon=True)
        self.site, self.next, self.acknowledged, self.answers = site, start, [], {}
        self.over = threading.Event()

    def run(self):
        with self.site.client(**self.site.token) as client:
            while not self.over.is_set():
                self.write(client)

    def write(self, client):
        person, self.next = officer(self.next), self.next + 1
        try:
            answer = client.post("/api/v1/officers", json=person)
        except requests.RequestException:  # it was not acknowledged
            return
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        if answer.status_code == 201:
            self.acknowledged.append(person["service_number"])
        else:
            time.sleep(0.2)


def writing(site, number=3):
    writers = [Writer(site, 1000 * (each + 1)) for each in range(number)]
    for writer in writers:
        writer.start()
    return writers


def ended(writers):
    """Stop them; give what was acknowledged and which answers there were."""
    answers = {}
    for writer in writers:
        writer.over.set()
        writer.join(120)
        for status, count in writer.answers.items():
            answers[status] = answers.get(status, 0) + count
    return {number for writer in writers for number in writer.acknowledged}, answers


def stored(cluster):
    return {number for (number,) in cluster.ask("SELECT service_number FROM deployment_officer", "cax")}


def test_a_server_killed_during_commits_loses_nothing_and_the_site_comes_back_by_itself(site):
    pid, writers = site.process.pid, writing(site)
    wait_for(lambda: sum(len(writer.acknowledged) for writer in writers) > 20)
    roles = site.cluster.ask("SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'cax'")

    site.cluster.kill()
    wait_for(lambda: site.status("/health/ready/") == 503)
    page = site.get(
        "/accounts/login/", Cookie="sessionid=x; __Host-sessionid=abcdefghijabcdefghijabcdefghijab"
    )
    alive = site.status("/health/live/")
    before = len(stored_later(site.cluster))
    wait_for(lambda: site.status("/health/ready/") == 200, 60)
    back = [sum(len(writer.acknowledged) for writer in writers)]
    wait_for(lambda: sum(len(writer.acknowledged) for writer in writers) > back[0] + 20)
    acknowledged, answers = ended(writers)

    assert roles == [("cax_app",)]
    assert (page.status_code, alive, site.process.pid) == (503, 200, pid)
    assert "Hệ thống tạm ngừng phục vụ" in page.text
    assert before >= 20
    assert acknowledged <= stored(site.cluster)
    assert set(answers) <= {201, 503}, answers


def stored_later(cluster):
    """Start the killed server again, and read what it holds."""
    cluster.start()
    return stored(cluster)


def test_a_hundred_uploads_at_once_are_all_answered_within_bounds(site):
    client = site.client()
    assert client.form("/accounts/login/", username="editor-11", password=PASSWORD).status_code == 302
    page = client.get("/assignments/import/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    name = re.search(r'<input type="file" name="([^"]+)"', page)[1]
    head = "service_number,full_name,date_of_birth,sex,commune_code,position,start_date\n"
    rows = "".join(
        f"{n:06d}-{n % 1000:03d},Lò Văn Thử,1990-09-02,male,03162,member,2020-03-01\n" for n in range(2000)
    )
    statuses, peak = [], [0]

    def upload(number):
        with site.client(Referer="https://localhost/") as sender:
            sender.kept = dict(client.kept)
            files = {name: (f"{number}.csv", head + rows)}
            form = {"csrfmiddlewaretoken": token}
            answer = sender.post("/assignments/import/", data=form, files=files, timeout=300)
            statuses.append(answer.status_code)

    threads = [threading.Thread(target=upload, args=[number]) for number in range(UPLOADS)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        peak[0] = max(peak[0], memory(site.process.pid))
        time.sleep(0.5)

    print(f"{UPLOADS} uploads: {sorted(set(statuses))}, peak {peak[0] >> 20} MB")  # noqa: T201
    assert len(statuses) == UPLOADS
    assert set(statuses) <= {200, 302}
    assert peak[0] < MOST_MEMORY


def memory(pid):
    """Give the memory that a process and its children have to themselves."""
    total = 0
    for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        try:
            total += process.memory_full_info().uss
        except psutil.Error:
            continue
    return total
