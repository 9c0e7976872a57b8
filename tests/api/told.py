"""The operations of the OpenAPI document, and what it says that each may answer with."""

import re
from functools import cache

from config.api import api


@cache
def operations():
    """Give each operation by its method and a pattern of its path, with the kinds it may refuse with."""
    document = api.get_openapi_schema()
    shared = document["components"]["responses"]
    found = []
    for path, methods in document["paths"].items():
        pattern = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path))
        for method, operation in methods.items():
            answers = operation["responses"].values()
            refused = [shared.get(each.get("$ref", "").rpartition("/")[2], each) for each in answers]
            kinds = [kind for each in refused for kind in _kinds(each)]
            found.append((method, pattern, operation["operationId"], set(kinds)))
    return found


def _kinds(answer):
    content = answer.get("content", {}).get("application/problem+json")
    return content["schema"]["allOf"][1]["properties"]["type"]["enum"] if content else []


def told_of(method, path):
    """Give the name of the operation at `path` and its kinds of refusal, None where there is none."""
    for verb, pattern, name, kinds in operations():
        if verb == method and pattern.fullmatch(path):
            return name, kinds
    return None


def operations_of(document):
    """Give each operation of `document` after its method and path."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation
