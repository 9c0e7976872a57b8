"""A disk that is really full while several clients enter: nothing acknowledged is lost, nothing half-written.

The disks are small ones in memory, which only root may mount. What fills the disk of the data leaves the
server running and refusing; what fills the disk of its log (WAL) brings it down in the middle of commits.
"""

import errno
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest

from config.embedded.server import EmbeddedServerError
from config.outages import AWAY, FULL, FULL_HERE
from tests.machines import PASSWORD, ROOT, Cluster, Site, officer, service_number, wait_for
from tests.writers import ended, entered, prepared, refused, stored, writing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.geteuid() != 0 or not shutil.which("mount"), reason="only root mounts a small disk"
    ),
]
HALF = """
SELECT count(*) FROM deployment_officer o
 WHERE (SELECT count(*) FROM deployment_officerevent e WHERE e.pgh_obj_id = o.id) <> 1
"""
LARGE = 60_000  # rows: some 4 MB
HEAD = "service_number,full_name,date_of_birth,sex,commune_code,position,start_date"
# Nothing is given back by tidying up, and the log takes new room instead of that of old segments.
GREEDY = {"autovacuum": "off", "wal_keep_size": "1GB", "checkpoint_timeout": "1h", "max_wal_size": "1GB"}


@contextmanager
def small_disk(folder, megabytes):
    """Mount a disk of that size."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk):
    """Write until nothing more fits; give the file to remove."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC  # noqa: PT017
    return filler


@pytest.fixture
def disks(place):
    """One small disk for the data, one for the log, one for the web server's passing files."""
    with (
        small_disk(place / "data", 400) as data,
        small_disk(place / "wal", 400) as wal,
        small_disk(place / "passing", 30) as passing,
    ):
        yield {"data": data, "wal": wal, "passing": passing}


@pytest.fixture
def site(disks, units, collected):
    cluster = Cluster(disks["data"] / "cluster", **GREEDY)
    cluster.tools._give(disks["wal"])
    cluster.make("--wal-segsize=1", f"--waldir={disks['wal'] / 'log'}").start()
    site = Site(cluster, disks["passing"] / "var", TMPDIR=str(disks["passing"]))
    try:
        yield prepared(site, units).serve()
    finally:
        site.end()
        with suppress(EmbeddedServerError):
            cluster.stop()


def signed_in(site):
    client = site.client()
    assert client.form("/accounts/login/", username="editor-11", password=PASSWORD).status_code == 302
    return client


def whole(site):
    """Tell whether each stored officer has its one event, and the chain of all events holds."""
    return site.cluster.ask(HALF, "cax") == [(0,)] and bool(site.run("verify_history"))


def register(client, number):
    """Enter an officer by the page; give the answer."""
    person = {**officer(number), "sex": "male", "force": "regular", "date_of_birth": "2/9/1990"}
    return client.form("/officers/new/", **person)


def test_the_disk_of_the_data(site, disks):
    pid, client, writers = site.process.pid, signed_in(site), writing(site)
    wait_for(lambda: entered(writers) > 20)
    filler = fill(disks["data"])
    wait_for(lambda: len(refused(writers)) > 20)
    page, form = upload(client), client.get("/officers/new/")
    filler.unlink()
    before = entered(writers)
    wait_for(lambda: entered(writers) > before + 20)
    acknowledged, answers = ended(writers)
    again = upload(client)

    assert (page.status_code, str(FULL) in page.text, page.headers["Retry-After"]) == (503, True, "10")
    assert (form.status_code, again.status_code) == (200, 302)
    assert set(refused(writers).values()) == {str(FULL)}
    assert (set(answers), site.process.pid) == ({201, 503}, pid)
    assert stored(site.cluster) == acknowledged
    assert whole(site)


def test_the_disk_of_the_log(site, disks):
    pid, client, writers = site.process.pid, signed_in(site), writing(site)
    wait_for(lambda: entered(writers) > 20)
    filler = fill(disks["wal"])
    wait_for(lambda: len(refused(writers)) > 3)
    wait_for(lambda: site.status("/health/ready/") == 503)
    page, alive = client.get("/officers/new/"), site.status("/health/live/")
    filler.unlink()
    site.cluster.start()  # as its unit does
    wait_for(lambda: site.status("/health/ready/") == 200)
    before = entered(writers)
    wait_for(lambda: entered(writers) > before + 20)
    acknowledged, answers = ended(writers)

    assert (page.status_code, str(AWAY) in page.text, alive) == (503, True, 200)
    assert (set(answers), site.process.pid) == ({201, 503}, pid)
    assert acknowledged <= stored(site.cluster) <= acknowledged | set(refused(writers))
    assert whole(site)


def test_the_disk_of_the_web_servers_passing_files(site, disks):
    client = signed_in(site)
    filler = fill(disks["passing"])
    backup = subprocess.run(
        [sys.executable, "manage.py", "backup", disks["passing"] / "site.backup"],
        cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    answer, listed, entry = upload(client), client.get("/lists/communes.xlsx"), register(client, 900_000)
    wait_for(lambda: names_in(disks["passing"]) == {"var", filler.name}, 20)  # nothing of what had no room
    filler.unlink()
    again = upload(client)

    assert (backup.returncode, "Traceback" in backup.stderr) == (1, False), backup.stderr
    # What was sent is closed, and so removed, once its answer has gone out.
    wait_for(lambda: names_in(disks["passing"]) == {"var"}, 20)
    assert (answer.status_code, str(FULL_HERE) in answer.text) == (503, True), answer.text
    assert (listed.status_code, entry.status_code) == (503, 302)
    assert (again.status_code, client.get("/lists/communes.xlsx").status_code) == (302, 200)
    assert site.cluster.ask("SELECT count(*) FROM deployment_upload", "cax") == [(1,)]


def names_in(folder):
    return {path.name for path in folder.iterdir()}


def upload(client):
    """Send a file too large to be kept in memory on its way; give the answer."""
    page = client.get("/assignments/import/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    name = re.search(r'<input type="file" name="([^"]+)"', page)[1]
    rows = "".join(
        f"{service_number(n)},Lò Văn Thử,1990-09-02,male,03162,member,2020-03-01\n" for n in range(LARGE)
    )
    files = {name: ("large.csv", f"{HEAD}\n{rows}")}
    form, headers = {"csrfmiddlewaretoken": token}, {"Referer": "https://localhost/"}
    return client.post("/assignments/import/", data=form, files=files, headers=headers)
