"""The stories of the demo told at one moment, and the vacancies they speak of, without a crawl."""

from datetime import UTC, datetime

from sqlmodel import Session

from crawler.document import Document
from crawler.extract import extract_document
from dossier.evidence.signing import Signer
from dossier.model.posting import VacancyIn
from dossier.storage.attachments import AttachmentStore
from dossier.storage.vacancies import upsert_vacancy
from passend.demo.people import create_people
from passend.demo.sites.agency import AgencySite
from passend.demo.sites.board import BoardSite
from passend.demo.sites.employer import EmployerSite
from passend.demo.sites.site import Site

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)


def tell_people(session: Session, signer: Signer, store: AttachmentStore) -> None:
    create_people(session, now=NOW, password_hash=lambda word: f"hash of {word}", signer=signer, attachments=store)


def keep_vacancies(session: Session) -> None:
    """The vacancies as a crawl would keep them, without the crawl."""
    today = NOW.date()
    board = BoardSite(today, "http://bord.example")
    keep_page(session, board, "/api/offers/")
    employer, agency = EmployerSite(today, "http://w.example"), AgencySite(today, "http://b.example")
    for vacancy in employer.vacancies:
        keep_page(session, employer, f"/vacatures/{vacancy.slug}")
    for vacancy in (vacancy for vacancy in agency.vacancies if vacancy.closed_days is None):
        keep_page(session, agency, f"/baan/{vacancy.slug}")


def keep_page(session: Session, site: Site, path: str) -> None:
    answer = site.answer(path)
    document = Document(answer.body, url=site.base + path, media_type=answer.media_type)
    for found in extract_document(document, source=f"voorbeeld-{site.name}"):
        if isinstance(found, VacancyIn):
            upsert_vacancy(session, found, NOW, None)
