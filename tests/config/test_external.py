"""The site on a server of its own, as docs/operations.md sets one up: it serves, and it survives."""

import re
import threading
import time

import psutil
import pytest

from tests.machines import PASSWORD, Cluster, Site, wait_for
from tests.writers import ended, prepared, stored, writing

pytestmark = pytest.mark.slow

UPLOADS = 100
MOST_MEMORY = 900 << 20  # of the web server and its worker together


@pytest.fixture
def site(units, place, collected):
    """The site over a cluster, with an editor and its token; everything ends with the test."""
    cluster = Cluster(place / "cluster").make().start()
    site = Site(cluster, place / "var")
    try:
        yield prepared(site, units).serve()
    finally:
        site.end()
        cluster.stop()


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
