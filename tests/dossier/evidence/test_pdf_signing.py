"""PDFs of the bundle that the office signs (PAdES): valid, still PDF/A and PDF/UA, and what others made untouched."""

import hashlib
import io
import json
import time
from contextlib import nullcontext
from dataclasses import replace

import pikepdf
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pydantic import SecretStr
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from dossier.errors import SettingsError
from dossier.evidence.verify import verify_path
from tests.dossier.evidence.authority import PASSWORD, TestAuthority, listening, write_p12
from tests.dossier.evidence.conftest import EMPTY, FULL
from tests.dossier.evidence.test_bundle import members_of


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    path = tmp_path_factory.mktemp("sleutel") / "bureau.p12"
    return path, write_p12(path)


@pytest.fixture
def signing(office, certificate, tmp_path):
    """Makes a signed bundle, stamped where there is an authority."""

    def make(authority=None, number=EMPTY, name="bundel.zip", password=PASSWORD):
        chosen = {"pdf_signing_p12": certificate[0], "pdf_signing_password": SecretStr(password)}
        with nullcontext() if authority is None else listening(authority) as url:
            settings = office.settings.model_copy(update=chosen | {"tsa_url": url})
            replace(office, settings=settings).bundle(tmp_path / name, number=number)
        return members_of(tmp_path / name)

    return make


def status_of(content, *roots):
    trusted = [x509.Certificate.load(root.public_bytes(Encoding.DER)) for root in roots]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    return validate_pdf_signature(signature, context, context)


def is_ours(name):
    return name.endswith(".pdf") and not name.startswith(("bewijs/", "vacatures/"))


def test_every_pdf_of_ours_is_signed_and_all_of_it(signing, certificate, tmp_path):
    members = signing()
    pdfs = [content for name, content in members.items() if is_ours(name)]
    assert len(pdfs) >= 3
    for status in (status_of(content, certificate[1]) for content in pdfs):
        assert status.bottom_line
        assert (status.coverage.name, status.timestamp_validity) == ("ENTIRE_FILE", None)
    assert verify_path(tmp_path / "bundel.zip").ok
    said = json.loads(members["manifest.json"])["pdf_signature"]
    assert (said["profile"], said["signed_by"]) == ("PAdES-B-B", "Common Name: Bureau Voorbeeld")
    assert said["certificate_sha256"] in members["00_lees_mij.txt"].decode()


def test_a_signed_pdf_is_still_pdf_a_and_pdf_ua(signing):
    with pikepdf.open(io.BytesIO(signing()["02_activiteiten.pdf"])) as pdf:
        about = pdf.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("3", "A", "1")
        assert bool(pdf.Root.MarkInfo.Marked)
        (field,) = pdf.Root.AcroForm.Fields
        assert int(field.F) & 0b100111 == 0b100  # printed, and neither invisible, hidden nor without view
        assert [int(side) for side in field.Rect] == [-9999] * 4  # beyond every page: no tag is wanted
        assert str(field.TU) == "Elektronische handtekening van de maker"


def test_a_changed_signed_pdf_is_not_valid(signing, certificate):
    content = signing()["02_activiteiten.pdf"]
    assert content.count(b"PDF-1.7") == 1
    assert not status_of(content.replace(b"PDF-1.7", b"PDF-1.6"), certificate[1]).bottom_line


def test_with_an_authority_every_signature_carries_a_time_stamp(signing, certificate):
    authority = TestAuthority()
    members = signing(authority)
    status = status_of(members["02_activiteiten.pdf"], certificate[1], authority.certificate)
    assert (status.bottom_line, status.timestamp_validity.trusted) == (True, True)
    assert authority.asked == 1 + sum(map(is_ours, members))
    assert json.loads(members["manifest.json"])["pdf_signature"]["profile"] == "PAdES-B-T"


def test_an_authority_that_falls_silent_leaves_signatures_without_a_time_stamp(signing, certificate):
    authority = TestAuthority()
    authority.spoil = lambda answer: answer if authority.asked <= 2 else b""
    members = signing(authority)
    assert authority.asked == 3
    found = [
        status_of(content, certificate[1], authority.certificate) for name, content in members.items() if is_ours(name)
    ]
    assert [status.bottom_line for status in found] == [True] * len(found)
    assert [status.timestamp_validity is not None for status in found].count(True) == 1
    assert json.loads(members["manifest.json"])["pdf_signature"]["profile"] == "PAdES-B-B"


def test_proofs_stay_byte_for_byte(signing, office, tmp_path):
    office.bundle(tmp_path / "zonder.zip")
    plain, signed = members_of(tmp_path / "zonder.zip"), signing(number=FULL)
    changed = {name for name in plain if plain[name] != signed[name]}
    assert changed == {"00_lees_mij.txt", "manifest.json"} | set(filter(is_ours, plain))
    listed = {file["name"]: file["sha256"] for file in json.loads(signed["manifest.json"])["files"]}
    assert listed["02_activiteiten.pdf"] == hashlib.sha256(signed["02_activiteiten.pdf"]).hexdigest()


def test_the_same_rows_and_moment_give_the_same_signed_bytes_at_another_second(signing):
    first = signing()
    time.sleep(1.0)
    assert first == signing(name="twee.zip")


def test_a_wrong_password_stops_the_bundle_and_names_the_setting(signing, tmp_path):
    with pytest.raises(SettingsError, match="PASSEND_PDF_SIGNING_PASSWORD"):
        signing(password="anders")
    assert not (tmp_path / "bundel.zip").exists()
