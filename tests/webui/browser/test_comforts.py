"""What scripts add: dragging, live search, upload progress, a warning before work is lost; and the keys of the list."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.webui.browser.faults import faults_of
from tests.webui.browser.shapes import SHAPES
from tests.webui.cast import NUMBER, PDF

pytestmark = pytest.mark.browser
CASE = f"/dossiers/{NUMBER}"


def test_a_card_is_dragged_to_another_column(open_page):
    page = open_page("bram", at=f"{CASE}/shortlist")
    card = page.get_by_role("article").filter(has_text="Administratief medewerker")
    card.drag_to(page.get_by_role("region", name="Bekijken"))
    expect(page.get_by_role("status").first).to_contain_text("Bekijken")
    expect(page.get_by_role("region", name="Bekijken")).to_contain_text("Administratief medewerker")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_card_is_moved_without_a_mouse(scripts: bool, open_page):
    page = open_page("anna", at=f"{CASE}/shortlist", width=375, scripts=scripts)
    card = page.get_by_role("article").filter(has_text="Administratief medewerker")
    choice = card.get_by_label("Verplaats Administratief medewerker naar")
    if scripts:
        choice.focus()
        page.keyboard.type("Gesp")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    else:
        choice.select_option("gesprek")
        card.get_by_role("button").click()
    expect(page.get_by_role("region", name="Gesprek")).to_contain_text("Administratief medewerker")


@SHAPES
def test_the_list_follows_what_is_typed(width: int, dark: bool, open_page):
    page = open_page("bram", at=f"{CASE}/matches", width=width, dark=dark)
    page.get_by_label("Zoek in titel, werkgever en plaats").press_sequentially("planner")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article")).to_contain_text("Planner thuiszorg")
    expect(page.get_by_label("Zoek in titel, werkgever en plaats")).to_be_focused()
    assert "zoek=planner" in page.url
    assert faults_of(page) == []
    page.get_by_label("Zoek in titel, werkgever en plaats").press_sequentially("zzz")
    expect(page.get_by_text("Geen enkele vacature past")).to_be_visible()


def test_the_keys_of_the_list_open_shortlist_and_refuse(open_page):
    page = open_page("bram", at=f"{CASE}/matches")
    page.get_by_label("Zoek in titel, werkgever en plaats").fill("planner")
    expect(page.get_by_role("article")).to_have_count(1)  # the keys know the rows that live search brought
    page.get_by_label("Zoek in titel, werkgever en plaats").blur()
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.get_by_role("status").first).to_contain_text("Staat op de shortlist")
    page.goto(f"{CASE}/matches")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("details.decision[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("details.decision[open]")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vacatures/**")


def test_a_large_file_shows_how_far_it_is(open_page, tmp_path: Path):
    file = tmp_path / "groot.pdf"
    file.write_bytes(PDF + b"%" * 400_000)
    page = open_page("anna", at=f"{CASE}/sollicitaties/2", width=375)
    page.get_by_label("Bestand kiezen").set_input_files(file)
    page.evaluate(
        "new MutationObserver(() => { if (document.querySelector('progress')) window.name = 'seen'; })"
        ".observe(document.body, { childList: true, subtree: true })"
    )
    page.locator("form.upload button").click()
    expect(page.get_by_role("region", name="Bewijs").get_by_role("strong").last).to_have_text("groot.pdf")
    assert page.evaluate("window.name") == "seen"
    assert page.url.endswith("/sollicitaties/2")


def test_nobody_leaves_a_form_with_unsaved_work_unasked(open_page):
    page = open_page("bram", at=f"{CASE}/gesprekken/nieuw")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Passend").click()
    page.go_back()
    page.locator("#facts").fill("Wij spraken over de week.")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Passend").click(no_wait_after=True)
    assert asked == ["beforeunload"]
    assert page.locator("#facts").input_value() == "Wij spraken over de week."
