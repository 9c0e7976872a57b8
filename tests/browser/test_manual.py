"""The pictures of the manual, made by walking to what they show: none is stale, none is missing.

`MANUAL_PICTURES=1` puts them into static/manual; without it they are made and thrown away.
"""

import os
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from PIL import Image

from communes.models import Commune
from deployment.choices import Post
from deployment.models import Dataset
from deployment.synthetic import KEY
from tests.factories import DAY, AssignmentFactory, OfficerFactory, TrainingFactory
from tests.reports.cycle import a_period, report_of, sent

BASE = Path(__file__).resolve().parents[2]
FOLDER, PAGES = BASE / "static" / "manual", BASE / "docs" / "manual"
DESK = {"width": 1280, "height": 800}
ONE_LINE = 64  # the head of a page, in pixels
MOST_BYTES = 2_000_000
SHOWN = {  # by picture: whose page, and where
    "summary": ("ministry", "/summary/?as_of=2021-05-31"),
    "period": ("ministry", "/periods/{period}/"),
    "home": ("editor", "/?as_of=2021-05-31"),
    "appoint": ("editor", "/assignments/new/?commune=03162&post=chief"),
    "import": ("editor", "/assignments/import/"),
    "report": ("approver", "/periods/{period}/provinces/11/"),
}


def some_facts(ministry):
    """A few communes with officers, and a period that some provinces have sent for; its day is near."""
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    cache.delete(KEY)
    for number, commune in enumerate(Commune.objects.filter(province__code="11", kind="xa")[:12]):
        AssignmentFactory.create_batch(number % 6, commune=commune)
        if number % 3:
            AssignmentFactory(commune=commune, post=Post.CHIEF)
    OfficerFactory.create_batch(3)
    period = a_period(ministry)
    sent(period, "01")
    report_of(period)
    return period


def test_the_pictures_are_made_from_the_pages_themselves(signed_in, request, ministry):
    period = some_facts(ministry)
    for name, (who, path) in SHOWN.items():
        page = signed_in(request.getfixturevalue(who))
        page.set_viewport_size(DESK)
        answer = page.goto(path.format(period=period.pk))
        picture = page.screenshot()

        assert answer.status == 200, name
        assert height_of_the_head(page) < ONE_LINE, name
        if os.environ.get("MANUAL_PICTURES"):
            keep(picture, name)
            page.goto(english(path.format(period=period.pk)))
            keep(page.screenshot(), f"{name}-en")
        page.close()


def height_of_the_head(page):
    return page.locator(".topbar").evaluate("head => head.offsetHeight")


@pytest.mark.parametrize("who", ["ministry", "approver"])
def test_the_menu_stands_in_one_line_from_1200_pixels_on(signed_in, request, who):
    page = signed_in(request.getfixturevalue(who))
    for language in ("vi", "en"):
        page.goto(f"/?lang={language}")
        for width in (1200, 1280, 1366, 1441, 1920):
            page.set_viewport_size({"width": width, "height": 760})
            assert height_of_the_head(page) < ONE_LINE, (language, width)


def test_the_buttons_of_a_heading_stand_together_at_its_end_and_on_a_telephone_at_its_beginning(
    signed_in, editor, commune
):
    """Recorded trainings: the heading has a button of its own and the one that copies the table."""
    officer = AssignmentFactory(commune=commune).officer
    TrainingFactory(officer=officer)
    TrainingFactory(officer=officer, completed_on=date(2021, 3, 1))
    page = signed_in(editor)
    page.goto(f"/officers/{officer.pk}/")
    head = page.locator("#training .card-header")

    more, copying = (head.locator(each).bounding_box() for each in ("a.btn", ".copying button"))
    assert copying["x"] - (more["x"] + more["width"]) < 24
    page.set_viewport_size({"width": 390, "height": 844})
    more, copying = (head.locator(each).bounding_box() for each in ("a.btn", ".copying button"))
    assert (more["y"], more["x"]) == (copying["y"], 33)


def keep(picture, name):
    Image.open(BytesIO(picture)).quantize(64).save(FOLDER / f"{name}.png", optimize=True)


def english(path):
    return f"{path}{'&' if '?' in path else '?'}lang=en"


def test_every_picture_that_a_page_names_is_made_and_kept_and_small():
    named = {
        name
        for page in PAGES.rglob("*.md")
        for name in re.findall(r"manual/([a-z-]+)\.png", page.read_text())
    }
    kept = {picture.stem for picture in FOLDER.glob("*.png")}

    assert named == {f"{name}{of}" for name in SHOWN for of in ("", "-en")} == kept
    assert sum(picture.stat().st_size for picture in FOLDER.glob("*.png")) < MOST_BYTES
