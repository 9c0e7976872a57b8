"""What is measured on an open page: what axe finds, what sticks out or lies over another, moves, prints."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOURS = ["color-contrast", "link-in-text-block"]  # all that a theme can change
WHOLE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
THEMED = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": COLOURS}}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NARROWER = {"width": 1200, "height": 900}  # the narrowest with two columns of cards
DOUBLED = {"width": 640, "height": 450}  # the desk at 200 %
LETTER = 16
axe = Axe()

# The outermost elements that reach over the right edge though nothing around them scrolls.
STICKING_OUT = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > edge + 1
    && !e.closest('.scroll'));
  return [String(document.documentElement.scrollWidth)].concat(
    out.slice(0, 3).map(e => e.tagName + '.' + e.className));
}"""
# Text that its box cuts off, with no way to scroll to it.
CUT_OFF = """() => [...document.querySelectorAll('main *, header *')].filter(e => {
  const style = getComputedStyle(e);
  return e.clientWidth > 1 && e.childElementCount === 0 && e.textContent.trim()
    && style.overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1;
}).slice(0, 3).map(e => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 30))"""
# Tables that reach over the edge of their card, onto what stands beside it.
OVERLYING = """() => [...document.querySelectorAll('main .card table')].filter(t => {
  const card = t.closest('.card'), scroll = t.closest('.scroll');
  return t.getBoundingClientRect().right > card.getBoundingClientRect().right + 1
    && !(scroll && getComputedStyle(scroll).overflowX !== 'visible');
}).slice(0, 3).map(t => t.closest('.card').textContent.trim().slice(0, 30))"""
MOVING = """() => [...document.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e), longest = text => Math.max(...text.split(',').map(parseFloat));
  return longest(style.transitionDuration) > 0.01
    || (style.animationName !== 'none' && longest(style.animationDuration) > 0.01);
}).slice(0, 3).map(e => e.tagName + '.' + e.className)"""
# On paper: no header, menu or button; no table in a box that would cut it.
UNPRINTABLE = """() => {
  const seen = e => e.getClientRects().length > 0;
  const gone = [...document.querySelectorAll('header.topbar, nav, button, .skip')].filter(seen);
  const boxed = [...document.querySelectorAll('table')].filter(seen).filter(t => {
    for (let e = t.parentElement; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.overflowX !== 'visible' || style.maxHeight !== 'none') return true;
    }
    return false;
  });
  const headless = [...document.querySelectorAll('table thead')].filter(seen).filter(
    h => getComputedStyle(h).display !== 'table-header-group');
  return [...gone, ...boxed, ...headless].slice(0, 3).map(e => e.tagName + '.' + e.className);
}"""


def faults(page: Page, options: dict[str, Any] = WHOLE) -> list[tuple[str, Any]]:
    """Give what axe finds, each with the first place where it is."""
    found = axe.run(page, options=options).response["violations"]
    return [(fault["id"], fault["nodes"][0]["target"]) for fault in found]


def _set_letters(page: Page, size: int) -> None:
    """Set the browser's own size of letters, as a reader does in its settings."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    session.detach()


def measured(page: Page) -> dict[str, list[Any]]:
    """Give all that is wrong with the page that is open, by what was looked at; empty where nothing is."""
    found = {"axe": faults(page)}
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found["axe, dark"] = faults(page, THEMED)
    found["moves though asked not to"] = page.evaluate(MOVING)
    page.emulate_media(media="print", color_scheme="light")
    found["print"] = page.evaluate(UNPRINTABLE)
    page.emulate_media(media="screen", reduced_motion="no-preference")
    for name, size in (("390 px", PHONE), ("200 % zoom", DOUBLED)):
        page.set_viewport_size(size)
        found[name] = page.evaluate(STICKING_OUT)
    for name, size in (("a desk of 1200 px", NARROWER), ("a desk", DESK)):
        page.set_viewport_size(size)
        found[name] = page.evaluate(OVERLYING)
    _set_letters(page, 2 * LETTER)
    found["200 % text"] = page.evaluate(STICKING_OUT) + page.evaluate(CUT_OFF)
    _set_letters(page, LETTER)
    return {name: faults_here for name, faults_here in found.items() if faults_here}
