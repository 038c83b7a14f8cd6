"""The doors of keys, heads, lists and erasures, as a program uses them."""

import json
import sys

import pytest

from dossier.settings import Settings
from dossier.storage.database import open_database
from passend.cli import app
from tests.dossier.cast import make_cast

LIST = "Datum;Werkgever;Functie;Wijze\n05-03-2026;Bakkerij Zon;Balie;mail\n31-02-2026;Bus BV;Planner;mail\n"


@pytest.fixture
def door(monkeypatch, capsys, tmp_path):
    """One command on a data folder with the cast in it: exit code, and what it said."""
    from dossier.evidence.signing import Signer

    settings = Settings(data_dir=tmp_path / "data", testing=True)
    database = open_database(settings)
    with database.session() as session:
        make_cast(session, Signer.load_or_create(settings.signing_key_file))
    database.close()

    def knock(*arguments, code=0):
        monkeypatch.setattr(sys, "argv", ["passend", *arguments, "--data-dir", str(tmp_path / "data"), "--json"])
        with pytest.raises(SystemExit) as ended:
            app()
        said = capsys.readouterr()
        assert (int(ended.value.code or 0), said.err if code == 2 else "") == (code, said.err if code == 2 else "")
        return said.err if code == 2 else json.loads(said.out)

    return knock


def test_a_key_is_shown_changed_and_followed(door):
    before = door("key", "show")
    change = door("key", "rotate", "--reason", "uitgelekt")
    assert (change["old"], change["cases"]) == (before["key"], 2)
    assert door("key", "show") == {"key": change["new"], "earlier": [before["key"]]}
    for key in (change["old"], change["new"]):
        assert door("verify", "--key", key)["ok"]
    assert "sleutel" in door("key", "replace-lost", code=2)
    assert "gepland, uitgelekt" in door("key", "rotate", "--reason", "zin", code=2)


def test_the_heads_leave_the_machine_and_prove_the_end(door):
    heads = door("head")
    assert [(one["case"], one["entries"]) for one in heads] == [("2026-0001", 1), ("2026-0002", 1)]
    assert door("verify", "--head", heads[0]["head"])["ok"]
    assert not door("verify", "--head", "f" * 64, code=1)["ok"]
    assert "bestaat" in door("head", "2099-1", code=2)


def test_a_list_is_taken_over_and_what_is_wrong_comes_back(door, tmp_path):
    file, refused = tmp_path / "lijst.csv", tmp_path / "afgekeurd.csv"
    file.write_text(LIST)
    given = ("import", str(file), "--case", "2026-0001", "--by", "bram@passend.example", "--refused", str(refused))
    assert door(*given, "--dry-run", code=1)["kept"] == 1
    answer = door(*given, code=1)
    assert (answer["kept"], answer["known"], answer["refused"]) == (1, 0, 1)
    assert (answer["faults"][0]["row"], answer["faults"][0]["column"]) == (3, "Datum")
    assert "31-02-2026" in refused.read_text("utf-8-sig")
    assert door(*given, code=1)["known"] == 1
    assert "niet gevonden" in door("import", str(file), "--case", "2026-0002", "--by", "bram@passend.example", code=2)
    assert "--by" in door("import", str(file), "--case", "2026-0001", "--by", "daan@passend.example", code=2)


def test_two_people_erase_and_a_hold_stops_them(door):
    case, bram, admin = "2026-0001", ("--by", "bram@passend.example"), ("--by", "admin@passend.example")
    assert door("due") == []
    assert "eerst --ask" in door("erase", case, *admin, "--confirm", case, code=2)
    assert door("erase", case, *bram, "--ask", "ten onrechte aangelegd")["case"] == case
    assert "--confirm" in door("erase", case, *admin, code=2)
    assert "beheerder" in door("erase", case, *bram, "--confirm", case, code=2)
    hold = door("hold", case, *bram, "--ground", "geschil of klacht", "--until", "2099-01-01")
    assert "blokkade" in door("erase", case, *admin, "--confirm", case, code=2)
    assert door("hold", case, *admin, "--lift", str(hold["hold"]))["lifted"]
    assert door("erase", case, *admin, "--confirm", case)["case"] == case
    assert door("verify")["ok"]
