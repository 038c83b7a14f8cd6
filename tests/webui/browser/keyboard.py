"""A hand that has no mouse: everything is reached with Tab and done with Enter, Space and typing."""

from contextlib import suppress

from playwright.sync_api import Locator, TimeoutError, expect  # noqa: A004 - the name in that library

from passend.measures.hand import Hand

FAR = 150
"""More presses of Tab than any page of the program needs."""
LONGEST_MS = 2_000
"""How long a page that was asked for with Enter may take to come: the mouse of the browser waits by itself."""
FOCUSED = "element => element === document.activeElement"
WITH_SPACE = "element => element.matches('input[type=checkbox], input[type=radio]')"


class Keyboard(Hand):
    """As the hand of the measures, without a pointer."""

    def reach(self, target: Locator) -> None:
        expect(target).to_be_visible()
        for _ in range(FAR):
            if target.evaluate(FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"niet te bereiken met Tab: {target}")

    def click(self, target: Locator) -> None:
        self.reach(target)
        self.clicks += 1
        if target.evaluate(WITH_SPACE):
            self.page.keyboard.press("Space")
            return
        self.page.evaluate("document.documentElement.dataset.old = '1'")
        self.page.keyboard.press("Enter")
        with suppress(TimeoutError):  # not every button opens a page
            self.page.locator("html:not([data-old])").wait_for(state="attached", timeout=LONGEST_MS)
        self.page.wait_for_load_state()

    def fill(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.insert_text(text)
        self.fields += 1

    def skip(self, target: Locator) -> None:
        self.reach(target)
        self.fields += 1
