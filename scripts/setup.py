"""Prepare this machine: virtual environment, packages, system libraries, static assets.

Runs on Python 3.11+ with nothing else installed; safe and quick to run again. What cannot be done here
is said with the exact command to type.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
STAMPS = VENV / "stamps"
LOCKS = [BASE / "requirements" / name for name in ("base.txt", "dev.txt")]
ASSETS = [BASE / "package-lock.json"]
FONT_FILES = "node_modules/@fontsource/source-sans-3/files/source-sans-3-{}-{}-normal.woff2"
FONTS = [
    FONT_FILES.format(part, weight) for part in ("vietnamese", "latin-ext", "latin") for weight in (400, 600)
]
NODE_AT_LEAST = 20
WHEELS = os.environ.get("WHEELS", "")  # a folder of wheels to install from, without a network


def main() -> None:
    """Do each step whose inputs have changed since it was last done."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this script is what finds out)
        stop("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    install_system_packages()
    once_for("packages", LOCKS, install_packages)
    once_for("assets", ASSETS, install_assets)
    compile_catalogues()
    run(VENV / "bin" / "python", "-m", "config.stylesheet")
    static = [path for path in (BASE / "static").rglob("*") if path.is_file()]
    once_for("collected", [BASE / "package-lock.json", *static], collect_static)


def stop(reason: str) -> None:
    """End with the reason on stderr."""
    sys.exit(f"setup: {reason}")


def once_for(step: str, inputs: list[Path], act: Callable[[], None]) -> None:
    """Run `act` unless it was run for the same contents of `inputs` before."""
    if is_done(step, inputs):
        return
    print(f"setup: {step}", flush=True)
    act()
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(digest_of(inputs))


def is_done(step: str, inputs: list[Path]) -> bool:
    """Tell whether a step was run for the same contents before."""
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text() == digest_of(inputs)


def digest_of(inputs: list[Path]) -> str:
    """Give the hash of what the files hold."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(inputs))).hexdigest()


def run(*words: str | Path, **more: object) -> None:
    """Run a program; its failure is ours."""
    done = subprocess.run([str(word) for word in words], cwd=BASE, check=False, **more)  # type: ignore[call-overload]
    if done.returncode:
        stop(f"this failed: {' '.join(str(word) for word in words)}")


def install_packages() -> None:
    """Make the virtual environment and install exactly what the lock files name."""
    if not (VENV / "bin" / "python").exists():
        venv.create(VENV, with_pip=True, clear=True)
    # A folder of wheels stands for a machine without a network: what serves is installed, not what tests.
    source = ["--no-index", "--find-links", WHEELS] if WHEELS else []
    for lock in LOCKS[:1] if WHEELS else LOCKS:
        run(
            VENV / "bin" / "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            *source,
            "-r",
            lock,
        )


def install_assets() -> None:
    """Fetch the style sheet and fonts, and keep the fonts that are served."""
    if not (WHEELS and all(BASE.joinpath(font).exists() for font in FONTS)):
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    vendor = BASE / "static" / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    for font in map(BASE.joinpath, FONTS):
        shutil.copyfile(font, vendor / font.name)


def compile_catalogues() -> None:
    """Compile the translations that are newer than their compiled form (a moment where none is)."""
    run(VENV / "bin" / "python", "-m", "config.catalogue")


def collect_static() -> None:
    """Give the static files their hashed, compressed form."""
    run(VENV / "bin" / "python", "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0")


def has_library(name: str) -> bool:
    """Tell whether the dynamic linker knows a library."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False).stdout
    return name in listed


def has_times() -> bool:
    """Tell whether a Times-compatible font with Vietnamese letters is installed."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(
        ["fc-list", ":charset=1ea4", "family"], capture_output=True, text=True, check=False
    )
    return any(family in listed.stdout for family in ("Tinos", "Times New Roman"))


def has_node() -> bool:
    """Tell whether Node is new enough and npm is there, or what it would fetch is (perhaps from a folder)."""
    if WHEELS and all(BASE.joinpath(font).exists() for font in FONTS):
        return True
    if is_done("assets", ASSETS):
        return True
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    return int(version.strip().lstrip("v").split(".")[0] or 0) >= NODE_AT_LEAST


# What is needed, how to tell that it is there, and Debian's packages that bring it.
NEEDED: list[tuple[str, Callable[[], bool], tuple[str, ...]]] = [
    ("Pango", lambda: has_library("libpangoft2-1.0.so.0"), ("libpango-1.0-0", "libpangoft2-1.0-0")),
    ("HarfBuzz subset", lambda: has_library("libharfbuzz-subset.so.0"), ("libharfbuzz-subset0",)),
    ("a Times font with Vietnamese letters", has_times, ("fontconfig", "fonts-croscore")),
    (f"Node {NODE_AT_LEAST}+ with npm", has_node, ("nodejs", "npm")),
]
# What tests use where it is there, and say so where it is not.
WELCOME: list[tuple[str, Callable[[], bool], tuple[str, ...]]] = [
    ("Chromium", lambda: bool(shutil.which("chromium")), ("chromium",)),
    ("LibreOffice Calc", lambda: bool(shutil.which("soffice")), ("libreoffice-calc-nogui",)),
    ("GNU gettext", lambda: bool(shutil.which("xgettext")), ("gettext",)),
    ("pdftoppm", lambda: bool(shutil.which("pdftoppm")), ("poppler-utils",)),
]


def install_system_packages() -> None:
    """Install with apt-get what is missing where that may be done; else say what to type."""
    wanted = NEEDED + (WELCOME if os.environ.get("CI") or "--with-test-tools" in sys.argv else [])
    packages = [package for _, is_there, names in wanted if not is_there() for package in names]
    if not packages:
        return
    apt = apt_get()
    if apt:
        print(f"setup: apt-get install {' '.join(packages)}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*apt, "update", "-qq"], check=False, env=environment)
        subprocess.run(
            [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages],
            check=False, env=environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    missing = [(what, names) for what, is_there, names in NEEDED if not is_there()]
    if missing:
        names = " ".join(name for _, packages in missing for name in packages)
        lacking = ", ".join(what for what, _ in missing)
        stop(f"missing: {lacking}. Type:\n    sudo apt-get update && sudo apt-get install -y {names}")


def apt_get() -> list[str]:
    """Give the command that may install packages here, or nothing."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return ["apt-get"]
    may = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    return ["sudo", "-n", "apt-get"] if may and may.returncode == 0 else []


if __name__ == "__main__":
    main()
