"""T41: the keys of guarded values: absent, another's, readable by others, changed, and made for what lay open."""

import json
import shutil
from hashlib import sha256
from itertools import count

import pytest
from sqlalchemy import select, text
from sqlmodel import SQLModel

from dossier.errors import SealError, SettingsError
from dossier.evidence.verify import verify_path
from dossier.model.case import WageRecord
from dossier.model.guarded import sealed_columns
from dossier.settings import Settings
from dossier.storage import sealing
from dossier.storage.attachments import AttachmentStore
from dossier.storage.bundles import keep_bundle, open_bundle
from dossier.storage.data_keys import DataKeys, fingerprint_of
from dossier.storage.database import Database, open_database, upgrade
from dossier.storage.key_change import change_data_key
from tests.dossier.evidence.conftest import open_office


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gevuld") / "kantoor"
    open_office(folder, applications=2).database.close()
    return folder


@pytest.fixture
def place(filled, tmp_path):
    """The settings of an office of one's own."""
    shutil.copytree(filled, tmp_path / "kantoor")
    return Settings(data_dir=tmp_path / "kantoor", testing=True)


def files_of(settings):
    return {path: path.read_bytes() for path in sorted(settings.data_dir.rglob("*")) if path.is_file()}


def values_of(database):
    """Every guarded value, opened."""
    with database.reading() as session:
        return {
            str(column): session.execute(select(column).order_by(*table.primary_key)).scalars().all()
            for table in SQLModel.metadata.sorted_tables
            for column in sealed_columns(table)
        }


def put_another(file):
    file.unlink()
    DataKeys.load_or_create(file)


@pytest.mark.parametrize("spoil", [lambda file: file.unlink(), put_another, lambda file: file.write_text("{}")])
def test_without_the_right_key_nothing_starts_and_nothing_changes(place, spoil):
    spoil(place.data_key_file)
    before = files_of(place)
    with pytest.raises(SealError, match=r"data\.keys"):
        open_database(place)
    assert {path: raw for path, raw in files_of(place).items() if not path.name.endswith(("-wal", "-shm"))} == before


@pytest.mark.parametrize("name", ["data.keys", "evidence.ed25519", "."])
def test_a_key_that_others_may_read_stops_the_start(place, name):
    (place.data_key_file.parent / name).chmod(0o750 if name == "." else 0o640)
    with pytest.raises(SettingsError, match="chmod"):
        open_database(place)


def test_keys_are_made_for_their_owner_alone(place):
    assert place.data_key_file.stat().st_mode & 0o777 == 0o600
    assert place.data_key_file.parent.stat().st_mode & 0o777 == 0o700


def test_a_change_of_key_reaches_every_value_and_file_and_the_evidence_still_verifies(place):
    database = open_database(place)
    keep_bundle(place, place.bundle_dir / "a.zip", b"bundel")
    before, first = values_of(database), database.keys.current
    changed = change_data_key(database, place, drop_earlier=False)
    assert (changed.earlier, changed.rows > 40, changed.files > 0) == ([first], True, True)
    dropped = change_data_key(database, place, drop_earlier=True)
    assert (dropped.current, dropped.earlier, dropped.rows, dropped.files) == (changed.current, [], 0, 0)
    assert f"pz1.{first}".encode() not in b"".join(files_of(place).values())
    assert values_of(database) == before
    database.close()
    again = open_database(place)
    assert values_of(again) == before
    again.close()
    assert verify_path(place.data_dir / "passend.sqlite").faults == []
    store = AttachmentStore(place.attachment_dir, 20)
    assert [store.open_bytes(kept.name[3:]) for kept in store.files.walk()]
    assert open_bundle(place, "a.zip", sha256(b"bundel").hexdigest()) == b"bundel"


class Killed(BaseException):
    """Stands for kill -9: no handler of the program sees it."""


def test_a_change_of_key_that_is_cut_off_anywhere_is_finished_by_the_next(place, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 5)
    database = open_database(place)
    before, calm, cut = values_of(database), sealing.reseal_row, 0
    for allowed in (0, 3, 17, 60):
        left = count(allowed, -1)

        def die(*args, left=left, **options):
            if next(left) <= 0:
                raise Killed
            return calm(*args, **options)

        monkeypatch.setattr(sealing, "reseal_row", die)
        with pytest.raises(Killed):
            change_data_key(database, place, drop_earlier=False)
        database.close()
        monkeypatch.setattr(sealing, "reseal_row", calm)
        database = open_database(place)
        assert values_of(database) == before
        cut += 1
    done = change_data_key(database, place, drop_earlier=False)
    assert (cut, len(done.earlier)) == (4, 1)
    assert values_of(database) == before
    database.close()


def test_a_process_that_was_running_seals_with_the_new_key_at_once(tmp_path):
    running = DataKeys.load_or_create(tmp_path / "keys" / "data.keys")
    old = running.seal(b"1", "a.b")
    DataKeys(tmp_path / "keys" / "data.keys").refresh()
    changing = DataKeys.load_or_create(tmp_path / "keys" / "data.keys")
    changing.take(b"k" * 32)
    new = running.seal(b"2", "a.b")
    assert fingerprint_of(b"k" * 32) in new
    assert (changing.unseal(old, "a.b"), changing.unseal(new, "a.b")) == (b"1", b"2")


