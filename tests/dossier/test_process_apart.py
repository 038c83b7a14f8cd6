"""What reads a hostile file sees no key, password or address of the program."""

import subprocess
import sys
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


@pytest.mark.parametrize(
    ("megabytes", "writes", "ends"), [(400, False, b""), (512, False, b"MemoryError"), (0, True, b"File too large")]
)
def test_what_reads_uploads_has_half_a_gigabyte_and_no_disk(tmp_path, megabytes, writes, ends):
    code = f"from dossier.process_apart import bound_process; bound_process(5); bytearray({megabytes} << 20)"
    code += f"; import pathlib; pathlib.Path({str(tmp_path / 'x')!r}).write_text('x')" if writes else ""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=10, check=False)
    assert (done.returncode == 0, ends in done.stderr) == (not ends, True)


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
