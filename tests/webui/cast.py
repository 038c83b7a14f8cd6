"""The cast with a lived-in case: Anna, her coach Bram, her employer Daan; Carla, Els and Admin see none of it."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.model.vacancy import Snapshot
from dossier.settings import Settings
from dossier.storage import accounts
from dossier.storage.attachments import AttachmentStore
from dossier.storage.crawls import Tally, add_refusals, end_run, save_tally, start_run
from dossier.storage.database import Database
from dossier.storage.snapshots import WarcStore, add_snapshot
from dossier.storage.tls_state import Tls
from dossier.storage.vacancies import mark_gone, upsert_vacancy
from dossier.storage.warc import Exchange
from matcher import rank_cases
from tests.webui.postings import POSTINGS, posting
from tests.webui.report_history import write_reports
from webui.sign_in import hash_password

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
FIRST_SICK_DAY = date(2025, 3, 3)
NUMBER, OTHER_NUMBER = "2026-0001", "2026-0002"
PASSWORD = "een zin die niemand raadt"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
OVER_TLS = Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", ("5a" * 32, "5b" * 32), verified=True)
NOTE = "CANARY-NOTITIE geen zware dozen boven schouderhoogte"
WISH = "CANARY-WENS liever niet meer in de nachtdienst"
REMARK = "CANARY-OPMERKING van de coach"
"""Words that an employer must never meet."""


@dataclass(frozen=True)
class Cast:
    """Ids and numbers, so that a test may use them outside the session that made them."""

    case: str
    other_case: str
    emails: dict[str, str]


def make_accounts(session: Session) -> dict[str, Account]:
    mulder = accounts.create_organisation(session, name="Bakkerij Mulder BV")
    kramer = accounts.create_organisation(session, name="Kramer Transport BV")
    agency = accounts.create_organisation(session, name="Bureau Vooruit", kind="agency")
    hashed = hash_password(PASSWORD)
    people = {
        "anna": ("Anna Visser", "employee", None),
        "bram": ("Bram de Wit", "coach", agency.id),
        "carla": ("Carla Smit", "coach", agency.id),
        "daan": ("Daan Mulder", "employer", mulder.id),
        "els": ("Els Kramer", "employer", kramer.id),
        "admin": ("Admin", "admin", None),
        "fatima": ("Fatima Bakker", "employee", None),
    }
    return {
        key: accounts.create_account(
            session,
            email=f"{key}@passend.example",
            name=name,
            role=role,
            password_hash=hashed,
            organisation_id=organisation,
            now=NOW,
        )
        for key, (name, role, organisation) in people.items()
    }


def make_cast(database: Database, settings: Settings) -> Cast:
    """Fill an empty database; every row is written by the functions the program itself uses."""
    signer = Signer.load_or_create(settings.signing_key_file)
    with database.session() as session:
        people = make_accounts(session)
        case = open_case(session, people, signer, "anna", "bram", people["daan"], NUMBER, FIRST_SICK_DAY)
        open_case(session, people, signer, "fatima", "carla", people["els"], OTHER_NUMBER, date(2025, 6, 2))
        make_person(session, case, people["bram"], signer)
        make_vacancies(session, settings)
    with database.session() as session:
        rank_cases(session, on=TODAY)
    with database.session() as session:
        make_history(session, case, people, signer, settings)
    return Cast(NUMBER, OTHER_NUMBER, {key: account.email for key, account in people.items()})


def open_case(session, people, signer, employee, coach, employer, number, first_day) -> ReintegrationCase:
    values = {
        "number": number,
        "employee_name": people[employee].name,
        "employer_id": employer.organisation_id,
        "employee_id": people[employee].id,
        "coach_id": people[coach].id,
        "job_title": "Bakker" if employee == "anna" else "Chauffeur",
        "first_sick_day": first_day,
        "first_year_evaluation": first_day + timedelta(days=360),
        "track_two_start": first_day + timedelta(days=394),
    }
    return acts.open_case(session, values, actor=people[coach], now=NOW - timedelta(days=230), signer=signer)


def make_person(session: Session, case: ReintegrationCase, coach: Account, signer: Signer) -> None:
    by = {"actor": coach, "now": NOW - timedelta(days=200), "signer": signer}
    acts.save_profile(
        session,
        case,
        {
            "work_history": [
                {"title": "Bakker", "years": 9, "tasks": ["deeg maken", "ovens bedienen", "leerlingen begeleiden"]},
                {"title": "Verkoopmedewerker", "years": 3, "tasks": ["klanten helpen", "kassa"]},
            ],
            "skills": ["klantcontact", "plannen", "Excel", "nauwkeurig"],
            "education": "mbo-4 Brood en banket",
            "licences": ["rijbewijs B"],
            "languages": ["Nederlands", "Engels"],
            "wishes": WISH,
            "home_postcode": "3511 AB",
            "max_travel_minutes": 45,
            "transport": "ov",
            "desired_hours": 32,
        },
        **by,
    )
    wage = {"amount": "2950.00", "hours_per_week": 36, "source": "AD-rapport", "source_date": date(2026, 2, 20)}
    acts.save_wage(session, case, wage, **by)
    acts.save_capability_document(
        session,
        case,
        {
            "kind": "FML",
            "dated": date(2026, 2, 12),
            "author_function": "bedrijfsarts",
            "max_hours_per_week": 32,
            "labour_expert_conclusion": "Zoekt licht, afwisselend werk overdag.",
            "limitations": [
                {"item": "4.13", "level": 1, "note": NOTE},
                {"item": "6.1", "level": 2},
                {"item": "2.8", "level": 1},
            ],
        },
        **by,
    )
    profile = {
        "valid_from": date(2026, 4, 1),
        "directions": ["klantenservice", "administratie", "planning"],
        "region": "Utrecht en omgeving",
        "hours": "24-32",
        "reason": "Sluit aan bij klantcontact en plannen; veel vacatures in de regio.",
    }
    acts.save_search_profile(session, case, profile, **by)


def make_vacancies(session: Session, settings: Settings) -> None:
    """Six vacancies of one run, one of them gone, each with the page that shows it."""
    run = start_run(session, "demo-werk", NOW - timedelta(hours=3))
    with WarcStore(settings.snapshot_dir).create("demo.warc.gz", software="test", operator="test", now=NOW) as warc:
        for row in POSTINGS:
            vacancy = posting(row, TODAY)
            body = f"<html><title>{vacancy.title}</title><p>{vacancy.description}</p></html>".encode()
            snapshot = keep_page(session, warc, vacancy.url, body)
            upsert_vacancy(session, vacancy, NOW - timedelta(days=2), snapshot)
    save_tally(session, run.id, Tally(requests=9, statuses={"200": 8, "404": 1}, new=6, refused={"expired": 1}))
    add_refusals(session, run.id, [("https://werk.example/oud", "expired", "gesloten op 2026-10-01")])
    end_run(session, run.id, state="ok", reason=None, ended=NOW - timedelta(hours=2))
    broken = start_run(session, "demo-kapot", NOW - timedelta(hours=3))
    end_run(session, broken.id, state="broken", reason="geen vacatures gevonden", ended=NOW - timedelta(hours=2))


def keep_page(session: Session, warc, url: str, body: bytes) -> int:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    asked = b"GET / HTTP/1.1\r\n\r\n"
    kept = warc.append(Exchange(url, NOW - timedelta(days=2), asked, head, body, tls=OVER_TLS))
    warc.sync()
    row = Snapshot(
        url=url,
        fetched_at=NOW - timedelta(days=2),
        status=200,
        media_type="text/html",
        warc=kept.warc,
        offset=kept.offset,
        length=kept.length,
        sha256=kept.sha256,
        body_sha256=hashlib.sha256(body).hexdigest(),
    )
    return add_snapshot(session, row)


def make_history(session, case, people, signer, settings) -> None:
    """Three applications (one without proof, one released), the shortlist, activities and conversations."""
    anna, bram = people["anna"], people["bram"]
    store = AttachmentStore(settings.attachment_dir, settings.upload_limit_mb)

    def by(actor: Account, days: int) -> dict:
        return {"actor": actor, "now": NOW - timedelta(days=days), "signer": signer}

    first = {
        "applied_on": TODAY - timedelta(days=30),
        "employer": "Zorggroep Eemland",
        "job_title": "Receptionist",
        "place": "Amersfoort",
        "way": "webformulier",
        "url": "https://werk.example/receptionist",
        "coach_remark": REMARK,
        "fits_limitations": "met aanpassing",
    }
    row = acts.log_application(session, case, first, **by(anna, 30))
    file = store.save(PDF, "bevestiging.pdf")
    acts.attach_proof(session, case, row.serial, kind="ontvangstbevestiging", file=file, **by(anna, 30))
    result = {"result": "afwijzing", "result_on": TODAY - timedelta(days=20), "rejection_reason": "andere kandidaat"}
    acts.record_result(session, case, row.serial, result, **by(anna, 20))
    acts.release_applications(session, case, [row.serial], **by(bram, 15))
    second = {"applied_on": TODAY - timedelta(days=9), "vacancy_id": "a1" * 8, "way": "brief of e-mail"}
    acts.log_application(session, case, second, **by(anna, 9))
    acts.shortlist_vacancy(session, case, "a3" * 8, state="solliciteren", **by(bram, 3))
    acts.shortlist_vacancy(session, case, "a1" * 8, state="gesolliciteerd", **by(anna, 9))
    acts.dismiss_vacancy(session, case, "a2" * 8, reason_code="LIMITATIONS_EXCEEDED", note="tillen", **by(bram, 3))
    acts.shortlist_vacancy(session, case, "a4" * 8, state="bekijken", note="Rustige balie?", **by(bram, 2))
    mark_gone(session, ["a4" * 8], NOW - timedelta(days=1))
    activity = {
        "kind": "cv", "title": "Cv vernieuwd", "goal": "Een cv dat past bij kantoorwerk",
        "occurred_on": TODAY - timedelta(days=40), "result": "Cv versie 3", "cost": "120.00",
    }  # fmt: skip
    acts.add_activity(session, case, activity, **by(bram, 40))
    contact = {
        "occurred_on": TODAY - timedelta(days=16), "way": "gesprek", "with_whom": "Anna Visser",
        "facts": "Vacatures doorgenomen.", "agreements": "Anna solliciteert op twee vacatures.",
        "employer_agreements": "Daan stuurt de getuigschriften op.", "next_step": "Bellen op vrijdag",
    }  # fmt: skip
    acts.add_contact(session, case, contact, **by(bram, 16))
    write_reports(session, case, bram, signer, NOW - timedelta(days=1))
