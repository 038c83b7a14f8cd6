"""Reports: drafted from the rows, settled as versions, signed by parties, released without words about health."""

from datetime import date, timedelta

import pytest

from dossier import acts
from dossier.acts.report_drafts import next_period, save_draft, start_draft, start_version
from dossier.acts.reports import digest_of, release_report, settle_report
from dossier.acts.signatures import sign_report
from dossier.acts.statements import submit_statement
from dossier.errors import GuardedTextError, InvalidInputError, NotFoundError
from dossier.evidence.log import entries_of
from dossier.evidence.report_gathering import gather_facts
from dossier.evidence.soundness import require_sound_case
from dossier.model.report import ReportKind
from dossier.storage.evidence import contents_of
from dossier.storage.reports import find_draft, signatures_of, versions_of
from tests.dossier.cast import NOW

PERIOD = (date(2026, 10, 1), NOW.date())
PROGRESS = ReportKind.PROGRESS.value
SEARCH = {"valid_from": date(2026, 9, 1), "directions": ["logistiek", "receptie"], "reason": "kans op werk"}


def fill(session, cast, applications=5):
    acts.save_search_profile(session, cast.case, SEARCH, **cast.by(cast.bram, days_ago=80))
    for number in range(applications):
        given = {
            "applied_on": date(2026, 10, 5) + timedelta(days=3 * number),
            "employer": "Werk BV",
            "job_title": "Magazijnmedewerker",
            "way": "brief of e-mail" if number % 2 else "netwerk",
            "search_direction": "logistiek" if number else None,
            "performed_by": "coach" if number == 4 else "employee",
        }
        row = acts.log_application(session, cast.case, given, **cast.by(cast.anna, days_ago=20))
        if number == 2:
            result = {"result": "afwijzing", "result_on": NOW.date()}
            acts.record_result(session, cast.case, row.serial, result, **cast.by(cast.anna))


def draft(session, cast, kind=PROGRESS, period=PERIOD):
    values = {"kind": kind, "period_from": period[0], "period_to": period[1]}
    return start_draft(session, cast.case, values, actor=cast.bram, now=NOW)


def settled(session, cast, texts=None, kind=PROGRESS):
    row = draft(session, cast, kind)
    texts = dict.fromkeys(row.texts, "Er is gezocht en gesolliciteerd.") | (texts or {})
    save_draft(
        session,
        cast.case,
        row.id,
        texts | {"confirmed_words": True},
        revision=row.revision,
        actor=cast.bram,
        now=NOW,
    )
    return settle_report(session, cast.case, row.id, **cast.by(cast.bram))


def test_the_numbers_of_a_report_equal_the_rows(session, cast):
    fill(session, cast)
    total = gather_facts(session, cast.case, PERIOD).total
    assert (total.applications, total.counting, total.inside_profile, total.by_coach) == (5, 2, 4, 1)
    assert (total.rejections, total.unanswered, total.interviews) == (1, 4, 0)
    report = settled(session, cast)
    assert report.facts["total"]["applications"] == 5
    assert sum(one["applications"] for one in report.facts["per_four_weeks"]) == 5


def test_the_draft_says_what_the_rows_say(session, cast):
    fill(session, cast)
    texts = draft(session, cast).texts
    assert "Sollicitaties: 5, waarvan 2 meetellen en 4 binnen het zoekprofiel vallen." in texts["sollicitaties"]
    assert "Uitkomsten: nog geen antwoord 4, afwijzing 1." in texts["sollicitaties"]
    assert "18 oktober 2026 tot en met 20 november 2026 (34 dagen): reden nog in te vullen." in texts["stille_perioden"]


def test_a_gap_without_its_reason_cannot_be_settled(session, cast):
    fill(session, cast)
    row = draft(session, cast)
    with pytest.raises(InvalidInputError, match="een reden op de plaats"):
        settle_report(session, cast.case, row.id, **cast.by(cast.bram))


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_kind_is_drafted_for_a_case_with_nothing_in_it(kind, session, cast):
    values = {"kind": kind, "period_from": date(2026, 6, 1), "period_to": NOW.date()}
    row = start_draft(session, cast.other_case, values, actor=cast.carla, now=NOW)
    assert row.texts != {}


def test_a_second_window_never_overwrites_the_first(session, cast):
    row = draft(session, cast)
    by = {"actor": cast.bram, "now": NOW}
    save_draft(session, cast.case, row.id, {"samenvatting": "eerste venster"}, revision=1, **by)
    with pytest.raises(InvalidInputError, match="revision"):
        save_draft(session, cast.case, row.id, {"samenvatting": "tweede venster"}, revision=1, **by)
    assert find_draft(session, cast.case.id, PROGRESS, 1).texts["samenvatting"] == "eerste venster"


def test_words_about_health_are_asked_about_at_their_own_part(session, cast):
    row = draft(session, cast)
    with pytest.raises(GuardedTextError) as raised:
        save_draft(
            session, cast.case, row.id, {"medewerking": "Door haar burn-out ging het niet."}, revision=1,
            actor=cast.bram, now=NOW,
        )  # fmt: skip
    assert [one.field for one in raised.value.passages] == ["medewerking"]


