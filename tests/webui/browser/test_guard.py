"""A form that came back with words about health, and the calendar address, in a real browser."""

import pytest

from tests.webui.addresses import CASE
from tests.webui.browser.faults import faults_of
from tests.webui.browser.shapes import SHAPES

pytestmark = pytest.mark.browser


@SHAPES
def test_words_about_health_are_marked_and_kept_only_after_a_tick(width: int, dark: bool, open_page):
    page = open_page("bram", at=f"{CASE}/gesprekken/nieuw", width=width, dark=dark)
    page.fill("#facts", "Ze vertelde over haar burn-out.")
    page.get_by_role("button", name="Bewaren").click()
    assert page.locator("#gezondheid mark").inner_text() == "burn-out"
    assert page.input_value("#facts") == "Ze vertelde over haar burn-out."
    assert faults_of(page) == []
    page.get_by_label("Toch bewaren").check()
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url("**/activiteiten")
    assert page.get_by_text("Ze vertelde over haar burn-out.").is_visible()


@SHAPES
def test_a_calendar_address_is_made_and_shown_once(width: int, dark: bool, open_page):
    page = open_page("anna", at="/agenda", width=width, dark=dark)
    page.get_by_role("button", name="Adres maken").click()
    assert page.get_by_label("Neem dit adres over").input_value().endswith(".ics")
    assert faults_of(page) == []
    page.goto("/agenda")
    assert page.get_by_label("Neem dit adres over").count() == 0
