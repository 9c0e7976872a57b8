"""Break each guard in a copy of the project and see its test go red: `make guards`.

`ONLY=words;words` takes those whose names have one of the words, `FROM=n UPTO=m` those of these places in
the list. Half an hour for all. Ends with 1 where a guard was taken away and its test stayed green.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
LINKED = (".venv", "node_modules", "staticfiles", "static/vendor")
RED = 1  # what pytest ends with where tests ran and failed
NO_TABLE = (
    "config/settings.py",
)  # the tests' database is made anew for a change of these, though it is none


@dataclass(frozen=True)
class Guard:
    """What is removed: `text` of `file`, for `instead`; test: what must then fail, under tests/."""

    what: str
    file: str
    text: str
    instead: str
    test: str


def guards() -> list[Guard]:
    """Give every guard of `guards.toml`."""
    listed = tomllib.loads((BASE / "scripts/guards.toml").read_text())
    return [Guard(**guard) for guard in listed["guard"]]


def main() -> None:
    """Try each guard that is chosen, or all."""
    chosen = chosen_of(guards())
    with tempfile.TemporaryDirectory(prefix="guards-") as name:
        copy = Path(name)
        copy.chmod(0o755)
        copy_to(copy)
        if ended := ask(copy, *sorted({guard.test for guard in chosen})):
            sys.exit(f"guards: the tests are not green to begin with ({ended})")
        green = [guard for guard in chosen if not goes_red(copy, guard)]
    print(f"guards: {len(chosen) - len(green)} of {len(chosen)} went red")
    sys.exit(1 if green else 0)


def chosen_of(listed: list[Guard]) -> list[Guard]:
    """Give the guards that the environment names."""
    words = os.environ.get("ONLY", "").split(";")
    first, last = int(os.environ.get("FROM", 1)), int(os.environ.get("UPTO", len(listed)))
    return [each for each in listed[first - 1 : last] if any(word in each.what for word in words)]


def copy_to(copy: Path) -> None:
    """Copy what is committed or waits to be; what is installed and built is only linked."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=BASE, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (BASE / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(BASE / name, copy / name)
    for name in LINKED:
        if (BASE / name).exists() and not (copy / name).exists():
            (copy / name).symlink_to((BASE / name).resolve())


def goes_red(copy: Path, guard: Guard) -> bool:
    """Take one guard away, ask its test, and put it back."""
    path = copy / guard.file
    whole = path.read_text()
    path.write_text(whole.replace(guard.text, guard.instead, 1))
    ended = ask(copy, guard.test, keeps_tables=guard.file in NO_TABLE)
    path.write_text(whole)
    print(f"{'red' if ended == RED else f'NOT RED ({ended})'}: {guard.what}", flush=True)
    return ended == RED


def ask(copy: Path, *tests: str, keeps_tables: bool = False) -> int:
    """Run tests in the copy; give what pytest ends with."""
    words = [str(copy / ".venv/bin/python"), "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    more = {"VAR_DIR": str(copy / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
    more |= {"KEEP_TEMPLATE": "1"} if keeps_tables else {}
    paths = [f"tests/{test}" for test in tests]
    done = subprocess.run([*words, *paths], cwd=copy, env=os.environ | more, check=False, capture_output=True)
    if done.returncode not in (0, RED):
        sys.stderr.write(done.stdout.decode(errors="replace")[-2000:])
    return done.returncode


if __name__ == "__main__":
    main()
