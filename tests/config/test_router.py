"""Where a query goes when there is a replica; two real servers are in test_replica."""

import pytest

from accounts.models import User
from communes.models import Commune
from config import replica
from config.replica import PRIMARY, READS, REPLICA, WRITES, Router


@pytest.fixture
def present():
    before = replica._present.get()
    yield replica._present.set
    replica._present.set(before)


@pytest.mark.parametrize(("request_kind", "where"), [(READS, REPLICA), (WRITES, PRIMARY)])
def test_only_a_request_that_reads_reads_there(present, request_kind, where):
    present(request_kind)

    assert Router().db_for_read(Commune) == where
    assert Router().db_for_read(User) == PRIMARY


def test_after_its_first_write_a_request_reads_what_it_wrote(present):
    present(READS)

    written = Router().db_for_write(Commune)

    assert (written, Router().db_for_read(Commune)) == (PRIMARY, PRIMARY)


def test_a_position_is_believed_only_in_its_own_form():
    good = ["0/0", "1A/FF00C8D0"]
    bad = ["", "0/0'; DROP", "x/1", "123456789/0", "0/0\n"]

    assert [bool(replica.POSITION.fullmatch(each)) for each in good + bad] == [True] * 2 + [False] * 5


def test_nothing_is_migrated_on_the_replica():
    assert [Router().allow_migrate(each, "communes") for each in (PRIMARY, REPLICA)] == [True, False]
