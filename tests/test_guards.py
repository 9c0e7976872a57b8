"""What `make guards` breaks is there to be broken, and the tests that must fail are there too."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent


def guards():
    spec = importlib.util.spec_from_file_location("guards", BASE / "scripts/guards.py")
    sys.modules["guards"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.guards()


@pytest.mark.parametrize("guard", guards(), ids=lambda guard: guard.what)
def test_a_guard_stands_where_it_is_broken_and_has_its_test(guard):
    module, _, name = guard.test.partition("::")

    assert guard.text in (BASE / guard.file).read_text()
    assert guard.text != guard.instead
    assert not name or re.search(
        rf"^def {name.partition('[')[0]}\(", (BASE / "tests" / module).read_text(), re.M
    )
