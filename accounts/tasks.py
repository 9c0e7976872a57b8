"""What the worker does for accounts from time to time."""

from django.db import connection
from procrastinate.contrib.django import app

from accounts.notices.mail import send_due
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
