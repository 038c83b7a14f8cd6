"""A key made, confirmed and withdrawn from the command line, and shown only once."""

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from dossier.acts.entry import dutch_day
from dossier.storage.accounts import create_account, create_organisation
from dossier.storage.database import open_database
from passend.cli import application
from passend.doors.option import load_settings, now

UNTIL = (dutch_day(now()) + timedelta(days=90)).isoformat()


@pytest.fixture
def folder(tmp_path):
    database = open_database(load_settings(tmp_path))
    with database.session() as session:
        office = create_organisation(session, name="Bureau Vooruit", kind="agency")
        other = create_organisation(session, name="Bureau Elders", kind="agency")
        for name, role, home in (("ada", "admin", None), ("bram", "coach", office.id), ("gina", "coach", other.id)):
            create_account(
                session,
                email=f"{name}@passend.example",
                name=name,
                role=role,
                password_hash="!",
                organisation_id=home,
                now=now(),
            )
    database.close()
    return tmp_path


def run(folder, *arguments: str):
    return CliRunner().invoke(application, ["token", *arguments, "--data-dir", str(folder)])


def make(folder, *more: str, by: str = "ada", scope: str = "cases:read"):
    options = ("--office", "Bureau Vooruit", "--scope", scope, "--until", UNTIL, "--by", f"{by}@passend.example")
    return run(folder, "make", "Casusbeheer", *options, *more)


def test_a_key_is_shown_once_and_kept_as_a_hash(folder):
    made = json.loads(make(folder, "--json").stdout)
    listed = run(folder, "list", "--json").stdout
    assert made["secret"].startswith("passend_")
    assert made["secret"] not in listed
    assert made["secret"].encode() not in (folder / "passend.sqlite").read_bytes()
    assert json.loads(listed)[0] == {
        "id": 1, "office": "Bureau Vooruit", "name": "Casusbeheer", "role": "coach", "scopes": ["cases:read"],
        "state": "wacht op bevestiging", "ends_on": UNTIL, "last_used_at": None,
    }  # fmt: skip


def test_a_key_works_after_somebody_of_the_office_confirmed_it_and_until_it_is_withdrawn(folder):
    make(folder)
    assert run(folder, "confirm", "1", "--by", "bram@passend.example").exit_code == 0
    assert json.loads(run(folder, "list", "--json").stdout)[0]["state"] == "werkt"
    assert run(folder, "revoke", "1", "--by", "ada@passend.example").exit_code == 0
    assert "ingetrokken" in run(folder, "list").stdout


@pytest.mark.parametrize("who", ["ada", "gina"])
def test_nobody_but_the_office_itself_confirms(who: str, folder):
    make(folder)
    assert run(folder, "confirm", "1", "--by", f"{who}@passend.example").exception is not None
    assert json.loads(run(folder, "list", "--json").stdout)[0]["state"] == "wacht op bevestiging"


@pytest.mark.parametrize(("by", "scope"), [("bram", "cases:read"), ("nobody", "cases:read"), ("ada", "alles")])
def test_who_may_not_or_asks_what_is_not_there_gets_no_key(by: str, scope: str, folder):
    assert make(folder, by=by, scope=scope).exception is not None
    assert json.loads(run(folder, "list", "--json").stdout) == []
