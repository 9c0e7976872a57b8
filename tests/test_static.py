"""What is shipped with every page: little, all of it used."""

import gzip
import re
from pathlib import Path

import pytest

from config.stylesheet import BASE, CLASS, SERVED, WHOLE, Written, narrowed, words_written
from tests.budgets import PICTURE_BYTES, STATIC_BYTES

STATIC = BASE / "static"
PICTURES = STATIC / "manual"  # on the manual's pages alone; tests/config/test_manual.py has their names
FILES = sorted(path for path in STATIC.rglob("*") if path.is_file() and path.parent != PICTURES)


def compressed(path: Path) -> int:
    content = narrowed(WHOLE.read_text(), words_written()) if path == SERVED else path.read_bytes()
    content = content.encode() if isinstance(content, str) else content
    return min(len(content), len(gzip.compress(content, 9)))


def test_all_of_it_together_is_small():
    sizes = {path.name: compressed(path) for path in FILES}

    assert sum(sizes.values()) <= STATIC_BYTES, sizes


def test_no_page_of_the_manual_has_heavy_pictures():
    heavy = {p.name: p.stat().st_size for p in PICTURES.iterdir() if p.stat().st_size > PICTURE_BYTES}

    assert heavy == {}


def test_every_file_is_referenced():
    pages = "".join(path.read_text() for path in BASE.glob("templates/**/*.html"))
    sheets = "".join(path.read_text() for path in STATIC.glob("*.css"))

    unused = [path.name for path in FILES if f"{path.name}'" not in pages and path.name not in sheets]

    assert unused == []


@pytest.mark.parametrize("sheet", sorted(path.name for path in STATIC.glob("*.css")))
def test_every_class_of_our_own_is_written_somewhere(sheet):
    text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", (STATIC / sheet).read_text(), flags=re.S)
    selectors = re.sub(r"\{[^{}]*\}", "{}", text)

    written = words_written()
    assert sorted(name for name in set(CLASS.findall(selectors)) if not written.has(name)) == []


def test_a_rule_stays_where_its_classes_may_meet_an_element():
    sheet = (
        ".a,.b .c{x:1}.gone{x:2}@media (min-width:1em){.gone{x:3}.a.gone,a.a{x:4}}"
        ".d:not(.gone){x:5}h1{x:6}@font-face{font-family:f}.w-1\\/2{x:7}.e-x{x:8}"
    )

    kept = narrowed(sheet, Written({"a", "b", "d", "e-"}))

    assert kept == (
        ".a{x:1}@media (min-width:1em){a.a{x:4}}.d:not(.gone){x:5}h1{x:6}@font-face{font-family:f}.e-x{x:8}"
    )
