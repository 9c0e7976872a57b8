"""The field of the header: led to by a key, worked by the keyboard alone, a page without script."""

from tests.factories import OfficerFactory


def test_a_slash_leads_to_the_field_and_the_arrows_to_what_fits(signed_in, ministry):
    officer = OfficerFactory(full_name="Lò Văn Ún")
    page = signed_in(ministry)

    page.goto("/officers/")
    page.keyboard.press("/")
    page.keyboard.type("lo van un")
    page.get_by_role("option", name="Lò Văn Ún").wait_for()
    page.keyboard.press("ArrowDown")
    field = page.get_by_role("combobox", name="Tìm xã, cán bộ, báo cáo")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/officers/{officer.pk}/")


def test_escape_closes_what_is_offered_and_a_slash_in_a_field_stays_a_slash(signed_in, ministry):
    page = signed_in(ministry)

    page.goto("/communes/03162/")
    page.keyboard.press("Control+k")
    page.get_by_role("option", name="Xã Nậm Kè").wait_for()  # seen a moment ago
    page.keyboard.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    page.goto("/officers/")
    page.get_by_label("Họ tên, số hiệu hoặc nơi công tác").first.press_sequentially("a/b")

    assert page.get_by_label("Họ tên, số hiệu hoặc nơi công tác").first.input_value() == "a/b"


def test_without_script_the_field_leads_to_a_page(chromium, context, site, signed_in, ministry):
    signed_in(ministry)
    plain = chromium.new_context(java_script_enabled=False, base_url=site)
    plain.add_cookies(context.cookies())
    page = plain.new_page()

    page.goto("/officers/")
    page.get_by_label("Tìm xã, cán bộ, báo cáo").fill("nam ke")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Xã Nậm Kè").click()
    page.get_by_role("heading", level=1, name="Xã Nậm Kè").wait_for()
    page.locator("summary", has_text="Tra cứu").click()
    page.get_by_role("link", name="Quy định", exact=True).click()

    assert page.url.split("?")[0].endswith("/rules/")
    plain.close()
