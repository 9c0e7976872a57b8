"""The form of a backup file: pieces of one size, each sealed with its place in the file (AES-256-GCM).

A piece that is altered, missing, doubled or out of its order does not open, and neither does a file that
ends too early: the last piece is sealed as the last. With a key file the pieces cannot be read without
it. Without one the same seal is made with a key that anybody can work out: it shows damage, and hides
nothing; the head says which of both a file is.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext as _

from communes.whole_file import reason_of

MAGIC = b"CONG-AN-XA BACKUP 1\n"
SECRET, OPEN = b"S", b"O"
OPEN_KEY = b"no key: whoever has the file may read it"
SALT, MARK, TAG = 32, 8, 16
HEAD = len(MAGIC) + 1 + SALT + MARK
PIECE = 1 << 20
SHORTEST_KEY, LONGEST_KEY = 16, 1 << 16


class KeepingRefused(Exception):
    """The backup or the restoring cannot go on; the text is a sentence for the operator."""


def key_of(path: Path | None) -> bytes | None:
    """Read a key file; None stands for no key. Raises KeepingRefused for what is no key."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            key = file.read(LONGEST_KEY + 1)
    except OSError as error:
        raise KeepingRefused(
            _("Không đọc được tệp khóa %(path)s: %(error)s.") % {"path": path, "error": reason_of(error)}
        ) from error
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        words = _("Tệp khóa phải dài từ %(shortest)s đến %(longest)s byte; nên là 32 byte ngẫu nhiên.")
        raise KeepingRefused(words % {"shortest": SHORTEST_KEY, "longest": LONGEST_KEY})
    return key


class SealedWriter:
    """Seals what is written to it, piece by piece, into `file`; `close` seals the last piece."""

    def __init__(self, file: IO[bytes], key: bytes | None) -> None:
        salt = os.urandom(SALT)
        seal, mark = _derived(key, salt)
        self.head = MAGIC + (OPEN if key is None else SECRET) + salt + mark
        self.file, self._cipher, self._number, self._waiting = file, AESGCM(seal), 0, bytearray()
        file.write(self.head)

    def write(self, data: bytes) -> None:
        self._waiting += data
        while len(self._waiting) > PIECE:  # (a full piece waits: it may be the last)
            self._seal(PIECE, last=False)

    def close(self) -> None:
        self._seal(len(self._waiting), last=True)

    def _seal(self, size: int, *, last: bool) -> None:
        piece, self._waiting = bytes(self._waiting[:size]), self._waiting[size:]
        self.file.write(self._cipher.encrypt(_nonce(self._number, last), piece, self.head))
        self._number += 1


def pieces_of(file: IO[bytes], key: bytes | None) -> Iterator[bytes]:
    """Yield the pieces of a backup file from its start, each one proved whole and in its place.

    Only when the last one has come is it proved that none is missing. Raises KeepingRefused.
    """
    file.seek(0)
    head = file.read(HEAD)
    cipher = AESGCM(_seal_of(head, key))
    piece, number = file.read(PIECE + TAG), 0
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, not following), piece, head)
        except InvalidTag:
            words = _("Tệp sao lưu bị hỏng hoặc bị cắt cụt (đoạn thứ %(number)s); không dùng được.")
            raise KeepingRefused(words % {"number": number + 1}) from None
        if not following:
            return
        piece, number = following, number + 1


def _seal_of(head: bytes, key: bytes | None) -> bytes:
    """Give the key that opens the pieces after `head`."""
    if len(head) < HEAD or not head.startswith(MAGIC):
        raise KeepingRefused(_("Đây không phải tệp sao lưu của hệ thống, hoặc tệp bị cắt cụt."))
    kind, salt, mark = head[len(MAGIC) :][:1], head[len(MAGIC) + 1 :][:SALT], head[-MARK:]
    if kind == SECRET and key is None:
        raise KeepingRefused(_("Tệp sao lưu này đã mã hóa; hãy cho biết tệp khóa bằng --key-file."))
    if kind != SECRET and key is not None:
        raise KeepingRefused(_("Tệp sao lưu này không mã hóa bằng khóa nào; không dùng với --key-file."))
    seal, expected = _derived(key, salt)
    if mark != expected:
        raise KeepingRefused(_("Sai khóa, hoặc phần đầu của tệp sao lưu bị hỏng."))
    return seal


def _derived(key: bytes | None, salt: bytes) -> tuple[bytes, bytes]:
    """Give the file's own key, and a mark that tells a wrong key from a damaged file."""
    made = HKDF(SHA256(), 32 + MARK, salt, b"backup of cong-an-xa").derive(OPEN_KEY if key is None else key)
    return made[:32], made[32:]


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
