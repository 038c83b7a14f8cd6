"""The copy for the person: every field, every file, who looked, and nothing that opens a door."""

import io
import json
import zipfile

import pytest

from dossier.acts.own_copy import give_own_copy
from dossier.errors import DossierError
from dossier.evidence.verify import verify_path
from dossier.storage.accounts import find_account
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import entries_of
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import FULL
from tests.dossier.evidence.full_case import SECRETS


def copy_for(office, name="anna"):
    with office.database.session() as session:
        actor = find_account(session, f"{name}@passend.example")
        case = case_by_number(session, FULL)
        given = {"settings": office.settings, "actor": actor, "now": NOW, "signer": office.signer}
        return give_own_copy(session, case, **given)


@pytest.fixture
def copied(own_office):
    with zipfile.ZipFile(io.BytesIO(copy_for(own_office))) as archive:
        return own_office, {name: archive.read(name) for name in archive.namelist()}


def test_everything_that_an_employer_may_never_read_is_in_it(copied):
    _, members = copied
    data, page = members["gegevens.json"].decode(), members["overzicht.html"].decode()
    inside = [word for word in SECRETS if word not in ("binnen de urenbeperking", "4.13.1-NIET-DRAGEN")]
    assert [word for word in inside if word not in data] == []
    assert "4.13.1-NIET-DRAGEN" in page
    assert "Bram de Wit" in page


def test_every_table_of_the_case_has_all_its_fields(copied):
    from dossier.storage.database import metadata

    office, members = copied
    tables = json.loads(members["gegevens.json"])["tables"]
    with office.database.reading() as session:
        from dossier.storage.erasure import owned_rows

        for name, ids in owned_rows(session, 1).items():
            assert len(tables[name]) == len(ids)
    for name, rows in tables.items():
        secret = name in ("account", "calendar_feed") or "account_id" in metadata().tables[name].columns
        columns = set(metadata().tables[name].columns.keys())
        assert secret or all(set(row) == columns for row in rows)


def test_who_looked_is_listed_and_the_asking_is_in_the_log(copied):
    office, members = copied
    assert "Daan Mulder (werkgever)" in members["wie-keek.csv"].decode("utf-8-sig")
    assert "Daan Mulder (werkgever)" in members["overzicht.html"].decode()
    with office.database.reading() as session:
        assert entries_of(session, 1)[-1].kind == "eigen gegevens opgevraagd"


def test_the_files_are_in_it_byte_for_byte_and_the_log_verifies(copied, tmp_path):
    office, members = copied
    store = AttachmentStore(office.settings.attachment_dir, 20)
    uploaded = {store.open_bytes(kept.name[3:]) for kept in store.files.walk()}
    assert uploaded == {content for name, content in members.items() if name.startswith("bestanden/")}
    (tmp_path / "logboek.jsonl").write_bytes(members["logboek.jsonl"])
    assert verify_path(tmp_path / "logboek.jsonl", key=office.signer.fingerprint).ok


def test_nothing_in_it_lets_somebody_in(copied):
    _, members = copied
    account = json.loads(members["gegevens.json"])["tables"]["account"][0]
    assert {"password", "fs_uniquifier", "tf_totp_secret"} & set(account) == set()
    assert account["email"] == "anna@passend.example"


def test_the_page_fetches_and_runs_nothing(copied):
    page = copied[1]["overzicht.html"].decode()
    assert [word for word in ("<script", "src=", "href=", "@import", "url(") if word in page.replace("http", "")] == []


@pytest.mark.parametrize("name", ["bram", "daan", "carla", "admin"])
def test_nobody_else_gets_it(own_office, name):
    with pytest.raises(DossierError):
        copy_for(own_office, name)


def test_words_with_signs_of_html_stay_words(own_office):
    from dossier import acts

    with own_office.database.session() as session:
        case, anna = case_by_number(session, FULL), find_account(session, "anna@passend.example")
        profile = {"wishes": "<b>tuin</b>"}
        acts.save_profile(session, case, profile, actor=anna, now=NOW, signer=own_office.signer)
    with zipfile.ZipFile(io.BytesIO(copy_for(own_office))) as archive:
        assert "&lt;b&gt;tuin&lt;/b&gt;" in archive.read("overzicht.html").decode()
