"""`manage.py` itself: a call that is no call is refused as everything else is."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("words", [("national_summary",), ("verify_report",), ("load_demo", "--scale", "x")])
def test_a_call_without_what_it_needs_leaves_with_1_and_says_so(words):
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert "Lệnh gọi chưa đúng" in done.stderr
    assert "Traceback" not in done.stderr
    assert "cách gọi: manage.py" in done.stderr
    assert "error:" not in done.stderr


def test_help_is_headed_in_the_language_of_the_commands():
    done = subprocess.run(
        [sys.executable, "manage.py", "help", "import_assignments"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    for words in ("cách gọi: manage.py import_assignments", "tham số theo thứ tự:", "tùy chọn:"):
        assert words in done.stdout
    for words in ("usage:", "positional arguments", "options:"):
        assert words not in done.stdout
