"""The week of each role, act by act: on phone and desk, light and dark, with the keyboard alone and without scripts."""

import pytest
from playwright.sync_api import expect

from passend.measures.acts_of_the_week import EXPORT, PROMISES, open_triage, release_bundle
from passend.measures.hand import Hand
from tests.webui.browser.faults import faults_of
from tests.webui.browser.keyboard import Keyboard
from tests.webui.browser.shapes import SHAPES

pytestmark = pytest.mark.browser
NAMES = {"coach": "bram", "employee": "anna", "employer": "daan"}
ACTS = pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.name)
SAID = {
    "triage": "1 mensen",
    "gesprek": "Het gesprek is bewaard.",
    "besluit": "Staat op de shortlist",
    "delen": "1 vacature gedeeld",  # of three; of the other two it is known what was decided
    "sollicitatie": "Telefonist",
    "bewijzen": "0 van",
    "rapport": "Voortgangsrapportage",
    "bundel": "De bundel is gemaakt en vrijgegeven",
    "bewijs voor UWV": "2026-0001_employer",
}


def prepare(promise, open_page) -> None:
    """The employer takes what the coach released."""
    if promise.role == "employer":
        release_bundle(Hand(open_page("bram", at=EXPORT)))


def is_looked_over(width: int, dark: bool) -> bool:
    """What an act ends with, dark on the phone and light at the desk: test_accessibility has the other two."""
    return dark == (width == 375)


@SHAPES
@ACTS
def test_each_act_is_done(promise, width: int, dark: bool, open_page):
    prepare(promise, open_page)
    page = open_page(NAMES[promise.role], at=promise.start, width=width, dark=dark)
    assert promise.act(Hand(page)).startswith(SAID[promise.name])
    if is_looked_over(width, dark):
        assert faults_of(page) == []


@ACTS
def test_each_act_is_done_with_the_keyboard_alone(promise, open_page):
    prepare(promise, open_page)
    page = open_page(NAMES[promise.role], at=promise.start)
    assert promise.act(Keyboard(page)).startswith(SAID[promise.name])


@pytest.mark.parametrize(
    "promise", [one for one in PROMISES if one.act is not open_triage], ids=lambda promise: promise.name
)
def test_each_act_is_done_without_scripts_at_four_times_the_size(promise, open_page):
    prepare(promise, open_page)
    page = open_page(NAMES[promise.role], at=promise.start, width=320, scripts=False)
    assert promise.act(Hand(page)).startswith(SAID[promise.name])


@SHAPES
def test_the_administrator_makes_an_account(width: int, dark: bool, open_page):
    page = open_page("admin", width=width, dark=dark)
    make_account(Hand(page))
    if is_looked_over(width, dark):
        assert faults_of(page) == []


def test_the_administrator_makes_an_account_with_the_keyboard_alone(open_page):
    make_account(Keyboard(open_page("admin")))


def make_account(hand) -> None:
    page = hand.page
    page.goto("/beheer/accounts/nieuw")
    hand.fill(page.locator("#name"), "Nieuwe Coach")
    hand.fill(page.locator("#email"), "nieuw@passend.example")
    page.locator("#role").select_option("coach")
    page.locator("#organisation").select_option(label="Bureau Vooruit")
    hand.click(page.locator("main form").get_by_role("button").last)
    expect(page.get_by_text("nieuw@passend.example").first).to_be_visible()
