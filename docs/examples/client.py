"""A client of the API in sixty lines: page through communes, end a posting safely, download a document.

python client.py https://host.example TOKEN 2021-05-31
"""

import json
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
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

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[bytes, str]:
        """Give the answer's bytes and its ETag, b"" for 304 and 204; raise Problem."""
        headers |= {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        content = None if body is None else json.dumps(body).encode()
        request = Request(self.root + path, content, headers, method=method)  # noqa: S310
        try:
            with urlopen(request, timeout=120) as answer:  # noqa: S310
                return answer.read(), answer.headers.get("ETag", "")
        except HTTPError as error:
            if error.code == 304:  # what bears the ETag in If-None-Match has not changed
                return b"", error.headers["ETag"]
            raise Problem(json.load(error)) from error

    def rows(self, path: str, **filters: str) -> Iterator[dict[str, Any]]:
        """Follow `next` from page to page."""
        while filters.get("cursor", "") is not None:
            page = json.loads(self.send("GET", f"{path}?{urlencode(filters)}")[0])
            yield from page["items"]
            filters["cursor"] = page["next"]

    def end_posting(self, number: int, last_day: str, etag: str = "") -> Any:
        """End a posting as it was read (412 where it has changed); the key lets it be sent again safely."""
        path, key = f"/assignments/{number}", str(uuid.uuid4())
        headers = {"If-Match": etag or self.send("GET", path)[1], "Idempotency-Key": key}
        return json.loads(self.send("POST", f"{path}/end", {"last_day": last_day}, **headers)[0])


if __name__ == "__main__":
    client, day = Client(sys.argv[1], sys.argv[2]), sys.argv[3]
    for row in client.rows("/staffing", as_of=day, chief="vacant"):
        print(row["commune_code"], row["commune_name"], row["officers"], "/", row["minimum"])  # noqa: T201
    Path("annex.xlsx").write_bytes(client.send("GET", f"/annex.xlsx?as_of={day}&lang=en")[0])
