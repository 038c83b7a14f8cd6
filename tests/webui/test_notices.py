"""The bell: what somebody is told comes from facts, each leads to the act, and read is read per person."""

import re
from datetime import timedelta

import pytest

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.task import Outcome, TaskKind
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from dossier.storage.odd_looks import keep_report
from dossier.storage.tasks import add_task, end_task
from tests.webui.cast import NOW, NUMBER, TODAY

PAGE = "/meldingen"
LINE = re.compile(r'<li class="notice-line( new)?">.*?</li>', re.DOTALL)
TEXT = re.compile(r'class="notice-text">(?:<span class="visually-hidden">Nieuw: </span>)?(.*?)</span>')
KEY = re.compile(r'name="key" value="([^"]+)"')
COUNT = re.compile(r'class="bell-count">(\d+)')


def told(visitor) -> list[str]:
    return [TEXT.search(line[0])[1] for line in LINE.finditer(visitor.get(PAGE).text)]


def key_of(visitor, words: str) -> str:
    page = visitor.get(PAGE).text
    return KEY.search(page[page.index(words) :])[1]


def count(visitor) -> int:
    found = COUNT.search(visitor.get(PAGE).text)
    return int(found[1]) if found else 0


@pytest.fixture
def act(web_database, web_settings, cast):
    """`act(acts.shortlist_vacancy, "bram", "a5..", state=...)` in Anna's case, now."""

    def do(kind, who: str, *given, **more):
        with web_database.session() as session:
            actor = find_account(session, cast.emails[who])
            signer = Signer.load_or_create(web_settings.signing_key_file)
            kind(session, case_by_number(session, NUMBER), *given, **more, actor=actor, now=NOW, signer=signer)

    return do


def test_what_the_coach_shares_is_told_to_the_employee_and_leads_to_the_board(anna, bram, act):
    act(acts.shortlist_vacancy, "bram", "a5" * 8, state="bekijken")
    words = "Bram de Wit deelde 1 vacature met u"
    assert words in told(anna)
    assert not any("deelde" in line for line in told(bram))
    before = count(anna)
    answer = anna.post(f"{PAGE}/openen", {"key": key_of(anna, words)})
    assert answer.headers["Location"] == f"/dossiers/{NUMBER}/shortlist"
    assert count(anna) == before - 1
    anna.post(f"{PAGE}/ongelezen", {"key": key_of(anna, words)})
    assert count(anna) == before


def test_what_the_employee_decides_is_told_to_the_coach(anna, bram, act):
    act(acts.dismiss_vacancy, "anna", "a5" * 8, reason_code="HOURS")
    assert "Anna Visser besliste over 1 vacature" in told(bram)
    assert not any("besliste" in line for line in told(anna))


def test_all_read_is_read_for_this_person_alone(anna, bram):
    assert count(anna) > 0
    theirs = count(bram)
    anna.post(f"{PAGE}/gelezen")
    assert (count(anna), count(bram)) == (0, theirs)
    assert "U hebt alles gelezen." in anna.get(PAGE).text


def test_a_report_to_sign_goes_when_it_is_signed(anna, act, web_database):
    lines = [line for line in told(anna) if line.startswith("Rapport om te lezen en te tekenen")]
    assert len(lines) == 1
    with web_database.reading() as session:
        from dossier.storage.reports import list_reports

        report = list_reports(session, case_by_number(session, NUMBER).id)[0]
    from dossier.acts.signatures import sign_report

    act(sign_report, "anna", report.id, {})
    assert not any(line.startswith("Rapport") for line in told(anna))


def test_work_that_ended_is_told_to_who_asked_for_it(anna, bram, web_database, cast):
    with web_database.session() as session:
        asked_by = find_account(session, cast.emails["bram"]).id
        case = case_by_number(session, NUMBER)
        given = {"case_id": case.id, "arguments": {"number": NUMBER}}
        task = add_task(session, TaskKind.RANK, asked_by=asked_by, now=NOW, **given)
        end_task(session, task.id, Outcome.DONE, now=NOW)
    assert f"Opnieuw wegen: dossier {NUMBER}: klaar" in told(bram)
    assert not any("Opnieuw wegen" in line for line in told(anna))


def test_a_broken_source_is_told_to_the_administrator_and_nothing_of_a_case(visit):
    lines = told(visit("admin"))
    assert "Bron demo-kapot is kapot" in lines
    assert not any("Anna" in line for line in lines)


def test_a_near_term_and_a_near_agreement_are_told(anna, bram, act):
    given = {"what": "Cv bijwerken", "owner": "werknemer", "made_on": NOW.date().isoformat()}
    act(acts.add_agreement, "bram", {**given, "due_on": (NOW.date() + timedelta(days=3)).isoformat()})
    assert "Afspraak: uiterlijk ma 23 nov 2026" in told(anna)
    assert "Anna Visser: Afspraak: uiterlijk ma 23 nov 2026" in told(bram)


def test_nobody_is_told_of_another_office(visit):
    for name in ("carla", "els"):
        assert not any("Anna" in line or "Bram" in line for line in told(visit(name)))


def test_no_notice_holds_a_word_that_somebody_typed(bram, anna, daan, act):
    act(acts.shortlist_vacancy, "anna", "a5" * 8, state="bekijken", note="CANARY-WOORD")
    for visitor in (bram, anna, daan):
        assert "CANARY" not in visitor.get(PAGE).text


def test_a_notice_that_is_gone_or_made_up_leads_back_to_the_list(anna):
    for key in ("", "report:999", "https://evil.example/"):
        assert anna.post(f"{PAGE}/openen", {"key": key}).headers["Location"] == PAGE


def test_what_another_does_shows_at_the_bell_within_five_minutes(app, anna, act):
    context = app.extensions["passend"]
    anna.get("/")
    before = count(anna)
    act(acts.shortlist_vacancy, "bram", "a5" * 8, state="bekijken")
    assert count(anna) == before
    later = type(context)(**{**vars(context), "clock": lambda: NOW + timedelta(minutes=6)})
    app.extensions["passend"] = later
    assert count(anna) == before + 1


def test_the_administrator_is_told_which_looks_stood_out_and_reads_numbers_alone(visit, web_database, anna):
    line = {
        "kind": "many", "who": "Bram de Wit (loopbaancoach)", "looks": 40, "first": NOW.isoformat(),
        "last": NOW.isoformat(), "cases": [f"2026-{number:04}" for number in range(31)],
    }  # fmt: skip
    with web_database.session() as session:
        keep_report(session, None, TODAY - timedelta(days=11), [line], now=NOW)
        keep_report(session, None, TODAY - timedelta(days=18), [], now=NOW)
    admin = visit("admin")
    assert "Opvallende inzage: 1 regel in het weekbericht" in told(admin)
    page = admin.get("/beheer/inzage").text
    assert all(
        words in page for words in ("31 dossiers binnen een uur", "Bram de Wit", "2026-0030", "Er viel niets op")
    )
    assert "Anna" not in page
    assert [one for one in told(anna) if "inzage" in one] == []
