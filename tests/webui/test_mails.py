"""A proof that is an e-mail is read beside it, as text, by coach and employee; the bundle holds what was read."""

from io import BytesIO

from dossier.evidence.attachments import proof_files
from dossier.evidence.log import entries_of
from dossier.evidence.visibility import shown_fields
from dossier.storage.applications import get_application, get_proof, proofs_of
from dossier.storage.evidence import contents_of
from tests.webui.cast import NUMBER

PROOF = f"/dossiers/{NUMBER}/sollicitaties/1"
HEAD = b"From: P&O <po@zeist.example>\r\nTo: anna@passend.example\r\nDate: Tue, 17 Nov 2026 10:12:01 +0100\r\n"
HOSTILE = HEAD + (
    b'Subject: "><script>alert(1)</script>\r\nContent-Type: text/html\r\n\r\n'
    b'<img src="http://127.0.0.2:8098/pixel" onerror="alert(2)"><p>&lt;b&gt;Helaas&lt;/b&gt;</p>'
)
ILL = HEAD + b"Subject: Afwijzing\r\n\r\nGezien uw burn-out kiezen wij een ander.\r\n"


def send(visitor, content: bytes, name: str = "mail.eml", kind: str = "afwijzing"):
    data = {"file": (BytesIO(content), name), "kind": kind}
    return visitor.post(f"{PROOF}/bewijs", data, content_type="multipart/form-data")


def kept(session):
    return proofs_of(session, get_application(session, 1, 1).id)[-1]


def test_the_parts_stand_beside_the_proof_as_text(anna, bram, daan):
    assert send(anna, HOSTILE).status_code == 302
    pages = [visitor.get(PROOF).text for visitor in (anna, bram, daan)]
    for page in pages[:2]:
        assert "di 17 nov 2026, 10:12" in page
        assert "P&amp;O &lt;po@zeist.example&gt;" in page
        assert "&lt;b&gt;Helaas&lt;/b&gt;" in page
    assert [word in "".join(pages) for word in ("<script>alert", "8098", "onerror")] == [False, False, False]
    assert ["E-mail lezen" in page for page in pages] == [True, True, False]


def test_a_file_that_only_says_to_be_a_mail_is_kept_without_parts(anna, web_database):
    assert send(anna, b"geen e-mail, alleen tekst").status_code == 302
    with web_database.reading() as session:
        assert (kept(session).filename, kept(session).mail) == ("mail.eml", None)
    assert "E-mail lezen" not in anna.get(PROOF).text


def test_the_bundle_holds_the_mail_and_what_was_read_of_it(anna, web_database, web_settings):
    send(anna, HOSTILE)
    with web_database.reading() as session:
        files = proof_files(web_settings, get_application(session, 1, 1), [kept(session)], for_employer=True)
    assert files.named() == "bewijs/001-afwijzing/mail.eml"
    assert [member.name for member in files.read] == ["bewijs/001-afwijzing/mail.eml-gelezen.txt"]
    assert files.read[0].content.decode().endswith('Onderwerp: "><script>alert(1)</script>\n\n<b>Helaas</b>\n')


def test_a_mail_that_speaks_of_health_stays_out_of_the_bundle_of_the_employer(anna, web_database, web_settings):
    send(anna, ILL)
    with web_database.reading() as session:
        row, proof = get_application(session, 1, 1), kept(session)
        files = {
            who: proof_files(web_settings, row, [proof], for_employer=who == "employer")
            for who in ("coach", "employer")
        }
    assert (files["employer"].members, files["coach"].named()) == ([], "bewijs/001-afwijzing/mail.eml")
    assert files["employer"].named() == "1 niet meegegeven: [niet getoond: gaat over gezondheid]"
    assert "gaat niet mee naar de werkgever" in anna.get(PROOF).text


def test_the_log_shows_what_was_read_to_coach_and_employee_alone(anna, web_database):
    send(anna, HOSTILE)
    with web_database.reading() as session:
        last = entries_of(session, 1)[-1]
        content = contents_of(session, 1)[last.id].content
        assert get_proof(session, 1, content["record_id"]).mail == content["mail"]
    seen = [shown_fields(last.kind, content, role, frozenset({1})) for role in ("coach", "employee", "employer")]
    assert ["mail" in fields for fields in seen] == [True, True, False]