def test_a_new_version_leaves_the_old_one_as_it_was(session, cast):
    first = settled(session, cast)
    before = first.model_dump()
    again = start_version(session, cast.case, first.id, actor=cast.bram, now=NOW)
    assert again.texts["samenvatting"] == "Er is gezocht en gesolliciteerd."
    save_draft(session, cast.case, again.id, {"samenvatting": "Beter."}, revision=1, actor=cast.bram, now=NOW)
    second = settle_report(session, cast.case, again.id, **cast.by(cast.bram))
    assert [one.version for one in versions_of(session, cast.case.id, PROGRESS, 1)] == [2, 1]
    assert first.model_dump() == before
    assert second.content_sha256 != first.content_sha256
    assert find_draft(session, cast.case.id, PROGRESS, 1) is None


def test_every_step_is_an_entry_and_the_case_stays_sound(session, cast):
    report = settled(session, cast)
    sign_report(session, cast.case, report.id, {}, **cast.by(cast.bram))
    sign_report(session, cast.case, report.id, {"remark": "Klopt."}, **cast.by(cast.anna))
    release_report(session, cast.case, report.id, **cast.by(cast.bram))
    sign_report(session, cast.case, report.id, {}, **cast.by(cast.daan))
    kinds = [entry.kind for entry in entries_of(session, cast.case.id)][-5:]
    signed = "rapport ondertekend"
    assert kinds == ["rapport vastgesteld", signed, signed, "rapport vrijgegeven", signed]
    signatures = signatures_of(session, cast.case.id)[report.id]
    assert [(one.role, one.meaning) for one in signatures] == [
        ("coach", "ondertekent"), ("employee", "heeft gezien"), ("employer", "heeft gezien"),
    ]  # fmt: skip
    assert {one.content_sha256 for one in signatures} == {report.content_sha256} == {digest_of(report)}
    require_sound_case(session, cast.case, cast.signer)


def test_the_employer_signs_only_after_release_and_everybody_only_once(session, cast):
    report = settled(session, cast)
    with pytest.raises(NotFoundError):
        sign_report(session, cast.case, report.id, {}, **cast.by(cast.daan))
    sign_report(session, cast.case, report.id, {}, **cast.by(cast.bram))
    for stranger in (cast.bram, cast.carla, cast.admin):
        with pytest.raises(InvalidInputError):
            sign_report(session, cast.case, report.id, {}, **cast.by(stranger))
    release_report(session, cast.case, report.id, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError):
        sign_report(session, cast.case, report.id, {}, **cast.by(cast.els))


def test_the_coach_signs_before_anything_is_released(session, cast):
    report = settled(session, cast)
    with pytest.raises(InvalidInputError, match="niet ondertekend"):
        release_report(session, cast.case, report.id, **cast.by(cast.bram))


def test_words_about_health_in_the_employers_parts_block_the_release(session, cast):
    report = settled(session, cast, {"samenvatting": "Zij herstelt van een hernia."})
    sign_report(session, cast.case, report.id, {}, **cast.by(cast.bram))
    with pytest.raises(GuardedTextError) as raised:
        release_report(session, cast.case, report.id, **cast.by(cast.bram))
    assert [one.field for one in raised.value.passages] == ["Samenvatting"]
    assert report.released_at is None


def test_words_in_a_part_that_the_employer_does_not_read_do_not_block_it(session, cast):
    report = settled(session, cast, {"samenvatting": "Goed gewerkt.", "gesprekken": "Zij vertelde over de hernia."})
    sign_report(session, cast.case, report.id, {}, **cast.by(cast.bram))
    assert release_report(session, cast.case, report.id, **cast.by(cast.bram)).released_at == NOW


def test_a_progress_report_follows_the_last_one(session, cast):
    assert next_period(session, cast.case, PROGRESS, now=NOW) == (date(2026, 4, 1), NOW.date())
    settled(session, cast)
    later = NOW + timedelta(days=40)
    assert next_period(session, cast.case, PROGRESS, now=later) == (date(2026, 11, 21), later.date())
    period = (date(2026, 11, 21), date(2026, 12, 1))
    values = {"kind": PROGRESS, "period_from": period[0], "period_to": period[1]}
    assert start_draft(session, cast.case, values, actor=cast.bram, now=later).number == 2


def test_nobody_but_the_employee_writes_the_opinion(session, cast):
    given = {"kind": "oordeel van de werknemer", "text": "Ik wilde meer uren oefenen."}
    for other in (cast.bram, cast.carla, cast.daan, cast.els, cast.admin):
        with pytest.raises(InvalidInputError):
            submit_statement(session, cast.case, given, **cast.by(other))
    first = submit_statement(session, cast.case, given, **cast.by(cast.anna))
    second = submit_statement(session, cast.case, given | {"text": "Toch niet."}, **cast.by(cast.anna))
    assert (first.version, second.version, first.name) == (1, 2, "Anna Visser")
    assert first.text == "Ik wilde meer uren oefenen."


def test_nobody_but_the_employer_states_what_is_the_employers(session, cast):
    given = {"kind": "passend werk bij de eigen werkgever", "text": "Er is geen andere functie."}
    for other in (cast.bram, cast.anna, cast.els, cast.admin):
        with pytest.raises(InvalidInputError):
            submit_statement(session, cast.case, given, **cast.by(other))
    assert submit_statement(session, cast.case, given, **cast.by(cast.daan)).version == 1


def test_confirmed_words_stand_in_the_log_by_part_and_not_by_word(session, cast):
    settled(session, cast, {"samenvatting": "Zij herstelt van een hernia."})
    entry = entries_of(session, cast.case.id)[-1]
    assert contents_of(session, cast.case.id)[entry.id].content["confirmed_words"] == ["samenvatting"]
