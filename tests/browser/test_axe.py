"""Every page for every person: axe-core (WCAG 2.2 AA, best practice) finds nothing, in both themes.

Nothing sticks out at 390 px, at 200 % zoom or text; nothing moves for who asked for stillness; paper gets it
whole: no menu or button on it, no table cut off by a box.
"""

import pytest

from accounts.models import Role
from tests.browser.every_page import FEW, addresses
from tests.browser.measuring import measured
from tests.scope_matrix import ROUTES, SUPERUSER, role_of
from tests.scope_world import World


@pytest.fixture
def world(own_database):
    return World()


def looked_through(world, signed_in, user, few=()):
    page = signed_in(user)
    found, seen = {}, 0
    for name, address in addresses(world, user, few):
        page.goto(address, wait_until="load")
        seen += 1
        if faults_here := measured(page):
            found[name] = faults_here
    return seen, found


@pytest.mark.parametrize("role", FEW)
def test_a_page_of_each_family_is_for_everybody(world, signed_in, role):
    seen, found = looked_through(world, signed_in, getattr(world, role), FEW[role])

    assert found == {}
    assert seen == len(FEW[role])


@pytest.mark.slow
@pytest.mark.parametrize("role", [*Role.values, SUPERUSER])
def test_every_page_is_for_everybody(world, signed_in, role):
    user = next(user for user in world.users if role_of(user) == role)
    seen, found = looked_through(world, signed_in, user)

    assert found == {}
    assert seen >= 45


def test_the_few_are_routes():
    assert ROUTES.keys() >= set().union(*FEW.values())
