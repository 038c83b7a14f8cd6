"""The people of the demo: who may sign in, and five cases with their history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from dossier.acts.entry import dutch_day
from dossier.errors import NotFoundError
from dossier.evidence.signing import Signer
from dossier.model.people import Account, Role
from dossier.storage import accounts
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import case_by_number
from dossier.storage.vacancies import list_vacancies
from passend.demo.reports import write_demo_reports
from passend.demo.retelling import Retelling
from passend.demo.sites.vacancy import load_vacancies
from passend.demo.story import Story, load_stories

DEMO_PASSWORD = "samen-naar-passend-werk"  # noqa: S105 - printed on purpose: these accounts guard nothing
EMPLOYERS = {"mulder": "Bakkerij Mulder BV", "lindetak": "Zorggroep De Lindetak"}
AGENCY = "Bureau Vooruit"
COACH = "bram@passend.example"
_STAFF = (
    ("Bram de Wit", COACH, Role.COACH, AGENCY),
    ("Carla Smit", "carla@passend.example", Role.COACH, AGENCY),
    ("Daan Mulder", "daan@passend.example", Role.EMPLOYER, EMPLOYERS["mulder"]),
    ("Els Kramer", "els@passend.example", Role.EMPLOYER, EMPLOYERS["lindetak"]),
    ("Ada Terpstra", "ada@passend.example", Role.ADMIN, None),
)
_EMPLOYER_ACCOUNTS = {"mulder": "daan@passend.example", "lindetak": "els@passend.example"}


@dataclass(frozen=True)
class SignIn:
    """One line of what the demo prints."""

    role: str
    name: str
    email: str
    password: str = DEMO_PASSWORD


def list_sign_ins() -> list[SignIn]:
    """Everybody of the demo who can sign in: first those with the most to see."""
    staff = [SignIn(role.value, name, email) for name, email, role, _ in _STAFF]
    people = [SignIn(Role.EMPLOYEE.value, story.name, story.email) for story in load_stories()]
    return [staff[0], *people, *staff[1:]]


def has_people(session: Session) -> bool:
    return accounts.find_account(session, COACH) is not None


def create_people(
    session: Session,
    *,
    now: datetime,
    password_hash: Callable[[str], str],
    signer: Signer,
    attachments: AttachmentStore,
) -> list[SignIn]:
    """Make the accounts and the cases, with all that happened before today and needs no vacancy of the sites."""
    hashed = password_hash(DEMO_PASSWORD)
    organisations = {name: accounts.create_organisation(session, name=name) for name in EMPLOYERS.values()}
    organisations[AGENCY] = accounts.create_organisation(session, name=AGENCY, kind="agency")
    for name, email, role, organisation in _STAFF:
        home = None if organisation is None else organisations[organisation].id
        accounts.create_account(
            session, email=email, name=name, role=role.value, password_hash=hashed, organisation_id=home, now=now
        )
    for story in load_stories():
        accounts.create_account(
            session, email=story.email, name=story.name, role=Role.EMPLOYEE.value, password_hash=hashed, now=now
        )
        employer_id = organisations[EMPLOYERS[story.employer]].id
        assert employer_id is not None
        teller = _teller(session, story, now=now, signer=signer, attachments=attachments)
        teller.open_case(employer_id)
        teller.tell_the_past()
    return list_sign_ins()


def create_history(session: Session, *, now: datetime, signer: Signer, attachments: AttachmentStore) -> int:
    """What was decided about vacancies of the sample sites, after their crawl; answers how many acts that took.

    Raises NotFoundError for a vacancy that the crawl did not bring.
    """
    ids = _vacancy_ids(session)
    acts = 0
    for place, story in enumerate(load_stories()):
        missing = [slug for slug in story.slugs() if slug not in ids]
        if missing:
            raise NotFoundError(f"Niet gevonden bij de voorbeeldsites: {', '.join(missing)}.")
        one_by_one = now - timedelta(milliseconds=place)  # nobody decides for five people in one go
        teller = _teller(session, story, now=one_by_one, signer=signer, attachments=attachments)
        teller.case = case_by_number(session, story.number)
        acts += teller.tell_of_vacancies(ids)
    _write_reports(session, now=now, signer=signer)
    return acts


def _write_reports(session: Session, *, now: datetime, signer: Signer) -> None:
    """For the first story, so that every screen of reports has something on it."""
    story = load_stories()[0]
    write_demo_reports(
        session,
        case_by_number(session, story.number),
        coach=_account(session, COACH),
        employee=_account(session, story.email),
        employer=_account(session, _EMPLOYER_ACCOUNTS[story.employer]),
        now=now,
        today=dutch_day(now),
        signer=signer,
    )


def _teller(
    session: Session, story: Story, *, now: datetime, signer: Signer, attachments: AttachmentStore
) -> Retelling:
    return Retelling(
        session=session,
        story=story,
        actors={
            "coach": _account(session, COACH),
            "employee": _account(session, story.email),
            "employer": _account(session, _EMPLOYER_ACCOUNTS[story.employer]),
        },
        now=now,
        today=dutch_day(now),
        signer=signer,
        attachments=attachments,
    )


def _account(session: Session, email: str) -> Account:
    account = accounts.find_account(session, email)
    if account is None:
        raise NotFoundError(f"Het demo-account {email} bestaat niet.")
    return account


def _vacancy_ids(session: Session) -> dict[str, str]:
    """The slug of each posting of the sample sites to the id under which the crawl kept it."""
    kept = {
        (row.source, row.title, row.employer, row.place): row.id
        for row in list_vacancies(session)
        if row.source.startswith("voorbeeld-")
    }
    found = {v.slug: kept.get((f"voorbeeld-{v.site}", v.title, v.employer, v.place)) for v in load_vacancies()}
    return {slug: vacancy_id for slug, vacancy_id in found.items() if vacancy_id is not None}
