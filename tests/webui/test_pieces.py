"""One conversation, proof or comment that goes: its content is gone everywhere, and the chain says that it went."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from dossier.acts.exports import export_bundle
from dossier.evidence.log import entries_of
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_database
from dossier.storage.accounts import find_account
from dossier.storage.activities import list_contacts
from dossier.storage.agreements import list_agreements
from dossier.storage.applications import get_application, proofs_of
from dossier.storage.career_documents import comments_of, list_documents
from dossier.storage.cases import case_by_number
from dossier.storage.erasure import erasures
from dossier.storage.evidence import contents_of
from tests.webui.cast import NOW, NUMBER

CASE = f"/dossiers/{NUMBER}"
SECRET = "CANARY-WISSEN sprak over thuis"
HEALTH = {"ground": "gaat over gezondheid of privé"}
TALK = {"occurred_on": "2026-11-18", "way": "telefoon", "with_whom": "Anna Visser", "facts": SECRET}


@pytest.fixture
def talk(bram, web_database) -> int:
    """A conversation of today, with an agreement that was made in it."""
    assert bram.post(f"{CASE}/gesprekken/nieuw", TALK).status_code == 302
    with web_database.reading() as session:
        row = list_contacts(session, 1)[-1].id
    agreed = {"what": "Bellen met de gemeente", "owner": "werknemer", "made_on": "2026-11-18", "due_on": "2026-12-01"}
    assert bram.post(f"{CASE}/gesprekken/{row}/afspraak", agreed).status_code == 302
    return row


def holds_secret(settings, secret: str = SECRET) -> list[str]:
    return [
        path.name for path in settings.data_dir.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()
    ]


def verified(settings):
    return verify_database(settings.data_dir / "passend.sqlite")


def make_bundle(database, settings, receiver: str = "coach") -> None:
    settings.bundle_dir.mkdir(parents=True, exist_ok=True)
    with database.session() as session:
        export_bundle(
            session, case_by_number(session, NUMBER), settings=settings, receiver=receiver,
            period=(date(2026, 4, 1), NOW.date()), out=settings.bundle_dir / f"{receiver}.zip",
            actor=find_account(session, "bram@passend.example"), now=datetime(2026, 11, 20, 10, tzinfo=UTC),
            signer=Signer.load(settings.signing_key_file),
        )  # fmt: skip


def test_the_writer_erases_at_once_what_was_written_today(talk, bram, anna, web_database, web_settings):
    assert "zelf meteen wissen" in bram.get(f"{CASE}/wissen/gesprek/{talk}").text
    assert bram.post(f"{CASE}/wissen/gesprek/{talk}", HEALTH).status_code == 302
    with web_database.reading() as session:
        assert talk not in [row.id for row in list_contacts(session, 1)]
        assert [row.contact_id for row in list_agreements(session, 1) if row.what.startswith("Bellen")] == [None]
        last = entries_of(session, 1)[-1]
        said = contents_of(session, 1)[last.id].content
    assert (last.kind, said["what"], said["rows"], said["ground"]) == ("inhoud gewist", "gesprek", 1, HEALTH["ground"])
    web_database.close()
    assert holds_secret(web_settings) == []
    assert (verified(web_settings).ok, verified(web_settings).faults) == (True, [])
    assert "CANARY-WISSEN" not in anna.get(f"{CASE}/activiteiten").text


def test_what_another_wrote_waits_for_the_administrator(talk, anna, visit, web_database, web_settings):
    assert "tweede mee" in anna.get(f"{CASE}/wissen/gesprek/{talk}").text
    assert anna.post(f"{CASE}/wissen/gesprek/{talk}", HEALTH).status_code == 302
    with web_database.reading() as session:
        assert talk in [row.id for row in list_contacts(session, 1)]
        asked = erasures(session, waiting=True, whole=False)[0]
    assert "wacht op de beheerder" in anna.get(f"{CASE}/bewaren").text
    admin = visit("admin")
    page = admin.get("/beheer/bewaren").text
    assert ["Gesprek wissen" in page, "CANARY" in page] == [True, False]
    assert anna.post(f"/beheer/bewaren/{asked.id}/wissen", {"number": NUMBER}).status_code == 404
    assert admin.post(f"/beheer/bewaren/{asked.id}/wissen", {"number": NUMBER}).status_code == 302
    web_database.close()
    assert (holds_secret(web_settings), verified(web_settings).ok) == ([], True)


def test_once_in_a_bundle_it_waits_too_and_the_bundle_goes_along(talk, bram, visit, web_database, web_settings):
    make_bundle(web_database, web_settings)
    make_bundle(web_database, web_settings, "employer")
    assert "tweede mee" in bram.get(f"{CASE}/wissen/gesprek/{talk}").text
    bram.post(f"{CASE}/wissen/gesprek/{talk}", HEALTH)
    with web_database.reading() as session:
        asked = erasures(session, waiting=True, whole=False)[0]
    visit("admin").post(f"/beheer/bewaren/{asked.id}/wissen", {"number": NUMBER})
    assert list(web_settings.bundle_dir.iterdir()) == []
    assert bram.get(f"{CASE}/export/1").status_code == 404
    assert verified(web_settings).ok
    make_bundle(web_database, web_settings)


def test_a_proof_goes_with_its_file(anna, web_database, web_settings):
    data = {"file": (BytesIO(SECRET.encode()), "brief.txt"), "kind": "overig"}
    anna.post(f"{CASE}/sollicitaties/1/bewijs", data, content_type="multipart/form-data")
    with web_database.reading() as session:
        proof = proofs_of(session, get_application(session, 1, 1).id)[-1]
    assert anna.post(f"{CASE}/wissen/bewijs/{proof.id}", HEALTH).status_code == 302
    web_database.close()
    assert (holds_secret(web_settings), verified(web_settings).ok) == ([], True)


def test_a_comment_goes_and_its_letter_stays_and_a_letter_takes_its_comments_along(bram, web_database, web_settings):
    bram.post(f"{CASE}/documenten/nieuw", {"kind": "brief", "title": "Zeist", "body": "Graag kom ik kennismaken."})
    with web_database.reading() as session:
        letter = list_documents(session, 1)[-1].id
    for text in ("Korter.", SECRET):
        assert bram.post(f"{CASE}/documenten/{letter}", {"comment": text}).status_code == 302
    with web_database.reading() as session:
        comment = comments_of(session, letter)[-1].id
    assert bram.post(f"{CASE}/wissen/opmerking/{comment}", HEALTH).status_code == 302
    with web_database.reading() as session:
        assert [row.comment for row in comments_of(session, letter)] == ["Korter."]
    assert bram.post(f"{CASE}/wissen/document/{letter}", HEALTH).status_code == 302
    with web_database.reading() as session:
        assert (letter in [row.id for row in list_documents(session, 1)], comments_of(session, letter)) == (False, [])
    web_database.close()
    assert (holds_secret(web_settings), verified(web_settings).ok) == ([], True)


def test_a_hold_forbids_it_and_a_request_is_withdrawn_or_declined(talk, bram, anna, visit, web_database):
    bram.post(f"{CASE}/bewaren/blokkeren", {"ground": "bezwaar of beroep", "until": "2027-06-01"})
    answer = bram.post(f"{CASE}/wissen/gesprek/{talk}", HEALTH)
    assert (answer.status_code, "na de blokkade" in answer.text) == (422, True)
    with web_database.reading() as session:
        assert erasures(session, whole=False) == []


def test_a_request_is_withdrawn_and_asked_once(talk, anna, visit, web_database):
    path = f"{CASE}/wissen/gesprek/{talk}"
    assert [anna.post(path, HEALTH).status_code for _ in range(2)] == [302, 422]
    with web_database.reading() as session:
        asked = erasures(session, waiting=True, whole=False)[0]
    assert anna.post(f"{CASE}/wissen/{asked.id}/intrekken").status_code == 302
    assert visit("admin").post(f"/beheer/bewaren/{asked.id}/wissen", {"number": NUMBER}).status_code == 404
    with web_database.reading() as session:
        assert talk in [row.id for row in list_contacts(session, 1)]


def test_an_employer_meets_only_what_the_employer_wrote(talk, led_by, daan, anna):
    assert daan.get(f"{CASE}/wissen/gesprek/{talk}").status_code == 404
    led_by("EMPLOYER")
    own = {"occurred_on": "2026-11-18", "way": "telefoon", "with_whom": "Anna", "employer_agreements": SECRET}
    daan.post(f"{CASE}/gesprekken/nieuw", own)
    assert daan.get(f"{CASE}/wissen/gesprek/{talk + 1}").status_code == 200
    assert daan.post(f"{CASE}/wissen/gesprek/{talk + 1}", HEALTH).status_code == 302
    assert SECRET not in daan.get(f"{CASE}/activiteiten").text


@pytest.mark.parametrize("path", ["gesprek/999", "sollicitatie/1", "gesprek/0", "beperking/1"])
def test_what_is_not_there_or_never_goes_alone_is_not_found(path, bram):
    assert bram.get(f"{CASE}/wissen/{path}").status_code == 404


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence_content SET content = (SELECT content FROM evidence_content LIMIT 1) WHERE entry_id = {last}",
        "DELETE FROM evidence_entry WHERE id = {gone}",
        "UPDATE evidence_entry SET actor = 'Iemand' WHERE id = {gone}",
        "INSERT INTO evidence_content SELECT id, 'x', '{{}}' FROM evidence_entry WHERE id = {gone}",
        "DELETE FROM evidence_content WHERE entry_id = {last}",
        "DELETE FROM evidence_content WHERE entry_id = 2",
    ],
)
def test_what_it_leaves_is_guarded_as_before(statement, talk, bram, web_database, web_settings):
    bram.post(f"{CASE}/wissen/gesprek/{talk}", HEALTH)
    with web_database.session() as session:
        entries = entries_of(session, 1)
        gone = next(one.id for one in entries if one.header_sha256)
        session.connection().exec_driver_sql(statement.format(last=entries[-1].id, gone=gone))
    assert not verified(web_settings).ok
