"""The coach reads a document in, confirms two points and sees them count, in a real browser without a fault."""

import pytest
from playwright.sync_api import expect

from tests.dossier.capability_reading.papers import TUNED
from tests.webui.browser.faults import faults_of
from tests.webui.browser.shapes import SHAPES
from tests.webui.cast import NUMBER

pytestmark = pytest.mark.browser
CASE = f"/dossiers/{NUMBER}"


@SHAPES
def test_a_document_is_read_confirmed_and_counts(width: int, dark: bool, open_page, tmp_path):
    file = tmp_path / "izp.docx"
    file.write_bytes(TUNED[2].content())
    page = open_page("bram", at=f"{CASE}/mogelijkheden", width=width, dark=dark)
    page.get_by_role("link", name="Lees een document in").click()
    page.get_by_label("Bestand kiezen").set_input_files(file)
    page.get_by_role("button", name="Lezen").click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    expect(page.locator("[name^=take-]:checked")).to_have_count(0)
    assert faults_of(page) == []
    page.get_by_label("Klopt: 5.3 overnemen").check()
    page.get_by_label("Klopt: 4.13 overnemen").check()
    page.get_by_role("button", name="Bewaren wat ik heb aangevinkt").click()
    expect(page.get_by_role("status")).to_contain_text("Het document is bewaard")
    expect(page.get_by_text("half uur achter elkaar")).to_be_visible()
    expect(page.get_by_text("niet 's nachts")).to_have_count(0)


@SHAPES
def test_an_own_judgement_is_given_with_its_reason(width: int, dark: bool, open_page):
    page = open_page("bram", at=f"{CASE}/vacatures/{'a2' * 8}", width=width, dark=dark)
    for summary in page.locator(".verdict summary").all():
        summary.click()
    assert faults_of(page) == []
    form = page.locator(".verdict form").nth(1)
    form.get_by_label("Uw oordeel").select_option("binnen")
    form.get_by_label("Reden").fill("De werkgever heeft een tilhulp laten zien.")
    form.get_by_role("button", name="Oordeel bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("Uw oordeel is bewaard")
    expect(page.locator(".judged")).to_contain_text("De werkgever heeft een tilhulp laten zien.")
