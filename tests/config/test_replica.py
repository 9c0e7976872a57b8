"""Two real servers: reads on the replica, one's own writes always seen, and no acknowledged write lost."""

import datetime as dt
import time

import pytest

from tests.machines import PASSWORD, Cluster, Site, wait_for
from tests.writers import ended, prepared, stored, writing

pytestmark = pytest.mark.slow

SYNCHRONOUS = {"synchronous_commit": "remote_apply", "synchronous_standby_names": "replica"}


@pytest.fixture
def primary(place):
    (place / "archive").mkdir(mode=0o777)
    (place / "archive").chmod(0o777)
    cluster = Cluster(
        place / "primary", wal_level="replica", archive_mode="on",
        archive_command=f"test ! -f {place}/archive/%f && cp %p {place}/archive/%f",
    )  # fmt: skip
    yield cluster.make().start()
    cluster.stop()


@pytest.fixture
def standby(primary, place):
    """A replica that is made when it is asked for, as docs/operations.md tells."""
    cluster = Cluster(place / "standby")

    def make():
        cluster.folder.mkdir()
        cluster.tools._give(cluster.folder)
        source = f"host={primary.folder} port={primary.port} user=postgres application_name=replica"
        cluster.tools._run(
            "pg_basebackup", "-D", str(cluster.data), "-R", "-X", "stream", "-c", "fast", "-d", source
        )
        return cluster.start()

    yield make
    if cluster.data.exists():
        cluster.stop()


@pytest.fixture
def site(primary, units, place):
    site = Site(primary, place / "var")
    prepared(site, units)
    yield site
    site.end()


def test_reads_go_to_the_replica_and_one_s_own_writes_are_seen(site, primary, standby):
    replica = standby()
    site.environment["DATABASE_REPLICA_URL"] = replica.address("cax_app")
    site.serve()
    client = site.client()
    assert client.form("/accounts/login/", username="editor-11", password=PASSWORD).status_code == 302
    assert "__Host-written_up_to" in client.kept

    assert wait_for(lambda: reads_of(replica, client) > 0, 30)
    assert client.get("/communes/00376/").status_code == 404  # Hà Nội: the wall stands on the replica too

    replica.ask("SELECT pg_wal_replay_pause()")
    made = client.form(
        "/officers/new/", service_number="654321-321", full_name="Lò Văn Mới", date_of_birth="1990-09-02",
        sex="male", force="regular",
    )  # fmt: skip
    page = client.get("/officers/?q=654321-321").text if made.status_code == 302 else ""
    paused = "654321-321" in page
    replica.ask("SELECT pg_wal_replay_resume()")
    assert (made.status_code, paused) == (302, True), made.text[-3000:]

    replica.stop()
    assert client.get("/communes/").status_code == 200
    assert client.get("/communes/").status_code == 200


def reads_of(replica, client):
    """Read a page; give how often the replica has looked into the table of communes."""
    assert client.get("/communes/").status_code == 200
    counted = "SELECT sum(seq_scan + coalesce(idx_scan, 0)) FROM pg_stat_user_tables WHERE relname = "
    return replica.ask(f"{counted} 'communes_commune'", "cax")[0][0]


def test_the_primary_is_killed_the_replica_promoted_and_no_acknowledged_write_is_lost(site, primary, standby):
    replica = standby()
    for name, value in SYNCHRONOUS.items():
        primary.ask(f"ALTER SYSTEM SET {name} = '{value}'")
    primary.ask("SELECT pg_reload_conf()")
    wait_for(lambda: primary.ask("SELECT sync_state FROM pg_stat_replication") == [("sync",)])
    site.serve()
    writers = writing(site)
    wait_for(lambda: sum(len(writer.acknowledged) for writer in writers) > 30)

    primary.kill()
    time.sleep(1)
    replica.ask("SELECT pg_promote()")
    acknowledged, answers = ended(writers)

    assert len(acknowledged) > 30
    assert acknowledged <= stored(replica)
    assert set(answers) <= {201, 503}, answers
    moved = Site(replica, site.cluster.folder.parent / "var-2")
    moved.environment["SECRET_KEY"] = site.environment["SECRET_KEY"]
    moved.token = site.token
    try:
        moved.serve()
        again = writing(moved)
        wait_for(lambda: sum(len(writer.acknowledged) for writer in again) > 5)
        ended(again)
    finally:
        moved.end()


def test_what_was_deleted_by_mistake_is_there_again_at_the_time_before(site, primary, place):
    base = place / "recovered"
    recovered = Cluster(base)
    base.mkdir()
    recovered.tools._give(base)
    source = f"host={primary.folder} port={primary.port} user=postgres"
    recovered.tools._run("pg_basebackup", "-D", str(recovered.data), "-X", "none", "-c", "fast", "-d", source)
    primary.ask("CREATE TABLE kept AS SELECT generate_series(1, 100) AS number", "cax")
    time.sleep(1)
    moment = dt.datetime.now(dt.UTC).isoformat()
    time.sleep(1)
    primary.ask("DELETE FROM kept", "cax")
    primary.ask("SELECT pg_switch_wal()")
    wait_for(lambda: primary.ask("SELECT last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 1)"
                                 " FROM pg_stat_archiver") == [(True,)])  # fmt: skip

    recovered.settings = {
        "restore_command": f"cp {place}/archive/%f %p", "recovery_target_time": moment,
        "recovery_target_action": "promote",
    }  # fmt: skip
    (recovered.data / "recovery.signal").touch()
    recovered.start()

    assert wait_for(lambda: recovered.ask("SELECT NOT pg_is_in_recovery()") == [(True,)])
    assert recovered.ask("SELECT count(*) FROM kept", "cax") == [(100,)]
    recovered.stop()
