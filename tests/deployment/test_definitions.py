"""Every figure is explained, in one text, wherever it stands."""

import re
from dataclasses import fields

import pytest

from deployment.definitions import DEFINITIONS, definition_of
from deployment.figures import Figures
from reports.columns import COLUMNS
from reports.maps.figures import FIGURES
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
STATUSES = {"no_chief", "below_minimum", "not_deployed"}  # parts of "status"
PAGES = {
    "/summary/?as_of=2021-05-31": 15,
    "/provinces/11/?as_of=2021-05-31": 15,
    "/communes/?as_of=2021-05-31": 4,
    "/trends/?as_of=2021-05-31": 1,
    "/maps/?as_of=2021-05-31&figure=communes_compliant_rate": 1,
}


def test_every_figure_has_a_definition():
    names = {field.name for field in fields(Figures)} - STATUSES
    names |= {column.name for column in COLUMNS}

    assert {name for name in names if not definition_of(name)} == set()
    assert all(str(getattr(d, f.name)) for d in DEFINITIONS.values() for f in fields(d))


@pytest.mark.parametrize("path", PAGES)
def test_it_is_opened_by_a_button_that_names_the_figure(client, ministry, path):
    AssignmentFactory()
    client.force_login(ministry)

    text = client.get(path).content.decode()

    opened = re.findall(r'popovertarget="([^"]+)"', text)
    assert len(opened) >= PAGES[path]
    assert sorted(opened) == sorted(set(opened))
    assert set(opened) <= set(re.findall(r'id="([^"]+)" popover', text))
    assert "Giải thích: " in text


def test_the_api_s_guide_gives_the_same_text(client, ministry):
    client.force_login(ministry)

    text = client.get("/api/v1/docs/").content.decode()

    assert all(str(definition.meaning) in text for definition in DEFINITIONS.values())


def test_every_map_figure_of_the_rule_is_explained():
    assert sum(definition_of(figure.name) is not None for figure in FIGURES) >= 5
