"""What every page, every source file and the production's settings must be like: the rows of SECURITY.md."""

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.models import Reading, Role, User
from accounts.signing_in.hashing import OneCoreArgon2
from config import reading
from config import settings as production
from tests.factories import AssignmentFactory

BASE = Path(__file__).resolve().parent.parent
ROOMS = ("communes", "accounts", "deployment", "reports", "config")
SOURCES = [
    path
    for room in ROOMS
    for path in sorted((BASE / room).rglob("*.py"))
    if "migrations" not in path.parts and not path.name.startswith("build_")
]
TEMPLATES = [p for p in sorted((BASE / "templates").rglob("*.html")) if "briefing" not in p.parts]  # (PDF)
SCRIPTS = sorted((BASE / "static").glob("*.js"))
TABLE = re.compile(r"^\| (V\d+\.\d+\.\d+) \| [^|]+ \| (.+) \|$", re.M)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
HOSTILE = "<script>alert(1)</script>"
PRODUCTION = {
    "SECRET_KEY": "k7wq2-Zr9_pV4mXc8-Tb3nLs6_Hy1dFg5-Aj0oEu-QiRtYwPx" * 2,
    "ALLOWED_HOSTS": "example.vn",
    "DATABASE_URL": "postgres://app@db.invalid/app",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}


def in_production(*words):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words], cwd=BASE, env=kept | PRODUCTION, capture_output=True, text=True, timeout=120
    )


def test_production_settings_pass_djangos_deploy_check():
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stderr) == (0, "")


def test_the_deploy_check_fails_where_production_would_not_start(monkeypatch):
    monkeypatch.setitem(PRODUCTION, "SECRET_KEY", "short")

    done = in_production("manage.py", "check", "--deploy")

    assert done.returncode == 1
    assert "config.E001" in done.stderr


