"""The database that tests use is the one that `migrate` makes."""

import subprocess

import pytest
from django.core.management import call_command

from config.keeping.server import Server
from tests.conftest import TEMPLATE, administer, owning, point_at

PLAIN = "migrated_plainly"


def schema_of(database):
    server = Server.of_site()
    words = [server.program("pg_dump", 0), "--schema-only", database]
    done = subprocess.run(words, env=server.environment(database), capture_output=True, check=True)
    # A dump bears a word of its own against being read half.
    return [
        line
        for line in done.stdout.decode().splitlines()
        if not line.startswith(("\\restrict", "\\unrestrict"))
    ]


@pytest.mark.slow
def test_the_schema_of_tests_is_that_of_migrate_to_the_letter(own_database):
    administer(f'CREATE DATABASE "{PLAIN}"')
    point_at(PLAIN)
    try:
        with owning():
            call_command("migrate", verbosity=0)
        assert schema_of(PLAIN) == schema_of(TEMPLATE)
    finally:
        point_at(own_database)
        administer(f'DROP DATABASE "{PLAIN}" WITH (FORCE)')
