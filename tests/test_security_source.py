"""What every source file, template and script must be like: rows of SECURITY.md."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

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


@cache
def nodes():
    """Give every node of the source with its file."""
    return [
        (path.relative_to(BASE).as_posix(), node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
    ]


@cache
def calls():
    """Give every call of the source: file, name as written, node."""
    return [(path, ast.unparse(node.func), node) for path, node in nodes() if isinstance(node, ast.Call)]


def imports():
    """Give every import of the source: file, module, name or "" for the module itself."""
    for path, node in nodes():
        if isinstance(node, ast.Import):
            yield from ((path, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((path, node.module or "", alias.name) for alias in node.names)


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
    unsafe = {"pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle"}
    assert [found for found in imports() if found[1].partition(".")[0] in unsafe] == []


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
    drawn = {path for path, module, name in imports() if module == "random"}

    assert {path for path in drawn if "/demo/" not in path and "/forecasting/" not in path} == set()


def test_no_script_or_style_stands_in_a_page():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
    )

    assert [path.name for path in TEMPLATES if inline.search(path.read_text())] == []


def test_scripts_set_text_as_text():
    dangerous = re.compile(
        r"eval\(|new Function|document\.write|outerHTML|insertAdjacentHTML|createContextualFragment|srcdoc"
        r"|postMessage|\"message\"|localStorage|sessionStorage|indexedDB|document\.cookie|__proto__|prototype"
    )

    assert [path.name for path in SCRIPTS if dangerous.search(path.read_text())] == []
    # Lists of the server's own making (test_hostile_text_is_text_in_what_scripts_put_into_a_page).
    markup = [
        line.strip() for path in SCRIPTS for line in path.read_text().splitlines() if "innerHTML" in line
    ]
    assert len(markup) == len([line for line in markup if line.endswith("innerHTML = await answer.text();")])


def test_no_old_technology_is_used():
    old = re.compile(r"<(object|embed|applet|frame|frameset|iframe)\b", re.I)

    assert [path.name for path in TEMPLATES if old.search(path.read_text())] == []


PATTERNS = {"re.compile", "re.search", "re.match", "re.fullmatch", "re.sub", "re.split"}
QUOTING = ("config/keeping/manifest.py", "config/keeping/restoring.py")  # psycopg.sql, which quotes


def texts_that_are_patterns_or_formats():
    for path, name, node in calls():
        if name in PATTERNS:
            yield path, node.args[0]
        elif name.endswith(".format") and path not in QUOTING:
            yield path, node.func.value
        for word in node.keywords:
            if (word.arg or "").endswith(("__regex", "__iregex")):
                yield path, word.value


def test_patterns_and_formats_are_ours():
    """Regular expressions and format strings stand in the source; no text from outside becomes one."""
    made = [
        (path, ast.unparse(text))
        for path, text in texts_that_are_patterns_or_formats()
        if not is_constant(text)
    ]

    assert made == []


def is_constant(node):
    """A literal, a constant by its name in capitals, or what is made of those alone."""
    if isinstance(node, ast.JoinedStr):
        return all(is_constant(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
    if isinstance(node, ast.Subscript):
        return is_constant(node.value)
    if isinstance(node, ast.Call):
        return "re.escape" in ast.unparse(node)
    if isinstance(node, ast.BinOp):
        return is_constant(node.left) and is_constant(node.right)
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return isinstance(node, ast.Constant) or name.isupper()


def test_cryptography_is_that_of_known_libraries():
    """No mode, padding or cipher is chosen here but Fernet and AES-GCM; nothing of our own making."""
    used = {(module, name) for _path, module, name in imports() if module.startswith("cryptography")}

    assert used == {
        ("cryptography.fernet", "Fernet"),
        ("cryptography.fernet", "MultiFernet"),
        ("cryptography.fernet", "InvalidToken"),
        ("cryptography.exceptions", "InvalidTag"),
        ("cryptography.hazmat.primitives.ciphers.aead", "AESGCM"),
        ("cryptography.hazmat.primitives.hashes", "SHA256"),
        ("cryptography.hazmat.primitives.kdf.hkdf", "HKDF"),
    }
    others = {"Crypto", "Cryptodome", "nacl", "OpenSSL", "ssl", "jwt", "jose"}
    assert [found for found in imports() if found[1].partition(".")[0] in others] == []


def test_what_only_tests_need_is_not_used_by_the_program():
    development = re.findall(r"^([\w-]+)", (BASE / "requirements/dev.in").read_text(), re.M)
    modules = {name.replace("-", "_").lower() for name in development} | {"tests", "factory"}

    assert [found for found in imports() if found[1].partition(".")[0].lower() in modules] == []


def test_every_package_is_locked_by_its_hash():
    for lock in ("base.txt", "dev.txt"):
        text = (BASE / "requirements" / lock).read_text().replace("\\\n", " ")
        locked = [line for line in text.splitlines() if re.match(r"\S+==", line)]

        assert len(locked) > 20
        assert [line for line in locked if "--hash=sha256:" not in line] == []
        assert "://" not in re.sub(r"#.*", "", text)  # from the configured index alone


def test_no_secret_stands_in_the_repository():
    words = ["git", "grep", "-nIE", r"BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{30}"]
    done = subprocess.run([*words, "--", ":!tests"], cwd=BASE, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
