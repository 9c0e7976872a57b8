"""A walk over every page, shared between two suites: a fifth of it in `make test`, all in `make test-all`."""

from collections.abc import Iterable

import pytest

QUICK = 5  # one in this many


def shared(names: Iterable[str]) -> list[object]:
    """Give the cases of a walk for `parametrize`; those beyond each fifth are slow."""
    return [
        name if place % QUICK == 0 else pytest.param(name, marks=pytest.mark.slow)
        for place, name in enumerate(names)
    ]
