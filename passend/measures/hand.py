"""A hand at a browser that counts what it does, and how long a person would take for the same."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

KEY_SECONDS = 0.28
POINT_SECONDS = 1.1 + 0.1
HOME_SECONDS = 0.4
THINK_SECONDS = 1.35
"""The keystroke-level model (Card, Moran and Newell 1980): one key of an average typist who is no typist, pointing and
pressing, the hand from keys to mouse, and making up one's mind."""


@dataclass
class Hand:
    """What was done so far on one page."""

    page: "Page"
    clicks: int = 0
    fields: int = 0
    keys: int = 0

    def click(self, target: "Locator") -> None:
        target.click()
        self.clicks += 1

    def fill(self, target: "Locator", text: str) -> None:
        target.fill(text)
        self.fields += 1
        self.keys += len(text)

    def choose_file(self, target: "Locator", name: str, content: bytes) -> None:
        target.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
        self.fields += 1

    def skip(self, target: "Locator") -> None:
        """A field that is filled in already, and that a person reads and leaves."""
        target.focus()
        self.fields += 1

    def person_seconds(self) -> float:
        """How long a person takes, without what the program takes."""
        by_mouse = self.clicks * (THINK_SECONDS + POINT_SECONDS + HOME_SECONDS)
        return round(by_mouse + self.fields * (THINK_SECONDS + KEY_SECONDS) + self.keys * KEY_SECONDS, 1)
