"""Windows that are kept from test to test: a new one costs a second of processor time, a page in it a quarter."""

from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE_MS = 10_000
"""A page that is not there by then is a failure, with half a minute left for who else waits for this core."""


class Windows:
    """Each has cookies of its own, and belongs to one address."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.kept: dict[tuple[int, bool], BrowserContext] = {}
        self.pages: list[Page] = []

    def open(self, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> Page:
        """A new page, in a window that no other page of this test is in."""
        window = self.window(len(self.pages), scripts=scripts)
        page = window.new_page()
        self.pages.append(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if dark else "light")
        return page

    def window(self, place: int, *, scripts: bool) -> BrowserContext:
        if (place, scripts) not in self.kept:
            opened = self.browser.new_context(
                base_url=self.address, locale="nl-NL", java_script_enabled=scripts, accept_downloads=True
            )
            opened.set_default_timeout(PATIENCE_MS)
            self.kept[place, scripts] = opened
        return self.kept[place, scripts]

    def clear(self) -> None:
        """Pages go before their cookies, so that no answer on its way brings one back."""
        for page in self.pages:
            page.close()
            page.context.clear_cookies()
        self.pages.clear()

    def close(self) -> None:
        for window in self.kept.values():
            window.close()
