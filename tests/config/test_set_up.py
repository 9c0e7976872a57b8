"""A site made from nothing on a server of its own, command by command as docs/operations.md tells."""

import time

import psycopg
import pytest

from config.embedded.server import SUPERUSER
from config.outages import TOO_SLOW
from tests.machines import PASSWORD, Cluster, Site

pytestmark = pytest.mark.slow
UNITS = {"communes_province": 63, "communes_district": 705, "communes_commune": 10_603}


def counts(cluster):
    return {table: cluster.ask(f"SELECT count(*) FROM {table}", "cax")[0][0] for table in UNITS}


def test_units_are_loaded_by_the_owner_and_a_statement_that_takes_too_long_is_stopped(place, collected):
    cluster = Cluster(place / "cluster").make().start()
    site = Site(cluster, place / "var", LONGEST_STATEMENT="2")
    try:
        cluster.make_roles()
        cluster.ask("CREATE DATABASE cax OWNER cax_owner")
        site.run("migrate", "-v", "0")
        site.run("load_units")
        loaded = counts(cluster)
        site.run("load_units")
        site.run("create_account", "reader", "--role", "ministry", "--password-stdin", said=PASSWORD)
        client = site.serve().client()
        assert client.form("/accounts/login/", username="reader", password=PASSWORD).status_code == 302
        stopped, took, answers = behind_a_lock(cluster, client)

        assert loaded == counts(cluster) == UNITS
        assert (stopped.status_code, str(TOO_SLOW) in stopped.text) == (503, True)
        assert stopped.headers["Retry-After"] == "10"
        assert 2 <= took < 20
        assert answers == [200] * 4  # each connection of the site is usable again
    finally:
        site.end()
        cluster.stop()


def behind_a_lock(cluster, client):
    """Ask for a list while somebody holds its table; give the answer, its seconds, and what came after."""
    with psycopg.connect(host=str(cluster.folder), port=cluster.port, user=SUPERUSER, dbname="cax") as holder:
        holder.execute("LOCK TABLE deployment_officer IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        stopped = client.get("/officers/")
        took = time.monotonic() - began
    return stopped, took, [client.get("/officers/").status_code for _ in range(4)]
