"""A case without an agency (U-05): employer and employee make bundles and reports, each of what that party reads."""

import re
import zipfile
from io import BytesIO

import pytest

from tests.webui.cast import NOTE, NUMBER, REMARK, WISH
from tests.webui.conftest import AGREED
from tests.webui.test_leaks import LIMITATIONS, MATCHES, PRIVATE, met_by

CASE = f"/dossiers/{NUMBER}"
PERIOD = {"period_from": "2026-04-01", "period_to": "2026-11-20"}
KEPT_FROM_EMPLOYER = (
    NOTE,
    WISH,
    REMARK,
    "Vacatures doorgenomen",
    "Past bij de mogelijkheden",
    "Medewerker klantenservice",
)
REPORT = {"kind": "voortgangsrapportage", **PERIOD}
VACANCY = "a1" * 8


def read_bundle(visitor, export_id: int) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(visitor.get(f"{CASE}/export/{export_id}").data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def begin(visitor) -> str:
    """The address of the new working copy."""
    answer = visitor.post(f"{CASE}/rapporten", REPORT)
    assert answer.status_code == 302, answer.text
    return answer.location


def parts_of(page: str) -> list[str]:
    return re.findall(r'<textarea[^>]* name="([a-z_]+)"', page)


def settle(visitor, address: str, **texts: str) -> str:
    """Fill every part, and settle: answers where the report is read."""
    page = visitor.get(address).text
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', page)[1]
    values = dict.fromkeys(parts_of(page), "Alles loopt volgens plan.") | texts
    answer = visitor.post(address, {**values, "revision": revision, "settle": "1"})
    assert answer.status_code == 302, answer.text
    return answer.location


def test_with_a_coach_nobody_else_makes_bundles_or_reports(anna, daan):
    for visitor in (anna, daan):
        assert visitor.post(f"{CASE}/export", {**PERIOD, "receiver": "employer"}).status_code == 404
        assert visitor.post(f"{CASE}/rapporten", REPORT).status_code == 404
        assert (
            visitor.get(
                f"{CASE}/export/voorbeeld?receiver=employer&{'&'.join(f'{k}={v}' for k, v in PERIOD.items())}"
            ).status_code
            == 404
        )


def test_the_employer_makes_the_employers_bundle_and_no_other(led_by, daan, bram):
    led_by("EMPLOYER")
    preview = daan.get(f"{CASE}/export/voorbeeld", query_string={**PERIOD, "receiver": "employer"})
    assert [word for word in KEPT_FROM_EMPLOYER if word in preview.text] == []
    for other in ("employee", "coach"):
        assert daan.get(f"{CASE}/export/voorbeeld", query_string={**PERIOD, "receiver": other}).status_code == 422
        assert daan.post(f"{CASE}/export", {**PERIOD, "receiver": other}).status_code == 422
    assert daan.post(f"{CASE}/export", {**PERIOD, "receiver": "employer"}).status_code == 302
    members = read_bundle(daan, 1)
    everything = b" ".join(members.values())
    assert [word for word in KEPT_FROM_EMPLOYER if word.encode() in everything] == []
    assert b"Daan Mulder (werkgever)" in members["manifest.json"]
    assert bram.get(f"{CASE}/export/1").status_code == 404


def test_the_employee_makes_an_own_bundle_and_releases_the_employers(led_by, anna, daan):
    led_by("EMPLOYER")
    assert anna.post(f"{CASE}/export", {**PERIOD, "receiver": "employee"}).status_code == 302
    assert anna.post(f"{CASE}/export", {**PERIOD, "receiver": "employer"}).status_code == 302
    assert anna.post(f"{CASE}/export", {**PERIOD, "receiver": "coach"}).status_code == 422
    assert b"Medewerker klantenservice" in b" ".join(read_bundle(anna, 1).values())
    assert (daan.get(f"{CASE}/export/1").status_code, daan.get(f"{CASE}/export/2").status_code) == (404, 404)
    assert daan.post(f"{CASE}/export/2/vrijgeven").status_code == 404
    assert anna.post(f"{CASE}/export/2/vrijgeven").status_code == 302
    assert [word for word in KEPT_FROM_EMPLOYER if word.encode() in b" ".join(read_bundle(daan, 2).values())] == []


def test_the_employer_writes_reports_from_what_the_employer_reads(led_by, anna, daan):
    led_by("EMPLOYER")
    assert anna.post(f"{CASE}/rapporten", REPORT).status_code == 404
    address = begin(daan)
    page = daan.get(address).text
    assert [word for word in KEPT_FROM_EMPLOYER if word in page] == []
    assert "gesprekken" not in parts_of(page)
    assert "resultaat_activiteiten" not in parts_of(page)
    assert anna.get(address).status_code == 404
    report = settle(daan, address)
    assert (daan.get(report).status_code, anna.get(report).status_code) == (200, 200)
    for visitor in (daan, anna):
        assert visitor.post(f"{report}/ondertekenen").status_code == 302
    assert "Loopbaancoach" not in daan.get(report).text
    assert daan.get(f"{report}/pdf").data.startswith(b"%PDF")


def test_what_the_employer_writes_about_health_is_not_settled(led_by, anna, daan):
    led_by("EMPLOYER")
    address = begin(daan)
    page = daan.get(address).text
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', page)[1]
    values = dict.fromkeys(parts_of(page), "Goed.") | {"samenvatting": "Hij heeft een depressie."}
    answer = daan.post(address, {**values, "revision": revision, "settle": "1", "confirmed_words": "y"})
    assert answer.status_code == 422
    assert "depressie" not in anna.get(f"{CASE}/rapporten").text


def test_the_employee_writes_where_that_was_agreed_and_releases(led_by, anna, daan):
    led_by("EMPLOYEE")
    assert daan.post(f"{CASE}/rapporten", REPORT).status_code == 404
    address = begin(anna)
    assert "gesprekken" in parts_of(anna.get(address).text)
    assert daan.get(address).status_code == 404
    report = settle(anna, address, gesprekken="alleen-voor-mij")
    assert daan.get(report).status_code == 404
    assert anna.post(f"{report}/ondertekenen").status_code == 302
    assert daan.post(f"{report}/vrijgeven").status_code == 404
    assert anna.post(f"{report}/vrijgeven").status_code == 302
    page = daan.get(report).text
    assert "Alles loopt volgens plan." in page
    assert "alleen-voor-mij" not in page


def test_a_draft_of_who_kept_the_file_before_is_read_by_nobody_else(led_by, anna, daan):
    led_by("EMPLOYEE")
    address = begin(anna)
    assert daan.post(f"{CASE}/verloop/afspraken", AGREED | {"led_by": "EMPLOYER"}).status_code == 302
    assert (anna.get(address).status_code, daan.get(address).status_code) == (404, 404)
    assert "Verder schrijven" not in daan.get(f"{CASE}/rapporten").text
    assert [word for word in KEPT_FROM_EMPLOYER if word in daan.get(begin(daan)).text] == []


def test_without_a_coach_the_employee_judges_and_the_employer_does_not(led_by, anna, daan, bram):
    page = f"{CASE}/vacatures/{VACANCY}"
    values = {"item": "4.13", "level": "1", "verdict": "binnen", "reason": "Ik heb het nagevraagd."}
    assert anna.post(f"{page}/oordeel", values).status_code == 404
    led_by("EMPLOYER")
    assert "/oordeel" in anna.get(page).text
    assert anna.post(f"{page}/oordeel", values).status_code == 302
    assert "Ik heb het nagevraagd." in anna.get(page).text
    assert (daan.post(f"{page}/oordeel", values).status_code, bram.post(f"{page}/oordeel", values).status_code) == (
        404,
        404,
    )


@pytest.mark.parametrize("words", [LIMITATIONS, MATCHES, PRIVATE], ids=["limitations", "matches", "private"])
def test_an_employer_who_keeps_the_file_meets_nothing_more(words, led_by, daan):
    led_by("EMPLOYER")
    begin(daan)
    assert met_by(daan, words) == []
