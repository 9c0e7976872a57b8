"""The forms of a page as a person meets them: what stands in them, and what would after typing in each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

TEXT = {"text", "email", "search", "url", "tel", ""}
SECRET = {"password", "file"}
Sent = dict[str, list[str]]


@dataclass
class Field:
    """A field that somebody types or chooses in; `choices`: what may be chosen, if any."""

    kind: str
    chosen: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


@dataclass
class PageForm:
    """A form: where it is sent, its hidden fields, and those of the reader by name."""

    method: str
    action: str
    hidden: Sent = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)

    def values(self) -> Sent:
        """Give what stands in the reader's fields."""
        return {name: each.chosen for name, each in self.fields.items()}

    def typed(self) -> Sent:
        """Give values that differ from what stands there, for every field of the reader."""
        return {name: _other(name, each) for name, each in self.fields.items()}


def forms_of(html: str) -> list[PageForm]:
    """Give the forms of a page, in order."""
    parser = _Parser()
    parser.feed(html)
    return parser.forms


def _other(name: str, each: Field) -> list[str]:
    if each.kind == "textarea":
        return [f"Đang viết dở ở {name}:\nhai dòng."]
    if each.kind == "number":
        return ["3" if each.chosen != ["3"] else "4"]
    if each.kind == "checkbox":
        return [choice for choice in each.choices if choice not in each.chosen]
    if each.choices:
        return [choice for choice in each.choices if choice not in each.chosen][-1:] or each.chosen
    return [f"Gõ dở {name}"]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.form: PageForm | None = None
        self.open: Field | None = None  # the select or textarea being read

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = PageForm(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self.form)
        if tag == "option" and self.open and self.open.kind == "select":
            self._option(given)
        if self.form and given.get("name") and "disabled" not in given:
            self._field(self.form, tag, given)

    def _option(self, given: dict[str, str]) -> None:
        assert self.open
        self.open.choices.append(given.get("value", ""))
        if "selected" in given:
            self.open.chosen.append(given.get("value", ""))

    def _field(self, form: PageForm, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "") if tag == "input" else tag
        if kind == "hidden":
            form.hidden.setdefault(name, []).append(given.get("value", ""))
        elif kind in ("select", "textarea"):
            self.open = form.fields[name] = Field(kind, [""] if kind == "textarea" else [])
        elif kind in ("checkbox", "radio"):
            each, value = form.fields.setdefault(name, Field(kind)), given.get("value", "on")
            each.choices.append(value)
            each.chosen += [value] if "checked" in given else []
        elif kind in TEXT or kind == "number":
            form.fields[name] = Field(kind, [given.get("value", "")])

    def handle_data(self, data: str) -> None:
        if self.open and self.open.kind == "textarea":
            self.open.chosen[0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag in ("select", "textarea"):
            self._close(tag)

    def _close(self, tag: str) -> None:
        if self.open and tag == "textarea":
            self.open.chosen[0] = self.open.chosen[0].removeprefix("\n")
        if self.open and tag == "select" and not self.open.chosen:
            self.open.chosen = self.open.choices[:1]
        self.open = None
