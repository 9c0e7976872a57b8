"""Many small records in few bytes, one after another, so that they never stand in memory as one text."""

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any


def pack(records: Iterable[Any]) -> bytes:
    """Give records (what JSON knows, and days) as compressed lines of JSON."""
    packer = zlib.compressobj(1)
    encode = json.JSONEncoder(ensure_ascii=False, default=date.isoformat).encode
    pieces = [packer.compress(encode(record).encode() + b"\n") for record in records]
    return b"".join(filter(None, pieces)) + packer.flush()


def unpack(content: bytes) -> Iterator[Any]:
    """Yield the records of `pack`; days are ISO text."""
    for line in zlib.decompress(content).splitlines():
        yield json.loads(line)
