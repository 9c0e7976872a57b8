"""SECURITY.md: its table is whole, and what it says of the software is what the software does."""

import importlib.util
import re
from pathlib import Path

import pytest
from allauth.account import app_settings as account_settings
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db.models import CheckConstraint

from accounts.api.limits import LIMITS
from accounts.api.paging import MOST
from accounts.creating import TEMPORARY
from accounts.models import Outcome
from accounts.notices.addresses import MOST_TRIES, VALID
from accounts.notices.telling import KEPT as NOTICES_KEPT
from accounts.notices.telling import READ_KEPT
from accounts.signing_in.hashing import OneCoreArgon2
from accounts.signing_in.kept_forms import KEPT, MOST_FORMS
from accounts.signing_in.passwords import CONTEXT
from deployment.exporting import MOST_SHEET_ROWS
from deployment.importing.archive import MOST_PARTS, MOST_ROWS, MOST_UNPACKED
from deployment.importing.reading import MOST_BYTES as MOST_IMPORTED
from deployment.importing.uploads import KEPT as UPLOADS_KEPT
from deployment.management.commands.worker import AT_ONCE
from deployment.views.lists import PAGE_SIZES
from reports.attaching import ENDINGS, MOST_MEMBERS
from reports.drafting import MOST_ATTACHMENTS
from reports.models import MOST_BYTES
from tests.test_security_source import imports

BASE = Path(__file__).resolve().parent.parent
TEXT = (BASE / "SECURITY.md").read_text()
TABLE = re.compile(r"^\| (V\d+\.\d+\.\d+) \| [^|]+ \| (.+) \|$", re.M)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
OURS = ("communes", "accounts", "deployment", "reports")


def table():
    return TABLE.findall(TEXT)


def test_the_table_has_every_requirement_of_levels_1_and_2():
    wanted = (BASE / "tests" / "asvs_5_0_levels_1_2.txt").read_text().split()

    assert len(wanted) == 253
    assert [number for number, _proof in table()] == wanted


def test_each_row_has_a_test_that_is_there_or_a_reason():
    missing = []
    for number, proof in table():
        named = NAMED.findall(proof)
        reason = proof.startswith(("Not applicable: ", "Outside the program: "))
        if not named and not (reason and len(proof) > 25):
            missing.append((number, "neither a test nor a reason"))
        for path, name in named:
            if not re.search(rf"^(async )?def {name}\(", (BASE / path).read_text(), re.M):
                missing.append((number, f"{path}::{name}"))

    assert missing == []


CHAPTERS = (
    "Who may do what", "What is accepted", "Files", "Signing in", "Sessions", "Cryptography", "Personal data",
    "Logs", "Communication", "Heavy work", "Updates",
)  # fmt: skip


def test_the_documents_that_security_names_are_there():
    assert [chapter for chapter in CHAPTERS if f"\n### {chapter}\n" not in TEXT] == []
    linked = re.findall(r"\]\(([\w/.-]+)\)|`((?:docs|accounts|config|deployment|reports)/[\w/]+\.\w+)`", TEXT)
    linked = [one or other for one, other in linked]
    assert [path for path in linked if not (BASE / path).exists()] == []


def test_the_bill_of_materials_names_every_locked_package():
    spec = importlib.util.spec_from_file_location("sbom", BASE / "scripts" / "sbom.py")
    sbom = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sbom)

    assert (BASE / "docs" / "sbom.cdx.json").read_text() == sbom.bill(), "run `make sbom`"


def chapter(name):
    """Give the text of a chapter in one line."""
    return " ".join(TEXT.split(f"\n### {name}\n")[1].split("\n### ")[0].split("\n## ")[0].split())


def rows(name, width):
    """Give the rows of a chapter's table of so many columns, without its head."""
    found = re.findall(
        r"^\|" + r"([^|\n]+)\|" * width + "$", TEXT.split(f"\n### {name}\n")[1].split("\n### ")[0], re.M
    )
    return [[cell.strip() for cell in row] for row in found if "---" not in row[0]][1:]


def ticked(text):
    return re.findall(r"`([^`]+)`", text)


def limits():
    """Give, of each limit, the words made of the value that the software has."""
    burst, steady = (limit.most for limit in LIMITS)
    *sizes, largest = PAGE_SIZES
    yield f"{', '.join(map(str, sizes))} or {largest} rows a page"
    yield f"{MOST:,} an API page, {MOST_SHEET_ROWS:,} rows a file"
    yield f"{burst} calls a second and {steady:,} a minute an account"
    yield f"{MOST_ATTACHMENTS} files a report, {MOST_FORMS} forms kept an account"
    yield f"{AT_ONCE} pieces of long work at a time"


