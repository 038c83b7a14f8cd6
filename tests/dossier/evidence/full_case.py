"""A case with everything in it that an export can show, and words that an employer may never read."""

import hashlib
import random
from datetime import timedelta

from sqlmodel import Session

from dossier import acts
from dossier.acts.career_documents import add_comment, save_career_document
from dossier.acts.holds import place_hold
from dossier.acts.quality_checks import save_quality_check
from dossier.model.demand import Verdict
from dossier.model.match import Match
from dossier.model.vacancy import Snapshot, Vacancy, VacancySnapshot
from dossier.settings import Settings
from dossier.storage.attachments import AttachmentStore
from dossier.storage.snapshots import WarcStore
from dossier.storage.warc import Exchange
from tests.dossier.cast import NOW, Cast
from tests.dossier.evidence.full_course import fill_course

PAGE = (
    b"<html><head><title>x</title><script>var a = 1</script></head>"
    b"<body><h1>Orderpicker</h1><p>Kom werken.</p></body></html>"
)
SECRETS = (
    "4.13.1-NIET-DRAGEN",
    "4.13",
    "wens-dicht-bij-huis",
    "opmerking-van-de-coach",
    "te-weinig-belastbaar",
    "met aanpassing",
    "feiten-uit-het-gesprek",
    "afspraak-met-de-coach",
    "afspraak-van-de-werknemer",
    "afspraak-van-de-coach",
    "naam-van-de-brief",
    "woorden-uit-een-brief",
    "opmerking-bij-de-brief",
    "doel-van-de-activiteit",
    "resultaat-van-de-activiteit",
    "notitie-bij-afwijzen",
    "LIMITATIONS_EXCEEDED",
    "Nooit Vrijgegeven BV",
    "NOT_REACHABLE_WITHIN_HOURS",
    "binnen de urenbeperking",
    "rijbewijs-verlopen",
    "woorden-van-de-teamleider",
    "reden-van-eigen-oordeel",
)
"""Item, note, wish, remark, reason, verdict, unreleased row: none of these may reach the employer in any file."""


def add_vacancy(session: Session, settings: Settings, key: str = "0123456789abcdef") -> Vacancy:
    vacancy = Vacancy(
        id=key,
        source="demo-logistiek",
        title="Orderpicker",
        employer="Logistiek Noord BV",
        description="Kom orders picken in ons magazijn.",
        place="Zwolle",
        hours_min=24.0,
        hours_max=32.0,
        salary_text="€ 15,50 per uur",
        url=f"https://werk.example/vacature/{key}",
        first_seen=NOW,
        last_seen=NOW,
    )
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    exchange = Exchange(vacancy.url, NOW - timedelta(days=40), b"GET / HTTP/1.1\r\n\r\n", head, PAGE)
    with WarcStore(settings.snapshot_dir).create(f"{key}.warc.gz", software="x", operator="x", now=NOW) as file:
        kept = file.append(exchange)
    snapshot = Snapshot(
        url=vacancy.url,
        fetched_at=NOW - timedelta(days=40),
        status=200,
        media_type="text/html; charset=utf-8",
        warc=kept.warc,
        offset=kept.offset,
        length=kept.length,
        sha256=kept.sha256,
        body_sha256=hashlib.sha256(PAGE).hexdigest(),
    )
    session.add_all([vacancy, snapshot])
    session.flush()
    session.add(VacancySnapshot(vacancy_id=key, version=1, snapshot_id=snapshot.id))
    session.flush()
    return vacancy


def add_match(session: Session, case_id: int, vacancy_id: str) -> None:
    detail = {"verdicts": {"wage": {"total_ratio": {"low": 0.536, "high": 0.715}}, "travel": {"minutes": 25}}}
    match = Match(
        case_id=case_id,
        vacancy_id=vacancy_id,
        rank=1,
        score=0.98765,
        wage_verdict="NOT_REACHABLE_WITHIN_HOURS",
        hours_verdict="binnen",
        travel_verdict="binnen",
        limitation_verdict="waarschijnlijk overschrijding",
        detail=detail,
        rule_version="2026.2",
        model_version="1",
        computed_on=NOW.date(),
    )
    session.add(match)
    session.flush()


