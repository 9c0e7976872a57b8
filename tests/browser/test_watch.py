"""The watch itself: it would notice what must never happen."""

from tests.browser.conftest import Watch

FAULTY = """<!doctype html><title>x</title><img src="https://elsewhere.example/x.png">
<script>alert(1)</script><link rel="stylesheet" href="/missing.css">"""


def test_inline_script_another_host_and_a_missing_file_are_noticed(chromium):
    context = chromium.new_context(base_url="http://here.example")
    watch = Watch(context, "here.example")
    page = context.new_page()
    policy = {"content-security-policy": "script-src 'self'", "content-type": "text/html"}
    page.route("**/*", lambda route: route.fulfill(status=404))
    page.route("http://here.example/", lambda route: route.fulfill(body=FAULTY, headers=policy))

    page.goto("/", wait_until="load")
    context.close()

    assert {fault.split(":")[0] for fault in watch.faults} == {"another host", "answered 404", "console"}