BEFORE = "0021"
"""The last migration before values were sealed."""
RATIO = 2 / 3 + 0.1
EARLIER = """
INSERT INTO organisation (id, name, kind, shares_feedback) VALUES (1, 'Bedrijf', 'employer', false);
INSERT INTO account (id, email, name, password, role, active, fs_uniquifier, created_at, tf_totp_secret,
weekly_digest) VALUES (1, 'a@b.example', 'Anna', 'x', 'coach', true, 'u', '2026-01-01', 'TOTPGEHEIM', false);
INSERT INTO reintegration_case (id, number, employee_name, employer_id, first_sick_day, status,
application_norm, created_at) VALUES (1, '2026-1', 'Els', 1, '2026-01-01', 'INTAKE', 4, '2026-01-01');
INSERT INTO wage_record (case_id, amount_cents, period, hours_per_week, holiday_allowance_included,
threshold_pct, source, source_date) VALUES (1, 345678, 'month', 36, false, 65, 'loonstrook juni', '2026-01-01');
INSERT INTO capability_document (id, case_id, kind, instrument, generation, dated, author_function,
max_hours_per_week, recorded_at, recorded_by) VALUES (1, 1, 'FML', 'FML', 'current', '2026-01-01', 'arts', 17.3,
'2026-01-01', 1);
INSERT INTO limitation (document_id, item, level, note) VALUES (1, '4.18', 2, 'niet lang knielen');
INSERT INTO job_application (id, case_id, serial, applied_on, employer, job_title, way, performed_by, result,
coach_remark, recorded_at, recorded_by, wage_ratio_low) VALUES (1, 1, 1, '2026-01-01', 'W', 'F', 'bezoek',
'employee', 'afwijzing', 'was zenuwachtig', '2026-01-01', 1, :ratio);
INSERT INTO person_profile (case_id, work_history, skills, licences, languages, wishes) VALUES (1, '[{"title":
"bakker"}]', '["deeg kneden"]', '[]', '[]', 'geen nachtwerk');
"""
INSERT_TASK = """INSERT INTO task (kind, asked_by, asked_at, arguments, progress, result) VALUES
('import', 1, '2026-11-22', '{"list": "rij van de lijst"}', 'regel van de taak', '{}')"""
WORDS = (
    "rij van de lijst",
    "regel van de taak",
    "TOTPGEHEIM",
    "345678",
    "loonstrook juni",
    "niet lang knielen",
    "was zenuwachtig",
    "bakker",
    "geen nachtwerk",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def earlier(request, tmp_path):
    """An installation as the version before left it: everything open."""
    url = None
    if request.param == "postgresql":
        from tests.conftest import address_of, run_on

        server = request.getfixturevalue("postgres_server")
        run_on(server, "DROP DATABASE IF EXISTS vroeger WITH (FORCE)", "CREATE DATABASE vroeger")
        url = address_of(server, "vroeger")
    settings = Settings(data_dir=tmp_path / "vroeger", testing=True, database_url=url)
    settings.data_dir.mkdir(mode=0o700)
    database = Database(settings.effective_database_url)
    with database.engine.begin() as connection:
        upgrade(connection, BEFORE)
        for statement in EARLIER.strip().split(";")[:-1]:
            connection.execute(text(statement), {"ratio": RATIO} if ":ratio" in statement else {})
        connection.exec_driver_sql(INSERT_TASK)
    database.close()
    name = "ab" * 32
    (settings.attachment_dir / "ab").mkdir(parents=True)
    (settings.attachment_dir / "ab" / name).write_bytes(b"brief van de huisbank")
    settings.bundle_dir.mkdir()
    (settings.bundle_dir / "b.zip").write_bytes(b"bundel van de huisbank")
    return settings


def test_what_an_earlier_version_kept_open_is_sealed_at_the_first_start(earlier, monkeypatch):
    calm, left = sealing.reseal_row, count(3, -1)

    def die(*args, **options):
        if next(left) <= 0:
            raise Killed
        return calm(*args, **options)

    monkeypatch.setattr(sealing, "reseal_row", die)
    with pytest.raises(Killed):
        open_database(earlier)
    monkeypatch.setattr(sealing, "reseal_row", calm)
    database = open_database(earlier)
    values = values_of(database)
    assert values["wage_record.amount_cents"] == [345678]
    assert values["limitation.level"] == [2]
    assert values["limitation.note"] == ["niet lang knielen"]
    assert values["job_application.wage_ratio_low"] == [RATIO]
    assert values["capability_document.max_hours_per_week"] == [17.3]
    assert values["person_profile.work_history"] == [[{"title": "bakker"}]]
    assert values["account.tf_totp_secret"] == ["TOTPGEHEIM"]
    with database.session() as session:
        assert session.execute(select(WageRecord)).scalar_one().source == "loonstrook juni"
    database.close()
    raw = b"".join(files_of(earlier).values())
    assert [word for word in WORDS if word.encode() in raw] == []
    assert b"huisbank" not in raw
    assert open_bundle(earlier, "b.zip", sha256(b"bundel van de huisbank").hexdigest())
    assert json.loads(earlier.data_key_file.read_text())["current"] in raw.decode("latin-1")