def fill_case(session: Session, cast: Cast, settings: Settings, *, applications: int = 6) -> None:
    """Fill Anna's case: every act at least once, half of the applications released."""
    case, by = cast.case, cast.by
    store = AttachmentStore(settings.attachment_dir, settings.upload_limit_mb)
    vacancy = add_vacancy(session, settings)
    add_match(session, case.id, vacancy.id)
    profile = {"skills": ["plannen"], "wishes": "wens-dicht-bij-huis", "transport": "rijbewijs-verlopen"}
    acts.save_profile(session, case, profile, **by(cast.anna, days_ago=200))
    wage = {"amount": "3200.00", "hours_per_week": 40, "source": "werkgever", "source_date": "2025-03-01"}
    acts.save_wage(session, case, wage, **by(cast.bram, days_ago=200))
    document = {
        "kind": "FML",
        "dated": "2026-03-01",
        "author_function": "bedrijfsarts",
        "max_hours_per_week": 24,
        "labour_expert_conclusion": "Licht werk is mogelijk.",
        "limitations": [{"item": "4.13", "level": 1, "note": "4.13.1-NIET-DRAGEN"}],
    }
    acts.save_capability_document(session, case, document, **by(cast.bram, days_ago=200))
    for days, directions in ((200, ["logistiek", "klantenservice"]), (100, ["logistiek", "receptie"])):
        search = {
            "valid_from": (NOW - timedelta(days=days)).date(),
            "directions": directions,
            "region": "Zwolle",
            "hours": "20-24",
            "reason": f"Reden van {days} dagen geleden",
        }
        acts.save_search_profile(session, case, search, **by(cast.bram, days_ago=days))
    dismissal = {"reason_code": "LIMITATIONS_EXCEEDED", "note": "notitie-bij-afwijzen"}
    acts.dismiss_vacancy(session, case, vacancy.id, **dismissal, **by(cast.bram, days_ago=60))
    judge_vacancy(session, cast, vacancy)
    fill_course(session, cast)
    fill_applications(session, cast, store, vacancy, applications)
    activity = {
        "kind": "training",
        "title": "Cursus heftruck",
        "goal": "doel-van-de-activiteit",
        "occurred_on": (NOW - timedelta(days=90)).date(),
        "result": "resultaat-van-de-activiteit",
        "cost": "450.50",
    }
    acts.add_activity(session, case, activity, **by(cast.bram, days_ago=80))
    conversation = {
        "occurred_on": (NOW - timedelta(days=70)).date(),
        "way": "bezoek",
        "with_whom": "Anna Visser",
        "facts": "feiten-uit-het-gesprek",
        "agreements": "afspraak-met-de-coach",
        "employer_agreements": "Getuigschrift sturen",
        "next_step": "Bellen",
    }
    talk = acts.add_contact(session, case, conversation, **by(cast.bram, days_ago=70))
    fill_agreements(session, cast, talk.id)
    letter = {"kind": "brief", "title": "naam-van-de-brief", "body": "woorden-uit-een-brief"}
    draft = save_career_document(session, case, letter, **by(cast.anna, days_ago=65))
    remark = {"comment": "opmerking-bij-de-brief"}
    add_comment(session, case, draft.id, remark, **by(cast.bram, days_ago=64))
    hold = {"ground": "geschil of klacht", "until": (NOW - timedelta(days=30)).date()}
    place_hold(session, case, hold, **by(cast.bram, days_ago=60))
    acts.record_view(session, case, part="sollicitaties", **by(cast.daan, days_ago=2))
    acts.release_applications(session, case, list(range(1, applications // 2 + 1)), **by(cast.bram, days_ago=1))


def fill_agreements(session: Session, cast: Cast, contact_id: int | None) -> None:
    """One of each of the three, of which the employer reads the employer's own alone."""
    made = (NOW - timedelta(days=70)).date()
    for owner, what in (
        ("werknemer", "afspraak-van-de-werknemer"),
        ("loopbaancoach", "afspraak-van-de-coach"),
        ("werkgever", "Proefdag regelen op kantoor"),
    ):
        given = {
            "what": what,
            "owner": owner,
            "made_on": made,
            "due_on": made + timedelta(days=14),
            "contact_id": contact_id,
        }
        row = acts.add_agreement(session, cast.case, given, **cast.by(cast.bram, days_ago=69))
        settling = {
            "state": "niet nagekomen",
            "settled_on": made + timedelta(days=20),
            "settled_why": f"uitleg bij {what}",
        }
        acts.settle_agreement(session, cast.case, row.id, settling, **cast.by(cast.bram, days_ago=49))


def judge_vacancy(session: Session, cast: Cast, vacancy: Vacancy) -> None:
    """What the vacancy's employer answered about a limitation, and what the coach judged of it."""
    about = {"vacancy": vacancy.id, "item": "4.13", "level": 1}
    answer = {
        **about,
        "occurs": "komt af en toe voor",
        "amount": "12.5",
        "words": "woorden-van-de-teamleider",
        "informant": "teamleider",
        "answered_on": (NOW - timedelta(days=62)).date(),
    }
    acts.record_answer(session, cast.case, answer, **cast.by(cast.bram, days_ago=61))
    judgement = {**about, "verdict": "binnen", "reason": "reden-van-eigen-oordeel"}
    computed = Verdict.UNKNOWN
    acts.judge_limitation_by_hand(session, cast.case, judgement, computed=computed, **cast.by(cast.bram, days_ago=61))


def fill_applications(session: Session, cast: Cast, store: AttachmentStore, vacancy: Vacancy, count: int) -> None:
    """Half from a known vacancy, each third with a proof; the last half is never released."""
    chance = random.Random(1)
    for number in range(count):
        released = number < count // 2
        days = 150 - number * 140 // count
        given = {
            "applied_on": (NOW - timedelta(days=days)).date(),
            "employer": "Logistiek Noord BV" if released else "Nooit Vrijgegeven BV",
            "job_title": "Orderpicker",
            "way": "brief of e-mail" if number % 4 else "netwerk",
            "search_direction": "logistiek",
            "fits_limitations": "met aanpassing",
            "coach_remark": "opmerking-van-de-coach",
            "vacancy_id": vacancy.id if number % 2 == 0 else None,
            "performed_by": "coach" if number % 5 == 4 else "employee",
        }
        row = acts.log_application(session, cast.case, given, **cast.by(cast.anna, days_ago=days - number % 3))
        if number % 3 == 0:
            file = store.save(b"%PDF-1.4\n" + chance.randbytes(300), f"brief {number}.pdf")
            acts.attach_proof(session, cast.case, row.serial, kind="brief", file=file, **cast.by(cast.anna))
            look = {"checked_on": given["applied_on"], "language": "ja", "advice": "advies-over-de-brief"}
            save_quality_check(session, cast.case, row.serial, look, **cast.by(cast.bram))
        if number % 2 == 0:
            result = {
                "result": "afwijzing",
                "result_on": given["applied_on"] + timedelta(days=5),
                "rejection_reason": "te-weinig-belastbaar",
            }
            acts.record_result(session, cast.case, row.serial, result, **cast.by(cast.anna))
