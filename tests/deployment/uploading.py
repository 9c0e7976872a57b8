"""How tests upload a file and confirm it, as the user of the import does."""

from django.core.files.uploadedfile import SimpleUploadedFile

IMPORT = "/assignments/import/"


def send(client, content, name="tệp.csv"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)}, follow=True)


def confirm(client, page):
    return client.post(f"{IMPORT}{page.context['upload'].pk}/confirm/", follow=True)


def text(response):
    return response.content.decode()
