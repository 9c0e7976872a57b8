"""The form of a backup file: whatever is done to it, it does not open."""

from io import BytesIO

import pytest

from config.keeping import sealing
from config.keeping.sealing import HEAD, TAG, KeepingRefused, SealedWriter, key_of, pieces_of

PIECE = 64
KEY = bytes(range(32))
SEALED = PIECE + TAG


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(sealing, "PIECE", PIECE)


def sealed(content, key=KEY):
    file = BytesIO()
    writer = SealedWriter(file, key)
    for start in range(0, len(content), 50):
        writer.write(content[start : start + 50])
    writer.close()
    return file.getvalue()


def opened(data, key=KEY):
    return b"".join(pieces_of(BytesIO(data), key))


@pytest.mark.parametrize("key", [KEY, None], ids=["key", "open"])
@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE, 1000])
def test_what_was_written_is_read(size, key):
    content = bytes(number % 251 for number in range(size))

    assert opened(sealed(content, key), key) == content


@pytest.mark.parametrize("key", [KEY, None], ids=["key", "open"])
def test_every_flipped_bit_is_seen(key):
    data = sealed(b"Nguyen" * 30, key)

    for place in range(len(data)):
        with pytest.raises(KeepingRefused):
            opened(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :], key)


@pytest.mark.parametrize("key", [KEY, None], ids=["key", "open"])
def test_every_shorter_file_is_refused_at_the_border_of_a_piece_too(key):
    data = sealed(b"x" * 4 * PIECE, key)

    for length in range(len(data)):
        with pytest.raises(KeepingRefused):
            opened(data[:length], key)


def test_pieces_in_another_order_doubled_or_of_another_file_are_refused():
    own = sealed(bytes(4 * PIECE))
    head, body = own[:HEAD], own[HEAD:]
    first, second, rest = body[:SEALED], body[SEALED : 2 * SEALED], body[2 * SEALED :]
    other = sealed(bytes(4 * PIECE))[HEAD:][:SEALED]

    for forged in (second + first + rest, first + first + second + rest, first + rest, other + second + rest):
        with pytest.raises(KeepingRefused):
            opened(head + forged)
    with pytest.raises(KeepingRefused):
        opened(own + b"more")


def test_the_same_content_never_gives_the_same_file_and_hides_in_it():
    content = b"Nguyen Van A" * 20

    assert sealed(content) != sealed(content)
    assert b"Nguyen" not in sealed(content)


@pytest.mark.parametrize(("made_with", "read_with"), [(KEY, bytes(32)), (KEY, None), (None, KEY)])
def test_another_key_none_or_one_too_many_is_refused_in_words(made_with, read_with):
    with pytest.raises(KeepingRefused, match=r"[kK]hóa"):
        opened(sealed(b"x", made_with), read_with)


def test_a_missing_or_short_key_file_is_refused(tmp_path):
    short = tmp_path / "short"
    short.write_bytes(b"x" * 15)

    for path in (short, tmp_path / "none", tmp_path):
        with pytest.raises(KeepingRefused):
            key_of(path)
