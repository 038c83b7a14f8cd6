"""A hand that has no mouse: everything is reached with Tab and done with Enter, Space and typing."""

from playwright.sync_api import Locator, expect

from passend.measures.hand import Hand

FAR = 150
"""More presses of Tab than any page of the program needs."""
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
        self.page.keyboard.press("Space" if target.evaluate(WITH_SPACE) else "Enter")
        self.clicks += 1

    def fill(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.insert_text(text)
        self.fields += 1

    def skip(self, target: Locator) -> None:
        self.reach(target)
        self.fields += 1
