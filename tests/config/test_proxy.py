"""The proxy's file as nginx reads it, and the site through it: real TLS, real headers."""

import re
import shutil
import socket
import ssl
import subprocess
from pathlib import Path

import pytest
import requests

from accounts.models import Reading
from tests.config.test_starting import answers, start  # noqa: F401  (the fixture that starts gunicorn)
from tests.machines import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (NGINX and shutil.which("openssl")), reason="no nginx or openssl here"),
]
HEADED = ("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
SCRIPT = re.compile(r'<script src="([^"]+)"')
AROUND = """
daemon off; pid {place}/pid; error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log {place}/access.log;
  client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
  include {place}/site.conf;
}}
"""


class Proxy:
    """nginx over the file of `deploy/`, on ports of its own and with a certificate of its own."""

    def __init__(self, place, behind):
        self.place, self.plain, self.port = place, free_port(), free_port()
        self.base, self.trusted = f"https://localhost:{self.port}", str(place / "site.crt")
        words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
        words += ["-addext", "subjectAltName=DNS:localhost", "-keyout", f"{place}/site.key"]
        subprocess.run([*words, "-out", self.trusted], check=True, capture_output=True)
        shipped = (ROOT / "deploy/nginx.conf").read_text()
        for theirs, ours in {
            "cax.example.gov.vn": "localhost", "127.0.0.1:8000": f"127.0.0.1:{behind}",
            "listen 80;": f"listen 127.0.0.1:{self.plain};", "listen 443 ": f"listen 127.0.0.1:{self.port} ",
            "/etc/ssl/cong-an-xa.crt": self.trusted, "/etc/ssl/private/cong-an-xa.key": f"{place}/site.key",
        }.items():  # fmt: skip
            assert theirs in shipped
            shipped = shipped.replace(theirs, ours)
        (place / "site.conf").write_text(shipped)
        (place / "nginx.conf").write_text(AROUND.format(place=place))

    def words(self, *more):
        return [NGINX, "-p", str(self.place), "-c", str(self.place / "nginx.conf"), *more]

    def serve(self):
        self.process = subprocess.Popen(self.words(), stderr=subprocess.DEVNULL)
        wait_for(self.answers, 20)
        return self

    def answers(self):
        try:
            return bool(ssl.get_server_certificate(("127.0.0.1", self.port)))
        except OSError:
            return False


@pytest.fixture
def alone(tmp_path):
    """nginx with nobody behind it: what it refuses by itself."""
    proxy = Proxy(tmp_path, free_port()).serve()
    yield proxy
    proxy.process.terminate()
    proxy.process.wait(20)


@pytest.fixture
def proxy(start, tmp_path):  # noqa: F811
    _process, port = start()
    assert answers(port) == 200
    proxy = Proxy(tmp_path, port).serve()
    yield proxy
    proxy.process.terminate()
    proxy.process.wait(20)


def test_nginx_understands_it_without_a_warning(tmp_path):
    done = subprocess.run(Proxy(tmp_path, 1).words("-t"), capture_output=True, text=True, check=False)

    about_it = [line for line in done.stderr.splitlines() if "site.conf" in line]
    assert (done.returncode, about_it) == (0, []), done.stderr


def test_the_site_is_reached_through_it_alone_as_it_should_be(proxy):
    browser = requests.Session()
    browser.verify, browser.trust_env = proxy.trusted, False
    plain = browser.get(f"http://localhost:{proxy.plain}/officers/", allow_redirects=False)
    page = browser.get(f"{proxy.base}/officers/")
    form = {"username": "nobody", "password": "x", "csrfmiddlewaretoken": hidden(page.text)}
    sent_from = {"Referer": page.url, "Origin": proxy.base}  # a port of one's own among them
    refused = browser.post(page.url, form, headers=sent_from | {"X-Forwarded-For": "203.0.113.9"})
    elsewhere = browser.post(page.url, form, headers={"Origin": "https://localhost"})
    other_host = browser.get(f"{proxy.base}/accounts/login/", headers={"Host": "evil.example"})
    script = browser.get(proxy.base + SCRIPT.search(page.text)[1])
    large = browser.post(page.url, b"x" * (26 << 20), headers={"Referer": page.url})

    assert (plain.status_code, plain.headers["Location"]) == (308, "https://localhost/officers/")
    assert (page.status_code, "/accounts/login/" in page.url) == (200, True)
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert len(page.headers["X-Request-ID"]) == 32
    assert {cookie.name for cookie in browser.cookies if cookie.secure} == {"__Host-csrftoken"}
    assert (refused.status_code, large.status_code) == (200, 413)
    assert (elsewhere.status_code, other_host.status_code) == (403, 400)
    for answer in (page, script, refused, elsewhere):
        assert {name: answer.raw.headers.getlist(name) for name in HEADED if name in answer.headers} == {
            name: [answer.headers[name]] for name in HEADED
        }
    assert set(Reading.objects.values_list("address", flat=True)) == {"127.0.0.1"}


def hidden(page):
    return page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_what_the_proxy_answers_itself_is_headed_too(alone):
    browser = requests.Session()
    browser.verify, browser.trust_env = alone.trusted, False
    nobody = browser.get(f"{alone.base}/officers/")
    large = browser.post(f"{alone.base}/officers/", b"x" * (26 << 20))

    assert (nobody.status_code, large.status_code) == (502, 413)
    for answer in (nobody, large):
        assert [name for name in HEADED if name not in answer.headers] == []
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_no_log_of_visits_keeps_what_was_searched_for(alone):
    for base in (f"http://localhost:{alone.plain}", alone.base):
        requests.get(f"{base}/search/?q=Lo", allow_redirects=False, verify=alone.trusted, timeout=20)

    assert (alone.place / "access.log").read_text() == ""


def test_programs_are_not_led_on(alone):
    plain = f"http://localhost:{alone.plain}"
    page, called = (
        requests.get(f"{plain}{path}", allow_redirects=False, timeout=20)
        for path in ("/officers/", "/api/v1/officers")
    )

    assert (page.status_code, called.status_code) == (308, 403)
    assert "Location" not in called.headers


def test_weak_ciphers_are_refused(alone):
    agreed = {}
    for cipher in ("AES128-SHA", "ECDHE-RSA-AES128-SHA256", "ECDHE-RSA-AES256-GCM-SHA384"):
        words = ["openssl", "s_client", "-connect", f"127.0.0.1:{alone.port}", "-tls1_2", "-cipher", cipher]
        done = subprocess.run(words, input=b"", capture_output=True, check=False)
        agreed[cipher] = done.returncode == 0 and b"Cipher is (NONE)" not in done.stdout

    assert agreed == {
        "AES128-SHA": False,
        "ECDHE-RSA-AES128-SHA256": False,
        "ECDHE-RSA-AES256-GCM-SHA384": True,
    }


def asked_in_bytes(proxy, text):
    """Send bytes as they stand over TLS; give the first line of the answer."""
    context = ssl.create_default_context(cafile=proxy.trusted)
    with (
        socket.create_connection(("127.0.0.1", proxy.port), 20) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as line,
    ):
        line.sendall(text)
        return line.recv(200).split(b"\r\n")[0]


def test_two_lengths_of_one_message_are_refused(alone):
    head = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n"
    both = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    two = b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"

    for lengths in (both, two):
        assert asked_in_bytes(alone, head + lengths).split()[1] == b"400"


def test_old_protocols_are_refused(alone):
    offered = {}
    for version in ("-tls1_1", "-tls1_2", "-tls1_3"):
        words = ["openssl", "s_client", "-connect", f"127.0.0.1:{alone.port}", version]
        words += ["-cipher", "ALL@SECLEVEL=0"]  # the asking side would refuse the old one itself
        done = subprocess.run(words, input=b"", capture_output=True, check=False)
        offered[version] = b"Cipher is (NONE)" not in done.stdout and done.returncode == 0

    assert offered == {"-tls1_1": False, "-tls1_2": True, "-tls1_3": True}
    words = ["openssl", "s_client", "-connect", f"127.0.0.1:{alone.port}"]
    assert b"TLSv1.3" in subprocess.run(words, input=b"", capture_output=True, check=False).stdout
