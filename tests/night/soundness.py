"""`python -m tests.night.soundness FOLDER`: leaves with 1 and says why when anything in a data folder is half."""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from sqlalchemy import text

from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_path, verify_url
from dossier.settings import Settings
from dossier.storage.backup.restoring import restore_backup
from dossier.storage.database import Database, open_database


def faults_in(folder: Path) -> list[str]:
    settings = Settings(data_dir=folder, testing=True)
    database = open_database(settings)  # the next start works
    key = Signer.load(settings.signing_key_file).fingerprint
    report = verify_url(settings.effective_database_url, key=key)
    faults = [f"log: {one}" for one in report.faults[:3]]
    faults += faults_of_database(database) + faults_of_files(database, settings) + unkept(database)
    database.close()
    return faults + faults_of_results(folder.parent / "out", settings)


def faults_of_results(out: Path, settings: Settings) -> list[str]:
    """A bundle or a backup is whole or not there at all; each is looked at once."""
    faults = [f"bundle {path.name}" for path in out.glob("*.zip") if not verify_path(path).ok]
    for path in out.glob("*.bak"):
        target = Settings(data_dir=out / "back", testing=True)
        restore_backup(target, path, settings.backup_key.get_secret_value(), force=True)
        faults += [] if verify_url(target.effective_database_url).ok else [f"backup {path.name}"]
        shutil.rmtree(target.data_dir)
    for path in (*out.glob("*.zip"), *out.glob("*.bak")):
        path.unlink()
    return faults


def faults_of_database(database: Database) -> list[str]:
    with database.reading() as session:
        whole = session.execute(text("PRAGMA integrity_check")).scalars().all()
        loose = session.execute(text("PRAGMA foreign_key_check")).all()
    return ([] if whole == ["ok"] else [f"integrity: {whole[:2]}"]) + [f"foreign key: {one}" for one in loose[:2]]


def faults_of_files(database: Database, settings: Settings) -> list[str]:
    """Every proof has its whole file; a file without a row is taken by the daily sweep (test_attachment_sweeping)."""
    with database.reading() as session:
        named = set(session.execute(text("SELECT sha256 FROM proof")).scalars())
    kept = {path.name: path for path in settings.attachment_dir.glob("*/*") if not path.name.startswith(".")}
    torn = [name for name, path in kept.items() if hashlib.sha256(path.read_bytes()).hexdigest() != name]
    return [f"no file: {name[:12]}" for name in sorted(named - set(kept))] + [f"torn: {name[:12]}" for name in torn]


def unkept(database: Database) -> list[str]:
    """What was acknowledged before a kill and is not there."""
    told = Path(os.environ.get("KILL9_ACK", "/dev/null")).read_text(encoding="utf-8").split()
    with database.reading() as session:
        employers = set(session.execute(text("SELECT employer FROM job_application")).scalars())
    return [f"lost: {name}" for name in told if name not in employers]


if __name__ == "__main__":
    found = faults_in(Path(sys.argv[1]))
    sys.stdout.write("\n".join(found))
    sys.exit(1 if found else 0)
