"""The week of three people in a real browser: the coach decides, the employee applies, the employer downloads."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.webui.browser.faults import runs_sideways
from tests.webui.cast import NOTE, NUMBER, PASSWORD, PDF, REMARK, WISH

pytestmark = pytest.mark.browser
CASE = f"/dossiers/{NUMBER}"
HIDDEN = (NOTE, WISH, REMARK, "tillen", "omgaan met conflicten", "perioden van het etmaal", "overschreden", "4.13")
"""Items, levels, notes and reasons of limitations: never an employer's."""


def test_the_coach_signs_in_opens_a_person_and_shortlists(open_page, cast):
    page = open_page(None)
    page.get_by_label("E-mailadres").fill(cast.emails["bram"])
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("link", name="Anna Visser", exact=True).click()
    page.get_by_role("navigation", name="Onderdelen van dit dossier").get_by_role("link", name="Matches").click()
    row = page.get_by_role("article").filter(has_text="Planner thuiszorg")
    expect(row).to_contain_text("van het oude loon")
    row.get_by_role("button", name="Op shortlist").click()
    expect(page.get_by_role("status").filter(has_text="Staat op de shortlist")).to_be_visible()
    page.goto(f"{CASE}/shortlist")
    expect(page.get_by_role("region", name="Nieuw")).to_contain_text("Planner thuiszorg")


def test_the_coach_says_no_with_a_reason(open_page):
    page = open_page("bram", at=f"{CASE}/matches")
    row = page.get_by_role("article").filter(has_text="Bezorger met bestelbus")
    row.get_by_text("Niet geschikt", exact=True).click()
    row.get_by_label("Niet geschikt, omdat").select_option("TRAVEL_TIME")
    row.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status").filter(has_text="de reis te lang is")).to_be_visible()
    expect(page.get_by_role("article").filter(has_text="Bezorger met bestelbus")).to_have_count(0)


def test_the_match_list_listens_to_the_keyboard(open_page):
    page = open_page("bram", at=f"{CASE}/matches")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1).locator("[data-open]")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-row]").nth(0).locator("[data-open]")).to_be_focused()


def test_the_employee_logs_an_application_with_a_pdf_on_a_phone(open_page, tmp_path: Path):
    proof = tmp_path / "bevestiging.pdf"
    proof.write_bytes(PDF)
    page = open_page("anna", width=375)
    page.get_by_role("link", name="Ik heb gesolliciteerd").click()
    page.get_by_label("Functie").fill("Telefonist")
    page.get_by_label("Werkgever").fill("Gemeente Zeist")
    page.get_by_label("Bestand kiezen").set_input_files(proof)
    assert not runs_sideways(page, 375)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Telefonist")).to_be_visible()
    expect(page.get_by_role("region", name="Bewijs").get_by_role("strong")).to_have_text("bevestiging.pdf")
    assert not runs_sideways(page, 375)
    with page.expect_download() as download:
        page.get_by_role("link", name="Downloaden bevestiging.pdf").click()
    assert Path(download.value.path()).read_bytes() == PDF


def test_the_employer_downloads_the_bundle_and_meets_no_limitation(open_page, tmp_path: Path):
    coach = open_page("bram", at=f"{CASE}/export")
    coach.get_by_role("button", name="Eerst bekijken").click()
    coach.get_by_role("button", name="Maken en vrijgeven aan de werkgever").click()
    expect(coach.get_by_role("status")).to_contain_text("vrijgegeven")

    page = open_page("daan")
    with page.expect_download() as download:
        page.get_by_role("link", name="Dossier voor UWV downloaden").click()
    bundle = tmp_path / "bundel.zip"
    download.value.save_as(bundle)
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        text = " ".join(archive.read(name).decode("utf-8", "ignore") for name in names)
    assert {"manifest.json", "controleer.py", "logboek.jsonl"} <= set(names)
    assert [word for word in (NOTE, WISH, REMARK) if word in text] == []


DOWNLOADS = ("/pdf", "/docx")
SAME_FOR_ALL = "/hulp"
"""The help explains the words themselves, and says the same to everybody."""


def test_the_employer_walks_every_page_and_meets_no_limitation(open_page):
    page = open_page("daan")
    seen, met, waiting = set(), [], ["/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        page.goto(path)
        body = page.locator("body").inner_text()
        met += [(path, word) for word in HIDDEN if word.casefold() in body.casefold()]
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
        pages = [
            link for link in map(clean, links) if not link.endswith(DOWNLOADS) and not link.startswith(SAME_FOR_ALL)
        ]
        waiting += [link for link in pages if link not in seen and link not in waiting]
    assert met == []
    assert len(seen) >= 8


def clean(link: str) -> str:
    return re.sub(r"#.*", "", link)


def test_without_scripts_everything_still_works(open_page):
    page = open_page("anna", at=f"{CASE}/sollicitaties/nieuw", width=375, scripts=False)
    page.get_by_label("Functie").fill("Gastvrouw")
    page.get_by_label("Werkgever").fill("Museum De Hal")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Gastvrouw")).to_be_visible()


def test_the_reader_chooses_language_and_colours(open_page):
    page = open_page("bram")
    page.get_by_text("Bram de Wit").click()
    page.get_by_role("button", name="Donker").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_text("Bram de Wit").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
