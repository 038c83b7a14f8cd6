from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256

import pytest

from dossier import acts
from dossier.acts.proofs import keep_file
from dossier.errors import AttachmentError, InvalidInputError, NotFoundError
from dossier.evidence.log import entries_of
from dossier.model.job_application import Proof
from dossier.model.match import Match
from dossier.storage.applications import list_applications
from dossier.storage.attachments import AttachmentStore
from dossier.storage.data_keys import DataKeys
from dossier.storage.evidence import contents_of
from tests.dossier.cast import FIRST_SICK_DAY, NOW

LETTER = {
    "applied_on": "2026-11-10",
    "employer": "Logistiek Noord BV",
    "job_title": "Orderpicker",
    "way": "brief of e-mail",
}
WAYS = (
    "'brief of e-mail', 'webformulier', 'telefonisch', 'open sollicitatie', "
    "'inschrijving uitzendbureau', 'netwerk' of 'bezoek'"
)


def last(session, cast):
    entry = entries_of(session, cast.case.id)[-1]
    return entry, contents_of(session, cast.case.id)[entry.id].content


def test_an_application_is_one_row_and_one_entry(session, cast):
    before = len(entries_of(session, cast.case.id))
    row = acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    entry, content = last(session, cast)
    assert (row.serial, row.employer, row.way, row.performed_by) == (
        1,
        "Logistiek Noord BV",
        "brief of e-mail",
        "employee",
    )
    assert len(entries_of(session, cast.case.id)) == before + 1
    assert (entry.kind, entry.actor) == ("sollicitatie vastgelegd", "Anna Visser (werknemer)")
    assert (content["record"], content["record_id"], content["serial"]) == ("job_application", row.id, 1)


def test_an_entry_made_later_shows_both_days(session, cast):
    acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    entry, _ = last(session, cast)
    assert (entry.occurred_on, entry.recorded_at) == (date(2026, 11, 10), NOW)


def test_numbers_run_on_per_case(session, cast):
    for case, coach in ((cast.case, cast.bram), (cast.case, cast.bram), (cast.other_case, cast.carla)):
        acts.log_application(session, case, LETTER, **cast.by(coach))
    assert [row.serial for row in list_applications(session, cast.case.id)] == [1, 2]
    assert [row.serial for row in list_applications(session, cast.other_case.id)] == [1]


def test_a_known_vacancy_brings_its_page_and_its_verdicts(session, cast, vacancy):
    session.add(
        Match(
            case_id=cast.case.id,
            vacancy_id=vacancy.id,
            rank=1,
            score=0.9,
            wage_verdict="MEETS_AT_MORE_HOURS",
            hours_verdict="binnen",
            travel_verdict="binnen",
            limitation_verdict="onbekend",
            detail={"verdicts": {"wage": {"total_ratio": {"low": 0.536, "high": 0.715}}, "travel": {"minutes": 25}}},
            rule_version="2026.2",
            model_version="1",
            computed_on=NOW.date(),
        )
    )
    session.flush()
    given = {"applied_on": "2026-11-10", "vacancy_id": vacancy.id, "way": "webformulier"}
    row = acts.log_application(session, cast.case, given, **cast.by(cast.anna))
    assert (row.employer, row.job_title, row.place) == ("Logistiek Noord BV", "Medewerker orderpicken", "Zwolle")
    assert (row.hours, row.wage, row.url) == ("24-32", "€ 15,50 per uur", vacancy.url)
    assert (row.wage_verdict, row.wage_ratio_low, row.wage_ratio_high) == ("MEETS_AT_MORE_HOURS", 0.536, 0.715)
    assert (row.travel_minutes, row.fits_limitations) == (25, "onbekend")
    assert row.snapshot_id is not None
    _, content = last(session, cast)
    assert (content["snapshot_sha256"], content["wage_ratio_low"]) == ("a" * 64, "0.536")


def test_what_the_person_says_goes_before_what_the_vacancy_says(session, cast, vacancy):
    given = {
        "applied_on": "2026-11-10",
        "vacancy_id": vacancy.id,
        "way": "webformulier",
        "hours": "28",
        "travel_minutes": 40,
    }
    row = acts.log_application(session, cast.case, given, **cast.by(cast.anna))
    assert (row.hours, row.travel_minutes) == ("28", 40)


