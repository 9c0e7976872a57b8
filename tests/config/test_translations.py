"""The English catalogue is whole: every text of the source is in it, translated, with the same places."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.utils.translation import override

from config.api import api
from tests.config.source_texts import (
    BASE,
    ROOMS,
    VIETNAMESE,
    asked_without_a_number,
    python_texts,
    template_texts,
)
from tests.english import CATALOGUE, messages

PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
# Vietnamese that is no text for readers, or has a reason to stay, by file.
STAYS = {
    "communes/arguments.py": "what the parser of commands says, before translations are at hand",
    "communes/vietnamese.py": "the language itself: alphabet, days as documents write them",
    "communes/formats.py": "the Vietnamese form of a moment",
    "config/api_examples.py": "examples of data, as programs receive them",
    "config/settings.py": "a language is offered by its own name",
    "deployment/exporting.py": "the sheet of the file that is read back",
    "deployment/importing/trainings/files.py": "the sheet of the file that is read back",
    "deployment/importing/template.py": "a sheet of the file that is read back",
    "deployment/importing/columns.py": "headers of the file that is read back",
    "deployment/importing/names.py": "a stored name of a file without one",
    "reports/support/columns.py": "headers of the file that is read back; the sign of the currency",
    "reports/support/file.py": "headers of the file that is read back",
    "reports/summary_files.py": "columns and names of files for programs",
    "reports/forecasting/backtest_text.py": "writes docs/forecast-backtest.md",
    "reports/history_heads.py": "a file on record, whose bytes are hashed",
    "reports/tiles.py": "names of the archipelagos",
}
# Commands speak to who runs the server; demonstration data and the gazetteer are data.
ELSEWHERE = re.compile(r"/migrations/|/management/commands/|^\w+/demo/|^accounts/demo\.py|^communes/data/")


@pytest.fixture
def gathered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings):
    """The catalogue as `make messages` would leave it."""
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is not installed here: apt-get install gettext")
    for room in (*ROOMS, "templates"):
        (tmp_path / room).symlink_to(BASE / room)
    shutil.copytree(BASE / "locale", tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", symlinks=True, stdout=StringIO())
    with (tmp_path / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_is_translated(gathered):
    def forms(message):
        return message.string if isinstance(message.string, tuple | list) else (message.string,)

    lacking = [message.id for message in gathered if message.id and not all(forms(message))]
    doubtful = [message.id for message in gathered if message.id and message.fuzzy]

    assert (lacking, doubtful) == ([], []), "run `make messages`, then translate: docs/translating.md"


def test_what_has_a_form_for_one_is_never_asked_for_without_a_number():
    with CATALOGUE.open("rb") as file:
        counted = {
            message.id[0]
            for message in read_po(file, locale="en")
            if isinstance(message.id, tuple | list) and not message.context
        }
    sources = [each for room in (*ROOMS, "templates") for each in sorted((BASE / room).rglob("*.[hp]*"))]
    asked = {
        (str(path.relative_to(BASE)), text)
        for path in sources
        if path.suffix in (".py", ".html")
        for text in asked_without_a_number(path)
    }

    assert len(asked) > 1000
    assert sorted((path, text) for path, text in asked if text in counted) == []


def test_a_translation_has_the_places_of_its_source():
    def places(text):
        return sorted(set(PLACE.findall(text)))

    odd = [
        source for _context, source, forms in messages() for form in forms if places(form) != places(source)
    ]

    assert odd == []


def test_a_translation_is_not_left_in_vietnamese():
    names = re.compile(r"NĐ-CP|QĐ-CAT|đồng|Phân công|Mã xã|(?:[A-ZĐ]\w*[\u00c0-\u1ef9]\w*\s*){1,3}")

    def bare(text):
        return names.sub("", text)

    odd = [form for _context, _source, forms in messages() for form in forms if VIETNAMESE.search(bare(form))]

    assert odd == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_in_python_is_outside_gettext(room):
    found = {}
    for path in sorted((BASE / room).rglob("*.py")):
        name = path.relative_to(BASE).as_posix()
        if name not in STAYS and not ELSEWHERE.search(name):
            found |= {f"{name}:{line}": text for line, text in python_texts(path)}

    assert found == {}


def test_no_text_in_templates_and_scripts_is_outside_gettext():
    found = {}
    for path in [*BASE.glob("templates/**/*.*"), *BASE.glob("static/*.js")]:
        found |= {f"{path.relative_to(BASE)}:{line}": text for line, text in template_texts(path)}

    assert found == {}


def test_no_reason_is_kept_for_what_is_gone():
    assert [name for name in STAYS if not list(python_texts(BASE / name))] == []


def test_the_api_describes_itself_in_both_languages():
    def summaries():
        paths = api.get_openapi_schema()["paths"]
        return {operation["summary"] for methods in paths.values() for operation in methods.values()}

    assert "Tổng hợp toàn quốc" in summaries()
    with override("en"):
        assert "National summary" in summaries()
        assert not [text for text in summaries() if VIETNAMESE.search(text)]


def test_a_name_of_a_sheet_is_no_longer_than_a_workbook_allows():
    sheets = {"Xã còn thiếu sau điều chuyển", "Điều chuyển đề xuất", "Từng xã, thị trấn", "Bảng tổng hợp"}
    found = {source: forms[0] for _context, source, forms in messages() if source in sheets}

    assert found.keys() == sheets
    assert [name for name in found.values() if len(name) > 31] == []
