"""How tests enter by a form as a reader does: from what the page shows first."""


def sent(client, url, **values):
    """Open the form at `url`, then send it with `values` over its first values."""
    form = client.get(url).context["form"]
    first = {field.html_name: field.value() for field in form if field.value() is not None}
    return client.post(url, first | values)
