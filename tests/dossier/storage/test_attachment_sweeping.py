"""A file without a row is what a kill left: the daily sweep takes it, and nothing that anyone still needs."""

import os
from datetime import timedelta

import pytest

from dossier.model.evidence import Export
from dossier.storage.attachment_sweeping import AT_WORK, sweep_attachments, sweep_bundles
from dossier.storage.store import FolderStore
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import open_office

LONG_AGO = (NOW - AT_WORK - timedelta(minutes=1)).timestamp()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    opened = open_office(tmp_path_factory.mktemp("kantoor"), applications=2)
    for path in opened.settings.attachment_dir.glob("*/*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    yield opened
    opened.database.close()


def leave(office, name: str, moment: float):
    path = office.settings.attachment_dir / "ab" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (moment, moment))
    return path


def sweep(office) -> int:
    with office.database.session() as session:
        return sweep_attachments(session, FolderStore(office.settings.attachment_dir), now=NOW)


@pytest.mark.parametrize("name", ["ab" * 32, ".nieuw-x1y2"])
def test_what_a_killed_upload_left_yesterday_is_removed_and_no_proof_of_anyone(office, name: str):
    kept = sorted(office.settings.attachment_dir.glob("*/*"))
    left = leave(office, name, LONG_AGO)
    assert (sweep(office), left.exists()) == (1, False)
    assert sorted(office.settings.attachment_dir.glob("*/*")) == kept
    assert kept


def test_what_may_still_be_under_way_is_left_alone(office):
    fresh = leave(office, "ab" * 32, NOW.timestamp())
    assert (sweep(office), fresh.exists()) == (0, True)
    fresh.unlink()


def test_a_bundle_that_no_row_names_goes_too_and_one_that_was_recorded_stays(office):
    folder = office.settings.bundle_dir
    folder.mkdir(exist_ok=True)
    paths = [folder / name for name in ("2026-0001_employer_af.zip", "2026-0001_employer_half.zip", ".nieuw-x1y2")]
    with office.database.session() as session:
        session.add(Export(case_id=1, receiver="employer", period_from=NOW.date(), period_to=NOW.date(), made_at=NOW,
                           made_by="Bram", filename=paths[0].name, sha256="", head=""))  # fmt: skip
    for path in paths:
        path.write_bytes(b"x")
        os.utime(path, (LONG_AGO, LONG_AGO))
    with office.database.session() as session:
        assert sweep_bundles(session, folder, now=NOW) == 2
    assert list(folder.iterdir()) == paths[:1]