def test_cookies_of_production():
    asked = (
        "from django.conf import settings as s; import json;"
        "print(json.dumps({n: getattr(s, n) for n in dir(s) if '_COOKIE_' in n}))"
    )
    cookies = json.loads(in_production("-c", asked).stdout)

    for kind in ("SESSION", "CSRF"):
        assert cookies[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert cookies[f"{kind}_COOKIE_SECURE"]
        assert cookies[f"{kind}_COOKIE_HTTPONLY"]
        assert cookies[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert cookies[f"{kind}_COOKIE_DOMAIN"] is None


def patterns(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern.callback
        else:
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def test_these_addresses_alone_open_without_a_sign_in():
    found = {name for name, view in patterns(get_resolver()) if not getattr(view, "login_required", True)}

    assert found == OPEN


OPEN = {
    "accounts:login", "account_login", "admin:login", "mfa_authenticate",  # the ways in
    "accounts:logout", "account_logout", "account_inactive", "accounts:theme", "set_language",
    "live", "ready",
}  # fmt: skip


@pytest.mark.django_db
def test_signing_out_clears_the_browser(client, editor):
    client.force_login(editor)

    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.django_db
def test_every_page_leads_out(client, editor):
    client.force_login(editor)

    assert 'action="/accounts/logout/"' in client.get("/officers/").content.decode()


@pytest.mark.django_db
def test_no_folder_is_listed_and_trace_is_refused(client, editor):
    client.force_login(editor)

    assert client.get("/static/").status_code == 404
    for path in ("/.git/config", "/static/../.git/config", "/static/%2e%2e/manage.py"):
        assert client.get(path).status_code == 404
    assert client.generic("TRACE", "/officers/").status_code == 405


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post("/officers/new/", {"full_name": "x"}).status_code == 403


@pytest.mark.django_db
def test_hostile_text_is_text_on_the_pages_that_show_it(client, editor):
    held = AssignmentFactory(officer__full_name=HOSTILE, decision_number=HOSTILE)
    client.force_login(editor)

    for url in (
        "/officers/",
        f"/officers/{held.officer_id}/",
        "/assignments/",
        "/communes/03162/",
        "/history/",
    ):
        page = client.get(url).content.decode()
        assert HOSTILE not in page
        assert "&lt;script&gt;alert(1)" in page


# --- signing in


@pytest.mark.django_db
def test_the_sign_in_page_helps_password_managers(client):
    page = client.get("/accounts/login/").content.decode()

    (field,) = re.findall(r"<input[^>]*type=\"password\"[^>]*>", page)
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page


@pytest.mark.django_db
def test_a_password_is_taken_as_it_is(client):
    long = "  Một câu Rất dài, có dấu và khoảng trắng ở hai đầu  " * 3
    User.objects.create_user("dai", password=long, role=Role.AUDITOR)

    for tried, opens in ((long[:72], False), (long.strip(), False), (long.lower(), False), (long, True)):
        answer = client.post("/accounts/login/", {"username": "dai", "password": tried})
        assert (answer.status_code == 302) is opens


@pytest.mark.django_db
def test_no_password_expires(client):
    User.objects.create_user(
        "lau", password="a-long-passphrase", role=Role.AUDITOR, date_joined="2001-01-01T00:00:00Z"
    )

    assert client.post("/accounts/login/", {"username": "lau", "password": "a-long-passphrase"}).url == "/"


def test_passwords_are_kept_by_argon2():
    assert production.PASSWORD_HASHERS == ["accounts.signing_in.hashing.OneCoreArgon2"]
    # OWASP's Password Storage Cheat Sheet: 46 MiB, one pass, one lane at the least
    assert OneCoreArgon2().encode("x", "saltsalt").startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")


# --- the log


@pytest.mark.django_db
def test_a_sign_in_is_logged_too(client, editor):
    client.post("/accounts/login/", {"username": "editor-11", "password": "a-long-passphrase"})

    assert list(Reading.objects.values_list("name", "outcome")) == [("editor-11", "signed_in")]


@pytest.mark.django_db
def test_a_reading_that_cannot_be_logged_is_not_given(client, editor, monkeypatch):
    held = AssignmentFactory()
    client.force_login(editor)
    client.raise_request_exception = False
    monkeypatch.setattr(reading, "ADD", "SELECT 1 / 0, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s")

    answer = client.get("/officers/")

    assert answer.status_code == 500
    assert held.officer.full_name not in answer.content.decode()


@pytest.mark.django_db
def test_an_address_sent_by_the_reader_is_not_believed(client, editor, settings):
    client.force_login(editor)
    for proxies in (0, 1):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        client.get("/officers/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"}, REMOTE_ADDR="10.0.0.1")

    assert list(Reading.objects.order_by("id").values_list("address", flat=True)) == ["10.0.0.1", "10.0.0.7"]


# --- the source


def calls():
    """Give every call of the source: file, name as written, node."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield path.relative_to(BASE).as_posix(), ast.unparse(node.func), node


def imports():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from ((path.relative_to(BASE).as_posix(), alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield path.relative_to(BASE).as_posix(), node.module or ""


def test_no_shell_is_called_and_nothing_is_evaluated():
    forbidden = {
        "eval",
        "exec",
        "compile",
        "os.system",
        "os.popen",
        "pickle.loads",
        "marshal.loads",
        "yaml.load",
    }
    shells = [path for path, _name, node in calls() for word in node.keywords if word.arg == "shell"]

    assert [(path, name) for path, name, _node in calls() if name in forbidden] == []
    assert shells == []


def test_the_server_calls_nobody():
    clients = (
        "requests",
        "httpx",
        "aiohttp",
        "urllib.request",
        "urllib3",
        "http.client",
        "smtplib",
        "ftplib",
    )

    assert [found for found in imports() if found[1].startswith(clients)] == []


def test_no_template_is_made_of_input():
    makers = {"Template", "engine.from_string", "engines.from_string", "Engine.from_string"}

    assert [(path, name) for path, name, _node in calls() if name in makers] == []


def test_no_weak_hash_is_used():
    weak = {"hashlib.md5", "hashlib.sha1", "md5", "sha1"}

    assert [(path, name) for path, name, _node in calls() if name in weak] == []
    assert [path.name for path in SOURCES if re.search(r"\b(md5|sha1)\(", path.read_text())] == []


def test_nothing_secret_is_drawn_from_random():
    drawn = {path for path, module in imports() if module == "random"}

    assert {path for path in drawn if "/demo/" not in path and "/forecasting/" not in path} == set()


def test_no_script_or_style_stands_in_a_page():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
    )

    assert [path.name for path in TEMPLATES if inline.search(path.read_text())] == []


def test_scripts_set_text_as_text():
    dangerous = re.compile(
        r"eval\(|new Function|document\.write|postMessage|localStorage|sessionStorage|__proto__"
    )

    assert [path.name for path in SCRIPTS if dangerous.search(path.read_text())] == []


# --- the table


def table():
    return TABLE.findall((BASE / "SECURITY.md").read_text())


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
    text = (BASE / "SECURITY.md").read_text()

    assert [chapter for chapter in CHAPTERS if f"\n### {chapter}\n" not in text] == []
    linked = re.findall(r"\]\(([\w/.-]+)\)", text)
    assert [path for path in linked if not (BASE / path).exists()] == []


def test_the_bill_of_materials_names_every_locked_package():
    spec = importlib.util.spec_from_file_location("sbom", BASE / "scripts" / "sbom.py")
    sbom = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sbom)

    assert (BASE / "docs" / "sbom.cdx.json").read_text() == sbom.bill(), "run `make sbom`"
