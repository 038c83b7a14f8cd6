import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from dossier.errors import EvidenceError
from dossier.evidence.signing import Signer


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "keys" / "evidence.ed25519"
    first, second = Signer.load_or_create(path), Signer.load_or_create(path)
    assert first.fingerprint == second.fingerprint
    assert (stat.S_IMODE(path.stat().st_mode), len(first.fingerprint)) == (0o600, 64)
    assert [file.name for file in path.parent.iterdir()] == ["evidence.ed25519"]


def test_two_processes_that_start_at_once_use_one_key(tmp_path):
    path = tmp_path / "keys" / "evidence.ed25519"
    with ThreadPoolExecutor(8) as pool:
        fingerprints = set(pool.map(lambda _: Signer.load_or_create(path).fingerprint, range(16)))
    assert len(fingerprints) == 1


def test_a_broken_key_is_said_and_never_replaced(tmp_path):
    path = tmp_path / "evidence.ed25519"
    path.write_text("kapot")
    with pytest.raises(EvidenceError):
        Signer.load_or_create(path)
    assert path.read_text() == "kapot"
