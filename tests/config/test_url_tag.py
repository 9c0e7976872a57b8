"""`{% url %}` in templates: Django's own answers, each asked for once."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

from communes.addresses import address


def shown(text, **context):
    return Template(text).render(Context(context))


def test_an_address_is_that_of_reverse_and_asked_for_once():
    address.cache_clear()
    line = "{% url 'deployment:officer' pk %} {% url 'deployment:commune' code %} {% url name %}"

    for _time in range(2):
        assert shown(line, pk=7, code="03162", name="home") == " ".join(
            [
                reverse("deployment:officer", args=[7]),
                reverse("deployment:commune", args=["03162"]),
                reverse("home"),
            ]
        )
    assert (address.cache_info().misses, address.cache_info().hits) == (3, 3)


def test_names_in_the_path_and_addresses_kept_in_a_variable_are_as_ever():
    assert shown("{% url 'deployment:officer' pk=7 %}") == "/officers/7/"
    assert shown("{% url 'deployment:officer' 7 as here %}[{{ here }}]") == "[/officers/7/]"
    assert shown("{% url 'nowhere' as here %}[{{ here }}]") == "[]"


@pytest.mark.parametrize("line", ["{% url 'nowhere' %}", "{% url 'deployment:officer' missing %}"])
def test_an_address_that_is_not_there_is_an_error(line):
    with pytest.raises(NoReverseMatch):
        shown(line)
