"""Keeping and erasing on the pages: one asks, the administrator does it, and the person takes everything along."""

import json
import zipfile
from io import BytesIO

from dossier.evidence.verify import verify_path
from tests.webui.cast import NOTE, NUMBER, REMARK, WISH

PAGE = f"/dossiers/{NUMBER}/bewaren"
REQUEST = "verzoek van de werknemer (AVG artikel 17)"
ADMIN = "/beheer/bewaren"


def test_the_employee_downloads_everything_and_who_looked(anna, bram):
    bram.get(f"/dossiers/{NUMBER}/loon")
    answer = anna.post(f"/dossiers/{NUMBER}/kopie")
    assert answer.status_code == 200
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        data = json.loads(archive.read("gegevens.json"))
        text = archive.read("gegevens.json").decode()
    assert [word for word in (NOTE, WISH, REMARK) if word not in text] == []
    assert "loon" in {look["part"] for look in data["looks"]}


def test_asked_by_the_employee_and_done_by_the_administrator(anna, visit, web_settings):
    admin = visit("admin")
    assert anna.post(f"{PAGE}/wissen", {"ground": REQUEST}).status_code == 302
    page = admin.get(ADMIN).text
    assert NUMBER in page
    assert "Visser" not in page
    refused = admin.post(f"{ADMIN}/1/wissen", {"number": "2099-1"})
    assert (refused.status_code, 'value="2099-1" aria-invalid="true"' in refused.text) == (422, True)
    assert "niet dat van het dossier" in refused.text
    assert anna.get(PAGE).status_code == 200
    assert admin.post(f"{ADMIN}/1/wissen", {"number": NUMBER}).status_code == 302
    assert "is gewist" in admin.get(ADMIN).text
    assert anna.get(PAGE).status_code == 302
    report = verify_path(web_settings.data_dir / "passend.sqlite")
    assert (report.ok, report.faults) == (True, [])


def test_a_hold_of_the_coach_stops_the_administrator(anna, bram, visit):
    admin = visit("admin")
    anna.post(f"{PAGE}/wissen", {"ground": REQUEST})
    assert bram.post(f"{PAGE}/blokkeren", {"ground": "bezwaar of beroep", "until": "2027-03-01"}).status_code == 302
    refused = admin.post(f"{ADMIN}/1/wissen", {"number": NUMBER}).text
    assert "na de blokkade (bezwaar of beroep, tot en met ma 1 mrt 2027)" in refused
    assert anna.get(PAGE).status_code == 200
    assert admin.post(f"{ADMIN}/{NUMBER}/blokkade/1/opheffen").status_code == 302
    admin.post(f"{ADMIN}/1/wissen", {"number": NUMBER})
    assert bram.get(PAGE).status_code == 404


def test_a_request_can_be_taken_back_or_declined(anna, visit):
    anna.post(f"{PAGE}/wissen", {"ground": REQUEST})
    assert "Verzoek intrekken" in anna.get(PAGE).text
    assert anna.post(f"{PAGE}/intrekken").status_code == 302
    anna.post(f"{PAGE}/wissen", {"ground": REQUEST})
    assert visit("admin").post(f"{ADMIN}/2/afwijzen").status_code == 302
    assert "Om wissen vragen" in anna.get(PAGE).text


def test_the_head_of_the_log_stands_on_the_page(bram, web_database):
    from dossier.storage.evidence import last_entry

    page = bram.get(PAGE).text
    with web_database.reading() as session:
        entry = last_entry(session, 1)
    assert entry.prev in page or entry.hash in page


def test_the_end_of_the_term_cannot_be_named_before_its_day(bram, daan):
    assert bram.post(f"{PAGE}/wissen", {"ground": "bewaartermijn voorbij"}).status_code == 422
    assert daan.post(f"{PAGE}/wissen", {"ground": REQUEST}).status_code == 422
    assert bram.post(f"{PAGE}/blokkeren", {"ground": "bezwaar of beroep", "until": "2020-01-01"}).status_code == 422
