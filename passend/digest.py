"""What the weekly digest says: numbers and a link, and to a coach the head of each chain (V-18)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from dossier.acts.entry import ROLE_NAMES
from dossier.evidence.log import head_of
from dossier.model.case import CaseStatus, ReintegrationCase
from dossier.model.people import Account, Role
from dossier.rules.norms import waits_for_answer
from dossier.rules.terms import TermStatus
from dossier.storage.agreements import open_agreements
from dossier.storage.case_terms import terms_on
from dossier.storage.caseload import applications_without_answer
from dossier.storage.cases import cases_for
from webui.calendar_file import concerns

TERM_DAYS, AGREEMENT_DAYS = 14, 7
SUBJECT = "Passend: uw week"
"""The same for everybody: a subject is shown on locked screens."""


@dataclass(frozen=True)
class Digest:
    """The numbers of one person; the heads are a coach's alone."""

    terms: int
    agreements: int
    answers: int
    heads: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.agreements or self.answers or self.heads)


def build_digest(session: Session, account: Account, *, on: date) -> Digest:
    cases = cases_for(session, account, on=on)
    running = [case for case in cases if case.status != CaseStatus.CLOSED]
    ids = [case.id for case in running if case.id is not None]
    is_coach = account.role == Role.COACH
    due = open_agreements(session, ids, until=on + timedelta(days=AGREEMENT_DAYS))
    waiting = {} if account.role == Role.EMPLOYER else applications_without_answer(session, ids)
    return Digest(
        terms=sum(_count_terms(session, case, account.role, on) for case in running),
        agreements=sum(is_coach or row.owner == ROLE_NAMES.get(account.role) for rows in due.values() for row in rows),
        answers=sum(waits_for_answer(row, on) for rows in waiting.values() for row in rows),
        heads=[(case.number, head_of(session, case.number, case.id)) for case in cases if is_coach and case.id],
    )


def _count_terms(session: Session, case: ReintegrationCase, role: str, on: date) -> int:
    until = on + timedelta(days=TERM_DAYS)
    return sum(
        on <= term.due <= until and term.status is not TermStatus.DONE and concerns(term, role)
        for term in terms_on(session, case, on)
    )


def write_digest(digest: Digest, *, address: str) -> str:
    """Plain text without a name: what it is about is read after signing in."""
    counts = [
        f"Termijnen in de komende {TERM_DAYS} dagen: {digest.terms}",
        f"Afspraken voor deze week of van eerder: {digest.agreements}",
        f"Antwoorden om naar te vragen: {digest.answers}",
    ]
    heads = [f"kop van het logboek van dossier {number}: {head}" for number, head in digest.heads]
    kept = ["", "Bewaar dit bericht: hiermee is later te zien dat er niets uit het logboek is gehaald.", *heads]
    closing = ["", "U zette dit bericht zelf aan. Uitzetten kan op de pagina Uw account.", ""]
    return "\n".join(["Dag,", "", *counts, "", f"Bekijk het in Passend: {address}", *(kept if heads else []), *closing])