def files():
    yield "`.xlsx`, UTF-8 `.csv`, by ending and by content"
    yield f"{MOST_IMPORTED // 10**6} MB, {MOST_UNPACKED // 10**6} MB unpacked"
    yield f"unpacked, {MOST_PARTS:,} parts, {MOST_ROWS:,} rows"
    yield f"{', '.join(f'`{ending}`' for ending in ENDINGS.values())}, by content alone"
    yield f"{MOST_BYTES // 10**6} MB, {MOST_MEMBERS:,} parts, never unpacked"


def sign_in():
    rate = settings.ACCOUNT_RATE_LIMITS["login_failed"]
    tries, minutes, of_account, span = re.fullmatch(r"(\d+)/(\d+)m/ip,(\d+)/(\d+)m/key", rate).groups()
    yield f"{of_account} wrong passwords in {span} minutes lock an account"
    yield f"{tries} in {minutes} minutes an address"
    yield f"Passwords: {settings.AUTH_PASSWORD_VALIDATORS[0]['OPTIONS']['min_length']} characters at least"
    yield f"it holds {TEMPORARY.days} days"


def sessions():
    yield f"{settings.SESSION_IDLE // 60} minutes without a request"
    yield f"{settings.SESSION_COOKIE_AGE // 3600} hours in all"
    yield f"it holds {account_settings.REAUTHENTICATION_TIMEOUT // 60} minutes"


def cryptography():
    hasher = OneCoreArgon2()
    yield f"({hasher.memory_cost // 1024} MiB, {hasher.time_cost} pass, {hasher.parallelism} lane)"
    yield f"6 figures, {VALID.seconds // 60} minutes, {MOST_TRIES} tries"


def personal_data():
    yield f"uploads {UPLOADS_KEPT.days} days, kept forms {KEPT.seconds // 3600} hour"
    yield f"notices {READ_KEPT.days} days after reading, {NOTICES_KEPT.days} in all"


def heavy_work():
    seconds = re.search(r'"LONGEST_STATEMENT", "(\d+)"', (BASE / "config/wsgi.py").read_text())
    yield f"cut off after {seconds[1]} seconds"


@pytest.mark.parametrize(
    ("name", "said"),
    [("What is accepted", limits), ("Files", files), ("Signing in", sign_in), ("Sessions", sessions),
     ("Cryptography", cryptography), ("Personal data", personal_data), ("Heavy work", heavy_work)],
)  # fmt: skip
def test_what_is_said_is_what_is_set(name, said):
    assert [words for words in said() if words not in chapter(name)] == []


def test_the_words_that_passwords_may_not_be_made_of_are_listed():
    listed = chapter("Signing in").split("and these words: ")[1].split(". 5 wrong")[0]

    assert ticked(listed) == list(CONTEXT)


def test_the_rules_between_fields_are_listed():
    kinds = (CheckConstraint, ExclusionConstraint)
    held = {
        rule.name
        for model in apps.get_models()
        if model._meta.app_label in OURS and not hasattr(model, "pgh_tracked_model")
        for rule in model._meta.constraints
        if isinstance(rule, kinds)
    }
    listed = chapter("What is accepted").split("form says in its own words: ")[1].split(". Limits")[0]

    assert set(ticked(listed)) == held


def test_every_use_of_cryptography_is_listed_with_its_file():
    modules = ("hashlib", "hmac", "secrets", "cryptography", "django.core.signing", "django.utils.crypto")
    using = {
        path
        for path, module, name in imports()
        if f"{module}.{name}".startswith(modules) or name == "box_for"
    }
    listed = {path for row in rows("Cryptography", 4) for path in ticked(row[3])}

    assert listed - {"accounts/signing_in/hashing.py"} == using


def test_every_table_has_one_class():
    classed = [label for row in rows("Personal data", 2) for label in ticked(row[1])]

    assert sorted(classed) == sorted(
        model._meta.label for model in apps.get_models() if not hasattr(model, "pgh_tracked_model")
    )


def test_every_class_has_its_protection():
    classes = [row[0] for row in rows("Personal data", 2)]

    assert [row[0] for row in rows("Personal data", 4)] == classes


def test_the_log_of_reading_says_what_it_notes_and_logs_go_nowhere_else():
    noted = next(row[1] for row in rows("Logs", 5) if row[0] == "the log of reading")
    handlers = settings.LOGGING["handlers"]

    assert set(ticked(noted)) == set(Outcome.values)
    assert {handler["class"] for handler in handlers.values()} == {"logging.StreamHandler"}


def test_roles_and_what_they_may_be_asked_are_listed():
    """The written rules of access are the table that the matrix walks, whole by another test."""
    assert "`tests/scope_matrix/`" in chapter("Who may do what")
    assert (BASE / "tests/scope_matrix/").exists()
