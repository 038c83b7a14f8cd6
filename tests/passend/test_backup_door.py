"""The doors of the backup, as an administrator uses them."""

import json
import sys

import pytest

from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage.backup import seal
from dossier.storage.database import open_database
from passend.cli import app
from tests.dossier.cast import make_cast

KEY = "0123456789abcdef" * 4


@pytest.fixture
def door(monkeypatch, capsys, tmp_path):
    settings = Settings(data_dir=tmp_path / "data", testing=True)
    database = open_database(settings)
    with database.session() as session:
        make_cast(session, Signer.load_or_create(settings.signing_key_file))
    database.close()
    monkeypatch.setattr(seal, "COST", 2**10)

    def knock(*arguments, code=0):
        monkeypatch.setattr(sys, "argv", ["passend", *arguments])
        with pytest.raises(SystemExit) as ended:
            app()
        said = capsys.readouterr()
        assert int(ended.value.code or 0) == code, said
        return said.err if code == 2 else said.out

    return knock


def test_two_commands_bring_everything_to_another_machine(door, tmp_path, monkeypatch):
    monkeypatch.setenv("PASSEND_BACKUP_KEY", KEY)
    made = json.loads(door("backup", str(tmp_path / "kopie"), "--data-dir", str(tmp_path / "data"), "--json"))
    assert (made["keys"], made["snapshots"], made["missing"]) == (True, True, [])
    back = json.loads(door("restore", str(tmp_path / "kopie"), "--data-dir", str(tmp_path / "nieuw"), "--json"))
    assert back["verify"]["ok"]
    assert back["verify"]["entries"] == 2
    assert "klopt" in door("verify", "--data-dir", str(tmp_path / "nieuw"))


def test_without_a_key_or_with_one_beside_the_data_nothing_is_made(door, tmp_path, monkeypatch):
    monkeypatch.delenv("PASSEND_BACKUP_KEY", raising=False)
    given = ("backup", str(tmp_path / "kopie"), "--data-dir", str(tmp_path / "data"))
    assert "PASSEND_BACKUP_KEY" in door(*given, code=2)
    for name, said in (("data/sleutel", "ergens anders"), ("kort", "32")):
        (tmp_path / name).write_text(KEY if "/" in name else "kort")
        assert said in door(*given, "--key-file", str(tmp_path / name), code=2)
    assert not (tmp_path / "kopie").exists()
    (tmp_path / "sleutel").write_text(KEY)
    said = door(*given, "--key-file", str(tmp_path / "sleutel"), "--no-keys", "--no-snapshots")
    assert said.count("NIET") == 2
