"""Windows that are kept from test to test, each with its one page: a new one costs a second of processor time."""

from playwright.sync_api import Browser, Page

PATIENCE_MS = 10_000
"""A page that is not there by then is a failure, with half a minute left for who else waits for this core."""
NOWHERE = "/static/icon.svg"
"""Of the same site, or the next page would have a renderer of its own again; and without a script."""


class Windows:
    """Each has cookies of its own, and belongs to one address."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.kept: dict[tuple[int, bool], Page] = {}
        self.opened: list[Page] = []

    def open(self, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> Page:
        """The page of a window that no other page of this test is in."""
        page = self.page(len(self.opened), scripts=scripts)
        self.opened.append(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if dark else "light")
        return page

    def page(self, place: int, *, scripts: bool) -> Page:
        if (place, scripts) not in self.kept:
            window = self.browser.new_context(
                base_url=self.address, locale="nl-NL", java_script_enabled=scripts, accept_downloads=True
            )
            window.set_default_timeout(PATIENCE_MS)
            self.kept[place, scripts] = window.new_page()
        return self.kept[place, scripts]

    def clear(self) -> None:
        """Pages go before their cookies, so that no answer on its way brings one back."""
        for page in self.opened:
            page.goto(NOWHERE)
            page.context.clear_cookies()
        self.opened.clear()

    def close(self) -> None:
        for page in self.kept.values():
            page.context.close()
