"""What every test of a backup does: pack an office, and look at the files of a folder."""

from pathlib import Path

from sqlmodel import Session

from dossier.storage.backup.making import make_backup
from dossier.storage.cases import case_by_number
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import Office

KEY = "k" * 40


def pack(office: Office, out: Path, **more):
    given = {"now": NOW, "snapshots": True, "keys": True} | more
    return make_backup(office.database, office.settings, out, KEY, **given)


def files_below(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def add_view(session: Session, office: Office, part: str) -> None:
    from dossier.acts.views import record_view

    case = case_by_number(session, "2026-0001")
    record_view(session, case, actor=office.cast.bram, part=part, now=NOW, signer=office.signer)
