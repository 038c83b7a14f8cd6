"""What reads a hostile file sees no key, password or address of the program."""

import subprocess
from contextlib import suppress

import pytest

from dossier import process_apart
from dossier.capability_reading.confinement import read_document
from dossier.errors import AttachmentError
from dossier.mail_reading.confinement import read_mail
from dossier.process_apart import OURS, environment_without
from dossier.table_reading.confinement import read_table


def test_an_environment_without_settings_keeps_the_rest(monkeypatch):
    for name in ("PASSEND_SECRET_KEY", "PGPASSWORD", "https_proxy", "LANG"):
        monkeypatch.setenv(name, "nl")
    left = environment_without(OURS)
    assert "PASSEND_SECRET_KEY" not in left
    assert "https_proxy" not in left
    assert (left["PGPASSWORD"], left["LANG"]) == ("nl", "nl")


@pytest.mark.parametrize("read", [read_document, read_mail, read_table])
def test_no_reader_of_uploads_is_handed_a_setting(monkeypatch, read):
    seen = []

    def run(command, **how):
        seen.append(how["env"])
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setenv("PASSEND_BACKUP_KEY", "geheim")
    monkeypatch.setenv("PGPASSWORD", "geheim")
    monkeypatch.setattr(process_apart.subprocess, "run", run)
    with suppress(AttachmentError):
        read(b"PK\3\4 een bestand")
    assert [[name for name in env if "geheim" in env[name]] for env in seen] == [[]]
