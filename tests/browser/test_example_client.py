"""The client printed in the docs does what it says, over a real connection."""

import importlib.util
from pathlib import Path

import pytest

from accounts.tokens import issue_token
from deployment.choices import Post
from tests.factories import AssignmentFactory

SOURCE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "client.py"


@pytest.fixture
def example():
    spec = importlib.util.spec_from_file_location("example_client", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_pages_ends_and_is_refused_in_words(site, example, editor):
    posting = AssignmentFactory(post=Post.CHIEF)
    client = example.Client(site, issue_token(user=editor))

    vacant = list(client.rows("/staffing", as_of="2021-05-31", chief="vacant", limit="50"))
    ended = client.end_posting(posting.pk, "2021-06-30")

    assert len({row["commune_code"] for row in vacant}) == 119
    assert ended["last_day"] == "2021-06-30"
    with pytest.raises(example.Problem, match="đã kết thúc rồi"):
        client.end_posting(posting.pk, "2021-07-31")
