"""The bundle: preview, make, release, download; each receiver its own."""

import zipfile
from hashlib import sha256
from io import BytesIO

import pytest

from tests.webui.cast import NOTE, NUMBER, REMARK, WISH

CASE = f"/dossiers/{NUMBER}"
PERIOD = {"period_from": "2026-04-01", "period_to": "2026-11-20"}


def make(bram, receiver: str, **more: str) -> None:
    answer = bram.post(f"{CASE}/export", {**PERIOD, "receiver": receiver, **more})
    assert (answer.status_code, answer.location) == (302, f"{CASE}/export")


def test_the_preview_holds_what_the_employer_gets_and_no_more(bram):
    page = bram.get(f"{CASE}/export/voorbeeld?receiver=employer&period_from=2026-04-01&period_to=2026-11-20").text
    assert "Receptionist" in page
    assert "Medewerker klantenservice" not in page
    assert [
        word for word in (NOTE, WISH, REMARK, "Vacatures doorgenomen", "Past bij de mogelijkheden") if word in page
    ] == []


def test_a_bundle_is_downloadable_only_after_release(bram, daan):
    make(bram, "employer")
    assert daan.get(f"{CASE}/export/1").status_code == 404
    assert bram.post(f"{CASE}/export/1/vrijgeven").status_code == 302
    assert daan.get(f"{CASE}/export/1").status_code == 200


def test_made_and_released_in_one_step_the_home_page_has_the_button(bram, daan):
    make(bram, "employer", release="1")
    assert f'href="{CASE}/export/1"' in daan.get("/").text


def test_the_bundle_is_the_bytes_that_were_recorded(bram, web_database):
    from dossier.storage.exports import get_export

    make(bram, "employer")
    answer = bram.get(f"{CASE}/export/1")
    with web_database.reading() as session:
        assert sha256(answer.data).hexdigest() == get_export(session, 1, 1).sha256
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        text = b" ".join(archive.read(name) for name in archive.namelist())
    assert [word for word in (NOTE, WISH, REMARK) if word.encode() in text] == []


def test_each_receiver_downloads_only_their_own(bram, anna, daan):
    make(bram, "employee")
    make(bram, "coach")
    assert anna.get(f"{CASE}/export/1").status_code == 200
    assert (anna.get(f"{CASE}/export/2").status_code, daan.get(f"{CASE}/export/1").status_code) == (404, 404)


def test_a_changed_file_is_not_handed_out(bram, web_settings):
    make(bram, "employer")
    for path in web_settings.bundle_dir.iterdir():
        path.write_bytes(path.read_bytes() + b"x")
    assert bram.get(f"{CASE}/export/1").status_code == 404


@pytest.mark.parametrize(
    "values",
    [
        {"period_from": "2026-11-20", "period_to": "2026-04-01", "receiver": "employer"},
        {"period_from": "", "period_to": "2026-04-01", "receiver": "employer"},
        {**PERIOD, "receiver": "uwv"},
    ],
)
def test_a_wrong_period_or_receiver_comes_back_with_the_form(values: dict, bram):
    assert bram.post(f"{CASE}/export", values).status_code == 422
    assert bram.get(f"{CASE}/export/voorbeeld", query_string=values).status_code == 422
