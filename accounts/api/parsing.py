"""How the API reads an address: a parameter without a value is one that was not sent, as on the pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser


class AbsentWhenEmpty(Parser):
    """Leaves out the parameters that are empty, whatever form their values have."""

    def parse_querydict(
        self, data: MultiValueDict, list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Give the parameters of `data` that have a value, by name."""
        asked = super().parse_querydict(data, list_fields, request)
        return {name: value for name, value in asked.items() if value != ""}
