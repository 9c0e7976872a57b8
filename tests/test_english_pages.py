"""Every page of the scope matrix in English: names and the words of people stay Vietnamese, nothing else."""

import pytest

from tests.english import left_in_vietnamese
from tests.scope_matrix import READ, ROUTES
from tests.shares import shared

# A title that somebody gave; a language by its own name.
DATA = {"Kỳ", "Tiếng Việt"}
MANUAL = {"help", "help-page"}  # written in Vietnamese, for those who work with it


@pytest.mark.parametrize(
    "name",
    shared(name for name in READ if not ROUTES[name].api and name not in MANUAL),
)
def test_in_english_a_page_keeps_no_vietnamese_but_names(world, name):
    user = next((user for user in (world.editor, *world.users) if ROUTES[name].lets_in(user)), None)

    status, text = world.ask(user, name, world.own[user], "GET", {"lang": "en"})

    left = [words for words in left_in_vietnamese(text) if words not in DATA]
    assert left == [], f"{name} as {user}: {status}"
