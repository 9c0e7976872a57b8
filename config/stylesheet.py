"""Tabler's style sheet with the rules that this site can use: `python -m config.stylesheet`.

A rule stays where every class that it names stands as a word in a template, a script or our own code; a
class nobody writes can match nothing. What is left is an eighth of the whole.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import tinycss2

BASE = Path(__file__).resolve().parent.parent
WHOLE = BASE / "node_modules/@tabler/core/dist/css/tabler.min.css"
SERVED = BASE / "static/vendor/tabler.min.css"
WRITTEN_IN = ("templates/**/*.html", "templates/**/*.svg", "static/*.js", *(f"{room}/**/*.py" for room in
              ("accounts", "communes", "config", "deployment", "reports")))  # fmt: skip
WORD = re.compile(r"[A-Za-z][\w-]*")
CLASS = re.compile(r"\.((?!\d)(?:[\w-]|\\.)+)")
ALTERNATIVES = re.compile(r":(?:not|is|where|has)\(")  # a class in there need not be on the element
NESTING = {"media", "supports", "layer"}


class Written(frozenset[str]):
    """The words in which classes are written; `slide-` before a placeholder stands for all that begin so."""

    def has(self, name: str) -> bool:
        return name in self or any(name.startswith(begun) for begun in self.beginnings)

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        return tuple(word for word in self if word.endswith("-"))


def main() -> None:
    """Write the style sheet that is served."""
    SERVED.parent.mkdir(parents=True, exist_ok=True)
    SERVED.write_text(narrowed(WHOLE.read_text(), words_written()))


def sources() -> list[Path]:
    """Give the files in which a class can be written."""
    return sorted(path for pattern in WRITTEN_IN for path in BASE.glob(pattern))


def words_written() -> Written:
    """Give every word of the sources: more than the classes, never fewer."""
    return Written(word for path in sources() for word in WORD.findall(path.read_text()))


def narrowed(sheet: str, words: Written) -> str:
    """Give the rules of `sheet` that name no class outside `words`; what is no rule stays."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(rules, words))


def _kept(rules: Iterable[tinycss2.ast.Node], words: Written) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [each for each in _selectors(rule.prelude) if _can_match(each, words)]
            if selectors:
                yield ",".join(selectors) + "{" + tinycss2.serialize(rule.content) + "}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            body = "".join(_kept(inner, words))
            if body:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}"
        elif rule.type == "at-rule":
            yield rule.serialize()


def _selectors(prelude: list[tinycss2.ast.Node]) -> Iterator[str]:
    """Split at the commas that stand outside brackets."""
    part: list[tinycss2.ast.Node] = []
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(node)
    yield tinycss2.serialize(part).strip()


def _can_match(selector: str, words: Written) -> bool:
    certain = ALTERNATIVES.split(selector)[0]
    return all(words.has(name.replace("\\", "")) for name in CLASS.findall(certain))


if __name__ == "__main__":
    main()
