"""What the check sees of a case: the rows up to a day, counted as UWV counts, and nothing dated after it."""

from datetime import date, timedelta

import pytest

from dossier import acts
from dossier.acts.report_drafts import save_draft, start_draft
from dossier.acts.reports import settle_report
from dossier.evidence.signing import Signer
from dossier.rules.signals import check_case
from dossier.storage.case_facts import facts_of
from tests.dossier.cast import NOW, make_cast

TODAY = NOW.date()


@pytest.fixture
def session(database):
    with database.session() as opened:
        yield opened


@pytest.fixture
def cast(session):
    return make_cast(session, Signer.generate())


def apply(session, cast, **changes):
    known = {
        "applied_on": "2026-11-10", "employer": "Zorggroep De Linde", "job_title": "Planner", "way": "brief of e-mail",
        "performed_by": "employee", "search_direction": "planner",
    }  # fmt: skip
    return acts.log_application(session, cast.case, known | changes, **cast.by(cast.bram))


def test_an_application_that_does_not_count_is_not_seen(session, cast):
    apply(session, cast)
    apply(session, cast, way="netwerk")
    facts = facts_of(session, cast.case, on=TODAY)
    assert [(one.serial, one.inside_profile, one.has_proof) for one in facts.applications] == [(1, True, False)]


def test_what_lies_after_the_day_is_not_there_yet(session, cast):
    apply(session, cast)
    facts = facts_of(session, cast.case, on=date(2026, 11, 9))
    assert (facts.applications, facts.active_days) == ((), ())


def test_every_day_on_which_something_happened_is_an_active_day(session, cast):
    apply(session, cast)
    by = cast.by(cast.bram)
    acts.add_contact(session, cast.case, {"occurred_on": "2026-11-03", "way": "telefonisch", "with_whom": "Anna"}, **by)
    assert facts_of(session, cast.case, on=TODAY).active_days == (date(2026, 11, 3), date(2026, 11, 10))


def test_the_employer_is_seen_by_looking_and_by_talking(session, cast):
    assert facts_of(session, cast.case, on=TODAY).last_employer_day is None
    by = cast.by(cast.bram)
    talk = {"occurred_on": "2026-10-01", "way": "telefonisch", "with_whom": "werkgever, Daan Mulder"}
    acts.add_contact(session, cast.case, talk, **by)
    assert facts_of(session, cast.case, on=TODAY).last_employer_day == date(2026, 10, 1)
    acts.record_view(session, cast.case, part="overzicht", **cast.by(cast.daan))
    assert facts_of(session, cast.case, on=TODAY).last_employer_day == TODAY


def test_a_year_of_checks_day_by_day_shows_each_signal_from_its_day_on(session, cast):
    acts.change_case(session, cast.case, {"track_two_start": "2026-04-06"}, **cast.by(cast.bram))
    first: dict[str, date] = {}
    for number in range(200):
        day = date(2026, 4, 6) + timedelta(days=number)
        for signal in check_case(facts_of(session, cast.case, on=day)):
            first.setdefault(f"{signal.rule} {signal.colour}", day)
    start = date(2026, 4, 6)
    assert first == {
        "K-06 let op": start + timedelta(days=14), "K-06 nu doen": start + timedelta(days=28),
        "K-03 let op": start + timedelta(days=28), "K-03 nu doen": start + timedelta(days=56),
        "K-09 let op": start + timedelta(days=42),
        "K-11 let op": start + timedelta(days=56), "K-11 nu doen": start + timedelta(days=91),
    }  # fmt: skip


def test_a_settled_report_counts_and_a_draft_does_not(session, cast):
    values = {"kind": "voortgangsrapportage", "period_from": date(2026, 10, 1), "period_to": date(2026, 11, 15)}
    draft = start_draft(session, cast.case, values, actor=cast.bram, now=NOW)
    assert facts_of(session, cast.case, on=NOW.date()).last_report is None
    texts = dict.fromkeys(draft.texts, "Gedaan wat is afgesproken.")
    save_draft(session, cast.case, draft.id, texts, revision=1, actor=cast.bram, now=NOW)
    settle_report(session, cast.case, draft.id, **cast.by(cast.bram))
    assert facts_of(session, cast.case, on=NOW.date()).last_report == date(2026, 11, 15)
