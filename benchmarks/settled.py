"""A database as the server keeps it in daily use: counted and swept, which just after a load it is not yet.

PostgreSQL does this by itself within minutes; a measurement begun before that finds other plans.
"""

import os

os.environ["CONNECT_AS_OWNER"] = "1"

import django

django.setup()

from django.db import connection  # noqa: E402

if __name__ == "__main__":
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")  # else its writing goes on beside what is measured first
