"""Finds Vietnamese in the source that no reader of English could ever be told: texts outside gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
ROOMS = ("accounts", "communes", "config", "deployment", "reports")
MARKED = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy",
    "npgettext", "npgettext_lazy",
}  # fmt: skip
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
VIETNAMESE = re.compile(
    "[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]", re.IGNORECASE
)
# Comments and tags of a template; what stands between a pair of blocktranslate.
SAID = re.compile(
    r"\{% blocktrans(?:late)?\b.*?\{% endblocktrans(?:late)? %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL
)

BLOCK = re.compile(r"\{% blocktranslate\b(.*?)%\}(.*?)\{% (?:plural|endblocktranslate)", re.DOTALL)
NAMED = re.compile(r"\{\{ (\w+) \}\}")


def python_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Give the Vietnamese strings of a module that are neither marked for translation nor docstrings."""
    tree = ast.parse(path.read_text())
    passed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in MARKED:
            passed |= {id(part) for part in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
    for node in ast.walk(tree):
        text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in passed and VIETNAMESE.search(text):
            yield node.lineno, text


def asked_without_a_number(path: Path) -> Iterator[str]:
    """Give the texts that a module or template has translated as they are, without a number to count by."""
    source = path.read_text()
    if path.suffix == ".html":
        for tag, words in BLOCK.findall(source):
            if " count " not in tag:
                yield NAMED.sub(r"%(\1)s", words)
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in PLAIN and node.args:
            text = getattr(node.args[0], "value", None)
            if isinstance(text, str):
                yield text


def template_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Give the lines of a template with Vietnamese outside its tags and translated blocks."""
    bare = SAID.sub(lambda found: "\n" * found[0].count("\n"), path.read_text())
    for number, line in enumerate(bare.splitlines(), 1):
        if VIETNAMESE.search(line):
            yield number, line


def _name(function: ast.expr) -> str:
    return getattr(function, "id", None) or getattr(function, "attr", "")
