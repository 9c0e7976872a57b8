"""A client of the API in sixty lines: read a summary, page through communes, end a posting safely.

python client.py https://host.example TOKEN 2021-05-31
"""

import json
import sys
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class Problem(Exception):
    """A refusal: RFC 9457 in `body`, with `type` for programs and `detail` for people."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(body["detail"])
        self.body = body


class Client:
    def __init__(self, host: str, token: str) -> None:
        self.root, self.token = f"{host}/api/v1", token

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[Any, str]:
        """Give the answer's body and its ETag; raise Problem."""
        headers |= {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        content = None if body is None else json.dumps(body).encode()
        if content:
            headers["Content-Type"] = "application/json"
        request = Request(self.root + path, content, headers, method=method)  # noqa: S310
        try:
            with urlopen(request, timeout=30) as answer:  # noqa: S310
                text = answer.read()
                return json.loads(text) if text else None, answer.headers.get("ETag", "")
        except HTTPError as error:
            raise Problem(json.load(error)) from error

    def rows(self, path: str, **filters: str) -> Iterator[dict[str, Any]]:
        """Follow `next` from page to page."""
        while True:
            page, _ = self.call("GET", f"{path}?{urlencode(filters)}")
            yield from page["items"]
            if not page["next"]:
                return
            filters["cursor"] = page["next"]

    def end_posting(self, number: int, last_day: str) -> dict[str, Any]:
        """End a posting as it was just read; sent again after a lost answer, it is ended once."""
        _, etag = self.call("GET", f"/assignments/{number}")
        headers = {"If-Match": etag, "Idempotency-Key": str(uuid.uuid4())}
        return self.call("POST", f"/assignments/{number}/end", {"last_day": last_day}, **headers)[0]


if __name__ == "__main__":
    client, day = Client(sys.argv[1], sys.argv[2]), sys.argv[3]
    for row in client.rows("/staffing", as_of=day, chief="vacant"):
        print(row["commune_code"], row["commune_name"], row["officers"], "/", row["minimum"])  # noqa: T201
