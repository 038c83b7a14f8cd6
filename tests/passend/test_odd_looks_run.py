"""The weekly report of odd looks: once a week, for the office of the case, with numbers and without content."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dossier.evidence.kind import EntryKind
from dossier.evidence.log import append_entry
from dossier.evidence.signing import Signer
from dossier.model.course import CaseCover
from dossier.storage.odd_looks import keep_report, reports_for
from passend.odd_looks_run import report_looks
from tests.dossier.cast import NOW, make_cast

MONDAY = date(2026, 11, 9)
CARLA, BRAM = "Carla Smit (loopbaancoach)", "Bram de Wit (loopbaancoach)"
DAYTIME, NIGHT = datetime(2026, 11, 11, 10, 0, tzinfo=UTC), datetime(2026, 11, 11, 23, 0, tzinfo=UTC)


@pytest.fixture
def office(database, settings):
    """The cast, and `look(session, who, at)` in Anna's case."""
    with database.session() as session:
        return make_cast(session, Signer.load_or_create(settings.signing_key_file))


def note(database, office, actor, at, kind=EntryKind.VIEWED):
    with database.session() as session:
        append_entry(
            session, office.case.id, kind=kind.value, content={"part": "loon"}, actor=actor,
            occurred_on=at.date(), recorded_at=at, signer=office.signer,
        )  # fmt: skip


def reported(database, office):
    with database.reading() as session:
        return [(line["kind"], line["who"]) for one in reports_for(session, office.admin) for line in one.lines]


def test_it_says_who_why_when_and_which_numbers_and_is_made_once(database, office):
    for actor, at in ((BRAM, DAYTIME), (CARLA, DAYTIME), (BRAM, NIGHT), (BRAM, NIGHT - timedelta(days=7))):
        note(database, office, actor, at)
    assert report_looks(database, now=NOW).model_dump() == {"monday": MONDAY, "offices": 1, "lines": 2}
    assert report_looks(database, now=NOW + timedelta(days=2)).lines == 0
    with database.reading() as session:
        (report,) = reports_for(session, office.admin)
    assert (report.organisation_id, report.monday) == (office.bram.organisation_id, MONDAY)
    night = NIGHT.isoformat()
    assert report.lines[0] == {
        "kind": "night", "who": BRAM, "looks": 1, "first": night, "last": night, "cases": ["2026-0001"],
    }  # fmt: skip
    assert (report.lines[1]["kind"], report.lines[1]["who"]) == ("others", CARLA)


def test_who_stands_in_and_who_handed_the_case_over_do_not_stand_out(database, office):
    with database.session() as session:
        session.add(
            CaseCover(
                case_id=office.case.id, coach_id=office.carla.id, from_day=MONDAY, until_day=DAYTIME.date(),
                recorded_at=NOW, recorded_by=office.bram.id,
            )
        )  # fmt: skip
    note(database, office, CARLA, DAYTIME)
    note(database, office, "Els Kramer (werkgever)", DAYTIME)
    note(database, office, "Oude Coach (loopbaancoach)", DAYTIME)
    note(database, office, BRAM, DAYTIME + timedelta(hours=1), EntryKind.HANDED_OVER)
    note(database, office, "Oude Coach (loopbaancoach)", DAYTIME + timedelta(days=2))
    report_looks(database, now=NOW)
    assert reported(database, office) == [("others", "Oude Coach (loopbaancoach)")]
    with database.reading() as session:
        (report,) = reports_for(session, office.admin)
    assert report.lines[0]["looks"] == 1


def test_each_administrator_reads_the_own_office_and_nobody_after_a_year(database, office):
    with database.session() as session:
        old = keep_report(session, None, MONDAY - timedelta(days=400), [], now=NOW).id
        own = keep_report(session, office.bram.organisation_id, MONDAY, [], now=NOW).id
        other = keep_report(session, office.daan.organisation_id, MONDAY, [], now=NOW).id
    of_office = office.admin.model_copy(update={"organisation_id": office.bram.organisation_id})
    with database.reading() as session:
        assert [one.id for one in reports_for(session, of_office)] == [own]
        assert {one.id for one in reports_for(session, office.admin)} == {old, own, other}
        assert [one.id for one in reports_for(session, of_office, since=MONDAY + timedelta(days=1))] == []
    report_looks(database, now=NOW)
    with database.reading() as session:
        assert {one.id for one in reports_for(session, office.admin)} == {own, other}