@pytest.mark.parametrize(
    ("change", "field", "allowed"),
    [
        ({"applied_on": "2026-11-21"}, "applied_on", "van 2025-03-03 tot en met 2026-11-20"),
        ({"applied_on": "2025-03-02"}, "applied_on", "van 2025-03-03 tot en met 2026-11-20"),
        ({"applied_on": "gisteren"}, "applied_on", "een datum zoals 2026-03-01"),
        ({"applied_on": None}, "applied_on", "een datum zoals 2026-03-01"),
        ({"way": "duif"}, "way", WAYS),
        ({"employer": " "}, "employer", "een waarde: dit veld is verplicht"),
        ({"job_title": None}, "job_title", "een waarde: dit veld is verplicht"),
        ({"employer": "x" * 201}, "employer", "een tekst van hoogstens 200 tekens"),
        ({"travel_minutes": -1}, "travel_minutes", "minstens 0"),
        ({"travel_minutes": "veel"}, "travel_minutes", "een getal"),
        ({"diagnosis": "x"}, "diagnosis", "alleen de velden van dit formulier"),
        ({"result_on": "2026-11-09"}, "result_on", "een dag vanaf 2026-11-10"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_refused_with_what_is_allowed(session, cast, change, field, allowed):
    with pytest.raises(InvalidInputError) as refused:
        acts.log_application(session, cast.case, LETTER | change, **cast.by(cast.anna))
    assert (refused.value.field, refused.value.allowed) == (field, allowed)
    assert list_applications(session, cast.case.id) == []


def test_the_first_sick_day_and_today_are_just_allowed(session, cast):
    for day in (FIRST_SICK_DAY, NOW.date()):
        acts.log_application(session, cast.case, LETTER | {"applied_on": day}, **cast.by(cast.anna))
    assert len(list_applications(session, cast.case.id)) == 2


def test_today_is_the_dutch_day_also_after_midnight(session, cast):
    late = cast.by(cast.anna) | {"now": NOW.replace(hour=23, minute=30)}
    row = acts.log_application(session, cast.case, LETTER | {"applied_on": "2026-11-21"}, **late)
    assert row.applied_on == date(2026, 11, 21)


def test_an_unknown_vacancy_is_not_found(session, cast):
    with pytest.raises(NotFoundError):
        acts.log_application(session, cast.case, LETTER | {"vacancy_id": "f" * 16}, **cast.by(cast.anna))


def test_a_correction_is_a_new_entry_and_the_old_one_stays(session, cast):
    row = acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    acts.correct_application(
        session, cast.case, row.serial, {"applied_on": "2026-11-12"}, reason="verkeerde dag", **cast.by(cast.bram)
    )
    said = [content.content.get("applied_on") for content in contents_of(session, cast.case.id).values()]
    entry, content = last(session, cast)
    assert [day for day in said if day] == ["2026-11-10", "2026-11-12"]
    assert (entry.kind, content["reason"]) == ("sollicitatie gecorrigeerd", "verkeerde dag")
    assert row.applied_on == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("values", "reason", "field"),
    [({}, "waarom", "fields"), ({"place": "Assen"}, " ", "reason"), ({"employer": ""}, "waarom", "employer")],
)
def test_a_correction_says_what_and_why(session, cast, values, reason, field):
    row = acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    with pytest.raises(InvalidInputError) as refused:
        acts.correct_application(session, cast.case, row.serial, values, reason=reason, **cast.by(cast.bram))
    assert refused.value.field == field


def test_a_result_is_kept_with_its_day(session, cast):
    row = acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    result = {"result": "afwijzing", "result_on": "2026-11-18", "rejection_reason": "te veel kandidaten"}
    acts.record_result(session, cast.case, row.serial, result, **cast.by(cast.anna))
    entry, content = last(session, cast)
    assert (row.result, row.result_on, row.rejection_reason) == ("afwijzing", date(2026, 11, 18), "te veel kandidaten")
    assert (entry.occurred_on, content["result"]) == (date(2026, 11, 18), "afwijzing")


def test_a_result_before_the_application_is_refused(session, cast):
    row = acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    with pytest.raises(InvalidInputError):
        acts.record_result(
            session, cast.case, row.serial, {"result": "afwijzing", "result_on": "2026-11-09"}, **cast.by(cast.anna)
        )


def test_only_the_coach_releases_and_each_row_once(session, cast):
    for _ in range(3):
        acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    with pytest.raises(InvalidInputError):
        acts.release_applications(session, cast.case, **cast.by(cast.anna))
    first = acts.release_applications(session, cast.case, [2], **cast.by(cast.bram, days_ago=1))
    rest = acts.release_applications(session, cast.case, **cast.by(cast.bram))
    assert ([row.serial for row in first], [row.serial for row in rest]) == ([2], [1, 3])
    assert acts.release_applications(session, cast.case, **cast.by(cast.bram)) == []
    released = list_applications(session, cast.case.id, released_only=True)
    assert [row.released_at for row in released] == [NOW, NOW - timedelta(days=1), NOW]
    _, content = last(session, cast)
    assert (content["serials"], content["released_to"]) == ([1, 3], "employer")


def test_a_number_of_another_case_is_not_released(session, cast):
    acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    with pytest.raises(InvalidInputError):
        acts.release_applications(session, cast.case, [1, 7], **cast.by(cast.bram))
    assert list_applications(session, cast.case.id, released_only=True) == []


def test_one_person_adds_so_many_files_and_bytes_in_a_day(session, cast, tmp_path):
    row = acts.log_application(session, cast.case, LETTER, **cast.by(cast.anna))
    store = AttachmentStore(tmp_path / "attachments", 20, DataKeys.generate())
    known = {"application_id": row.id, "kind": "brief", "filename": "b", "media_type": "text/plain", "sha256": "a" * 64}

    def add(times, size, by=cast.anna):
        rows = (Proof(**known, size=size, uploaded_at=NOW, uploaded_by=by.id) for _ in range(times))
        session.add_all(rows)
        session.flush()

    def keeps(content, *, now=NOW + timedelta(hours=23, minutes=59)):
        with suppress(AttachmentError):
            keep_file(session, store, content, "b.txt", actor=cast.anna, now=now)
        return store.has(sha256(content).hexdigest())

    add(1, 500 * 1024**2, by=cast.bram)
    add(198, 1)
    add(1, 500 * 1024**2 - 199)
    assert (keeps(b"x"), keeps(b"yy")) == (True, False)
    add(1, 0)
    assert (keeps(b"z"), keeps(b"z", now=NOW + timedelta(hours=24))) == (False, True)
