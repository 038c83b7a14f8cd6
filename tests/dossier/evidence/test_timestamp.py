"""A time stamp over the head of the log: set by another, checked by anybody, and never in the way of a bundle."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest

from dossier.errors import SettingsError
from dossier.evidence.timestamp_reading import describe_timestamp, read_timestamp
from dossier.evidence.verify import verify_path
from dossier.settings import Settings
from tests.conftest import skip_or_fail
from tests.dossier.evidence.authority import TestAuthority, listening, make_certificate
from tests.dossier.evidence.conftest import EMPTY
from tests.dossier.evidence.test_verify_alone import run_alone
from tests.dossier.evidence.verifying import codes


@pytest.fixture(scope="module")
def maker():
    return TestAuthority()


@pytest.fixture
def authority(maker):
    maker.asked, maker.spoil = 0, lambda answer: answer
    return maker


@pytest.fixture
def stamping(office, authority, tmp_path):
    """Makes a bundle with this authority; `certificate` is what its answers must be signed with."""

    def make(name="bundel.zip", number=EMPTY, **chosen):
        with listening(authority) as url:
            settings = office.settings.model_copy(update={"tsa_url": url} | chosen)
            report = replace(office, settings=settings).bundle(tmp_path / name, number=number)
        with zipfile.ZipFile(tmp_path / name) as archive:
            return report, {member: archive.read(member) for member in archive.namelist()}

    return make


def said_in(members):
    return json.loads(members["manifest.json"])["timestamp"]


def test_the_head_of_the_log_is_stamped_and_everybody_can_read_that(stamping, tmp_path):
    report, members = stamping()
    digest, moment = read_timestamp(members["tijdstempel.tsr"])
    assert (digest, moment[-6:]) == (report.head, "+00:00")
    assert said_in(members) == {"file": "tijdstempel.tsr", "reason": None}
    found = verify_path(tmp_path / "bundel.zip")
    assert found.ok
    assert found.timestamp.model_dump() == {"file": "tijdstempel.tsr", "over_head": True, "moment": moment}
    assert f"openssl ts -verify -digest {report.head} -in tijdstempel.tsr" in members["00_lees_mij.txt"].decode()


def test_openssl_agrees_by_the_command_that_the_verifier_in_the_zip_gives(stamping, authority, tmp_path):
    if shutil.which("openssl") is None:
        skip_or_fail("geen openssl gevonden")
    stamping()
    with zipfile.ZipFile(tmp_path / "bundel.zip") as archive:
        archive.extractall(tmp_path / "uit")
    run = run_alone(tmp_path / "uit")
    assert (run.returncode, run.stderr) == (0, "")
    command = next(line for line in run.stdout.splitlines() if "openssl ts" in line).split()
    command[-1] = str(authority.write_certificate(tmp_path / "tijd.pem"))
    right = subprocess.run(command, cwd=tmp_path / "uit", capture_output=True, text=True, check=False)
    assert "Verification: OK" in right.stdout + right.stderr
    command[4] = "0" * 64
    assert subprocess.run(command, cwd=tmp_path / "uit", capture_output=True, check=False).returncode != 0


def test_without_the_setting_a_bundle_says_nothing_about_it(bundle):
    with zipfile.ZipFile(bundle) as archive:
        assert "timestamp" not in json.loads(archive.read("manifest.json"))
        assert "tijdstempel" not in archive.read("00_lees_mij.txt").decode()
    assert verify_path(bundle).timestamp is None


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda _: b"", "het antwoord van de tijdstempeldienst was onleesbaar"),
        (lambda answer: answer[:-9], "het antwoord van de tijdstempeldienst was onleesbaar"),
        (lambda _: b"<html>even geduld</html>", "het antwoord van de tijdstempeldienst was onleesbaar"),
        (lambda _: b"\x00" * 2**19, "het antwoord van de tijdstempeldienst was onleesbaar"),
        (lambda _: bytes.fromhex("30053003020102"), "de tijdstempeldienst weigerde"),
    ],
)
def test_a_useless_answer_stops_no_bundle_which_says_why(stamping, authority, tmp_path, spoil, reason):
    authority.spoil = spoil
    _, members = stamping()
    assert said_in(members) == {"file": None, "reason": reason}
    assert f"Geen tijdstempel: {reason}." in members["00_lees_mij.txt"].decode()
    assert "tijdstempel.tsr" not in members
    found = verify_path(tmp_path / "bundel.zip")
    assert (found.ok, found.timestamp) == (True, None)


def test_an_authority_that_is_away_stops_no_bundle(stamping):
    _, members = stamping(tsa_url="http://127.0.0.1:9/tijd")
    assert said_in(members)["reason"] == "de tijdstempeldienst was niet bereikbaar"


def test_an_answer_to_another_question_is_refused(stamping, authority):
    earlier = []
    authority.spoil = lambda answer: (earlier.append(answer), earlier[0])[1]
    stamping("een.zip")
    _, members = stamping("twee.zip")
    assert said_in(members)["reason"] == "het tijdstempel gaat over iets anders"


def test_only_the_named_certificate_may_have_signed(stamping, authority, tmp_path):
    own = authority.write_certificate(tmp_path / "eigen.pem")
    assert said_in(stamping("een.zip", tsa_cert=own)[1])["file"] == "tijdstempel.tsr"
    _, authority.certificate = make_certificate("Iemand Anders", stamping=True)
    other = authority.write_certificate(tmp_path / "ander.pem")
    for certificate in (other, tmp_path / "weg.pem"):
        assert "PASSEND_TSA_CERT" in said_in(stamping("twee.zip", tsa_cert=certificate)[1])["reason"]


def test_a_stamp_over_another_head_is_a_fault_with_a_name(stamping, tmp_path):
    _, members = stamping()
    _, other = stamping("ander.zip", number="2026-0001")
    folder = tmp_path / "uit"
    for name, content in (members | {"tijdstempel.tsr": other["tijdstempel.tsr"]}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    found = verify_path(folder)
    assert codes(found) == [("tijdstempel.tsr", None, "changed"), ("tijdstempel.tsr", None, "timestamp")]
    assert found.timestamp.over_head is False
    assert "Tijdstempel over deze kop: nee" in run_alone(folder).stdout


def test_no_changed_byte_of_a_stamp_breaks_the_reading(stamping):
    report, members = stamping()
    stamp = members["tijdstempel.tsr"]
    for place in range(0, len(stamp), 7):
        for changed in (stamp[:place], stamp[:place] + bytes([stamp[place] ^ 0x81]) + stamp[place + 1 :]):
            assert describe_timestamp(changed, report.head)["over_head"] in {True, False}
    assert read_timestamp(hashlib.sha256(stamp).digest()) is None
    assert read_timestamp(io.BytesIO(stamp).read()) == read_timestamp(stamp)


def test_an_address_that_others_can_listen_in_on_is_refused():
    for url in ("http://tsa.example/tijd", "tsa.example", "ftp://127.0.0.1/", "https://"):
        with pytest.raises(SettingsError, match="PASSEND_TSA_URL"):
            Settings(tsa_url=url)
    assert Settings(tsa_url="https://tsa.example/tijd").tsa_url == "https://tsa.example/tijd"


def test_a_missing_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("dossier.settings.find_spec", lambda _: None)
    for chosen in ({"tsa_url": "https://tsa.example"}, {"pdf_signing_p12": tmp_path / "bureau.p12"}):
        with pytest.raises(SettingsError, match=r"passend\[signing\]"):
            Settings(**chosen)
    assert Settings().tsa_url is None
