"""A person without a mouse: Tab, Enter, Space and letters alone; where the focus is must be seen."""

from playwright.sync_api import Locator, Page

MOST = 250
IS_FOCUSED = "e => e === document.activeElement"
SEARCHES = "e => Boolean(e.closest('[data-search]'))"
# What a sighted person sees of the focus: an outline, not hidden behind anything, on the screen.
IS_SEEN = """e => {
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
  const labels = [...(e.labels || [])];
  const free = top && (e.contains(top) || top.contains(e) || labels.some(l => l.contains(top)));
  return Boolean(outlined && free && box.bottom > 0 && box.top < innerHeight);
}"""


class Keys:
    """The keyboard of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, path: str) -> "Keys":
        """Open a page and skip its head by the link that is there for this."""
        self.page.goto(path)
        return self.skip()

    def skip(self) -> "Keys":
        """Press the skip link, the first thing on every page; the focus is in the content then."""
        self.page.keyboard.press("Tab")
        link = self.page.get_by_role("link", name="Đến nội dung chính")
        assert link.evaluate(IS_FOCUSED), "the skip link is not the first stop"
        assert link.evaluate(IS_SEEN), "the skip link is not seen when focused"
        self.press("Enter")
        return self

    def reach(self, target: Locator) -> "Keys":
        """Press Tab until `target` has the focus, and see that it is seen."""
        for _stop in range(MOST):
            self.page.keyboard.press("Tab")
            if target.evaluate(IS_FOCUSED):
                assert self._seen(target), f"the focus is not seen on {target}"
                return self
        raise AssertionError(f"Tab does not reach {target}")

    def _seen(self, target: Locator) -> bool:
        """Tell whether the focus is seen, once the page has come to rest (styles move, offers arrive)."""
        for _moment in range(20):
            if target.evaluate(IS_SEEN):
                return True
            self.page.wait_for_timeout(100)
        return False

    def fill(self, label: str, text: str) -> "Keys":
        """Type into a field of the content; where it searches, read what it offers before going on."""
        field = self.page.locator("main").get_by_label(label, exact=False).first
        self.reach(field).press("Control+A")
        if not field.evaluate(SEARCHES):
            self.page.keyboard.type(text)
            return self
        with self.page.expect_response(lambda answer: "/find/" in answer.url):
            self.page.keyboard.type(text)
        return self

    def tick(self, name: str) -> "Keys":
        self.reach(self.page.get_by_role("checkbox", name=name))
        return self.press("Space")

    def follow(self, name: str, *, exact: bool = False) -> "Keys":
        """Reach a link, press it, and skip to the content of the page that it leads to."""
        self.reach(self.page.locator("main").get_by_role("link", name=name, exact=exact).first)
        with self.page.expect_navigation():
            self.press("Enter")
        return self.skip()

    def send(self, button: str) -> "Keys":
        """Reach a button and press it; the answer is a page."""
        self.reach(self.page.get_by_role("button", name=button, exact=True))
        with self.page.expect_navigation():
            self.press("Enter")
        return self

    def press(self, key: str) -> "Keys":
        self.page.keyboard.press(key)
        return self

    def told(self, text: str) -> None:
        """See that the page says what was done."""
        self.page.get_by_role("status").get_by_text(text).first.wait_for()
