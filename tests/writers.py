"""Several clients that enter officers without a pause, and remember what they were answered."""

import threading
import time

import requests

from tests.machines import PASSWORD, officer


def prepared(site, units):
    """Make roles, database, an account and its token, with the commands that docs/operations.md names."""
    site.cluster.make_roles()
    site.run("restore", units)
    site.run("migrate", "-v", "0")
    account = ["--role", "province_editor", "--province", "11", "--password-stdin"]
    site.run("create_account", "editor-11", *account, said=PASSWORD)
    token = site.run("create_token", "editor-11").split()[-1]
    site.token = {"Authorization": f"Bearer {token}"}
    return site


class Writer(threading.Thread):
    """Registers officers one after another; `acknowledged`: the numbers that were answered with 201,
    `refused`: those that were answered with 503, and in which words."""

    def __init__(self, site, start):
        super().__init__(daemon=True)
        self.site, self.next, self.acknowledged, self.answers = site, start, [], {}
        self.refused, self.over = {}, threading.Event()

    def run(self):
        with self.site.client(**self.site.token) as client:
            while not self.over.is_set():
                self.write(client)

    def write(self, client):
        person, self.next = officer(self.next), self.next + 1
        try:
            answer = client.post("/api/v1/officers", json=person)
        except requests.RequestException:  # it was not acknowledged
            return
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        if answer.status_code == 201:
            self.acknowledged.append(person["service_number"])
        elif answer.status_code == 503:
            self.refused[person["service_number"]] = answer.json()["detail"]
        time.sleep(0.1)  # within the limits of the API


def writing(site, number=3):
    writers = [Writer(site, 1000 * (each + 1)) for each in range(number)]
    for writer in writers:
        writer.start()
    return writers


def entered(writers):
    """Give how many were acknowledged so far."""
    return sum(len(writer.acknowledged) for writer in writers)


def refused(writers):
    """Give the numbers that were refused, each with the words."""
    return {number: words for writer in writers for number, words in writer.refused.items()}


def ended(writers):
    """Stop them; give what was acknowledged and which answers there were."""
    answers = {}
    for writer in writers:
        writer.over.set()
        writer.join(120)
        for status, count in writer.answers.items():
            answers[status] = answers.get(status, 0) + count
    return {number for writer in writers for number in writer.acknowledged}, answers


def stored(cluster):
    return {number for (number,) in cluster.ask("SELECT service_number FROM deployment_officer", "cax")}
