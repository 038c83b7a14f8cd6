"""Sharing in three clicks, and long work that is followed with and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dossier.model.task import Outcome
from dossier.storage.database import Database
from dossier.storage.tasks import end_task
from tests.webui.cast import NOW, NUMBER

pytestmark = pytest.mark.browser
MATCHES = f"/dossiers/{NUMBER}/matches"
URL = "https://werk.example/vacature/1"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_ticked_vacancies_are_shared_and_taken_back(scripts: bool, open_page):
    page = open_page("bram", at=MATCHES, scripts=scripts)
    boxes = page.get_by_role("checkbox", name="Kies om te delen")
    boxes.first.check()
    boxes.last.check()
    if scripts:
        expect(page.get_by_role("button", name="Delen (2)")).to_be_visible()
    page.get_by_role("button", name="Met een woord erbij").click()
    expect(page.get_by_role("checkbox", name="Anna Visser")).to_be_checked()
    page.get_by_role("button", name="Delen", exact=True).click()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("status").filter(has_text="teruggenomen")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_pasted_address_is_followed_on_a_phone(scripts: bool, open_page, tmp_path: Path):
    page = open_page("anna", width=375, scripts=scripts)
    page.get_by_role("link", name="Zelf een vacature toevoegen").click()
    page.get_by_label("Adres van de vacature").fill(URL)
    page.get_by_role("button", name="Ophalen en wegen").click()
    expect(page.get_by_text("Dit begint zo.")).to_be_visible()
    database = Database(f"sqlite:///{tmp_path / 'data' / 'passend.sqlite'}")
    with database.session() as session:
        result = {"vacancy": "a1" * 8, "title": "Medewerker klantenservice", "rank": 1}
        end_task(session, 1, Outcome.DONE, now=NOW, result=result)
    database.close()
    if not scripts:
        page.get_by_role("link", name="Kijk hoe ver het is").click()
    page.get_by_role("link", name="Bekijk de vacature").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("klantenservice")
