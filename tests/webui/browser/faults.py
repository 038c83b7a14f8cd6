"""What axe knows to be wrong with a page, and what is lost when it is shown at 320 pixels (a zoom of 400%)."""

from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = (1280, 320)
RUN = "options => axe.run(document, options).then(found => found.violations)"
LOST = """() => {
  const lost = [];
  const rolls = element => {
    for (let one = element; one && one !== document.body; one = one.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(one).overflowX)) return true;
    return false;
  };
  const hidden = ".visually-hidden, .visually-hidden-focusable, .visually-hidden *";
  const shown = "a, button, input, select, textarea, summary, label, h1, h2, p, td";
  for (const element of document.querySelectorAll(shown)) {
    if (element.matches(hidden) || !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || rolls(element)) continue;
    if (box.left < -1 || box.right > innerWidth + 1) lost.push(element.outerHTML.slice(0, 80));
  }
  return lost;
}"""


@cache
def axe_script() -> str:
    return Axe().axe_script


def axe_faults(page: Page) -> list[str]:
    """The violations of any impact; only these are sent back, the hundreds of passes stay in the browser."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    found = page.evaluate(RUN, STANDARDS)
    return [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}" for one in found]


def runs_sideways(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def shape_faults(page: Page) -> list[str]:
    """Nothing runs sideways, and at 320 pixels every word and control is on the screen or in a part that rolls."""
    faults = [f"runs sideways at {width}" for width in WIDTHS if runs_sideways(page, width)]
    return faults + [f"lost at 320: {one}" for one in page.evaluate(LOST)]  # 320 is the last of the widths


def faults_of(page: Page) -> list[str]:
    """In the shape and the colours that the page has now."""
    found, shape = axe_faults(page), page.viewport_size
    found += shape_faults(page)
    page.set_viewport_size(shape)
    return found


def faults_on_phone_and_desk(page: Page) -> list[str]:
    """Dark at the desk, then light on the phone: both shapes and both themes are seen, for one load of the page."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.emulate_media(color_scheme="dark")
    found = [f"dark: {one}" for one in axe_faults(page)] + shape_faults(page)
    page.emulate_media(color_scheme="light")
    return found + [f"light: {one}" for one in axe_faults(page)]
