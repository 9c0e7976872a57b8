"""Writers side by side: one chain, and nobody waits for a transaction that is still open."""

import threading

import psycopg
from django.conf import settings
from django.db import connection, transaction

from accounts.chain.verifying import verify
from accounts.models import ChainLink
from communes.models import Commune
from deployment.models import Officer

POST = """
INSERT INTO deployment_assignment (officer_id, force, commune_id, province_id, post, starts_on,
                                   decision_number)
SELECT %s, 'regular', id, province_id, 'member', DATE '2020-01-01', '1/QĐ'
  FROM communes_commune WHERE code = %s
"""
EXCLUDED = "23P01"


def login(database):
    return {"host": connection.settings_dict["HOST"], "dbname": database, "user": settings.APP_ROLE}


def test_a_transaction_is_one_link_over_a_part_for_each_statement(own_database):
    before = ChainLink.objects.count()

    with transaction.atomic():
        for number in range(3):
            Officer.objects.create(**officer(number))

    assert ChainLink.objects.count() == before + 1
    newest = ChainLink.objects.latest("pk")
    assert (len(newest.parts), newest.events) == (3, 3)


def test_the_chain_is_locked_behind_all_other_constraints(own_database):
    """One waits for the other's posting, which waits for the chain: a deadlock, were it not locked last."""
    with transaction.atomic():
        both = [Officer.objects.create(**officer(number)) for number in range(3)]
    outcomes = []

    def post(own, changed, commune):
        own.execute("SET LOCAL lock_timeout = '10s'")
        own.execute("SELECT set_config('app.provinces', '*', true)")
        own.execute("SET CONSTRAINTS officer_holds_one_post_at_a_time DEFERRED")
        own.execute("UPDATE deployment_officer SET rank = 8 WHERE id = %s", [changed.pk])
        own.execute(POST, [both[0].pk, commune])

    def commit(own):
        try:
            own.commit()
            outcomes.append("in")
        except psycopg.Error as error:
            outcomes.append(error.sqlstate)

    with psycopg.connect(**login(own_database)) as first, psycopg.connect(**login(own_database)) as second:
        post(first, both[1], "03162")
        post(second, both[2], "00376")
        threads = [threading.Thread(target=commit, args=[own]) for own in (first, second)]
        [thread.start() for thread in threads]
        [thread.join(30) for thread in threads]

    assert sorted(outcomes) == [EXCLUDED, "in"]
    assert verify().broken is None


def test_writers_side_by_side_chain_without_waiting_for_each_other(own_database):
    """One writes and stays open; others write and commit meanwhile; then all of it is one whole chain."""
    officers = [Officer.objects.create(**officer(number)) for number in range(6)]

    def rename(pks, times):
        with psycopg.connect(**login(own_database)) as own:
            for time in range(times):
                own.execute("SELECT set_config('app.provinces', '*', true)")
                own.execute(
                    "UPDATE deployment_officer SET full_name = %s WHERE id = ANY(%s)", [f"Tên {time}", pks]
                )
                own.commit()

    with psycopg.connect(**login(own_database)) as slow:
        slow.execute("SELECT set_config('app.provinces', '*', true)")
        slow.execute("UPDATE deployment_officer SET full_name = 'Chậm' WHERE id = %s", [officers[0].pk])
        writers = [threading.Thread(target=rename, args=([each.pk], 10)) for each in officers[1:]]
        [writer.start() for writer in writers]
        [writer.join(30) for writer in writers]
        assert not any(writer.is_alive() for writer in writers)
        slow.commit()

    assert verify().broken is None
    assert ChainLink.objects.filter(book="history").count() == 2 + 6 + 51


def officer(number):
    commune = Commune.objects.get(code="03162")
    return {
        "service_number": f"700000-{number:03}", "full_name": "Lò Văn Ún", "sort_key": "x", "search_key": "x",
        "date_of_birth": "1990-09-02", "sex": "male", "rank": 7, "force": "regular",
        "province": commune.province,
    }  # fmt: skip
