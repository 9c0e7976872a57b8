"""What the worker does for accounts from time to time."""

from django.db import connection
from django.utils.timezone import now
from procrastinate.contrib.django import app

from accounts.notices.mail import send_due
from accounts.notices.telling import drop_old
from communes.sight import NATION, seeing


@app.periodic(cron="* * * * *")
@app.task(name="accounts.mail", queue="mail", lock="mail", queueing_lock="mail")
def mail(timestamp: int) -> None:
    """Send the mails that are due."""
    try:
        with seeing(NATION):
            send_due()
    finally:
        connection.close()


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.old_notices", queue="mail", queueing_lock="old_notices")
def old_notices(timestamp: int) -> None:
    """Delete, every night, the notices that have had their time."""
    try:
        with seeing(NATION):
            drop_old(now())
    finally:
        connection.close()
