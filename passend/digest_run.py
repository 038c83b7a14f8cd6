"""Sends the weekly digest to everyone who chose it, each once a week."""

import ssl
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta
from smtplib import SMTP

from pydantic import BaseModel

from dossier.errors import SettingsError
from dossier.settings import Settings
from dossier.storage.accounts import digest_readers, get_account, note_digest
from dossier.storage.database import Database
from passend.digest import SUBJECT, build_digest, write_digest
from passend.mail import open_mail, send_text


class DigestReport(BaseModel):
    """How many people got it, had nothing to hear, or have an address that the server refused."""

    sent: int = 0
    empty: int = 0
    refused: int = 0


def send_digests(
    database: Database,
    settings: Settings,
    *,
    on: date,
    dry_run: bool = False,
    show: Callable[[str], None] | None = None,
    tls: ssl.SSLContext | None = None,
) -> DigestReport:
    """Each person in a transaction of their own: after a stop halfway nobody gets it twice in one week."""
    if not settings.sends_mail and not dry_run:
        msg = "Zet PASSEND_SMTP_HOST en PASSEND_SMTP_FROM om het weekbericht te versturen."
        raise SettingsError(msg)
    monday = on - timedelta(days=on.weekday())
    with database.reading() as session:
        readers = digest_readers(session, before=monday)
    report = DigestReport()
    with nullcontext() if dry_run or not readers else open_mail(settings, tls) as server:
        for account_id in readers:
            outcome = _send_one(database, settings, account_id, on, server, show)
            setattr(report, outcome, getattr(report, outcome) + 1)
    return report


def _send_one(
    database: Database,
    settings: Settings,
    account_id: int,
    on: date,
    server: SMTP | None,
    show: Callable[[str], None] | None,
) -> str:
    with database.reading() as session:
        account = get_account(session, account_id)
        digest, to = build_digest(session, account, on=on), account.email
    if digest.is_empty:
        return "empty"
    text = write_digest(digest, address=_address(settings))
    if show is not None:
        show(f"Aan: {to}\nOnderwerp: {SUBJECT}\n\n{text}")
    if server is None:
        return "sent"
    if not send_text(server, sender=settings.smtp_from or "", to=to, subject=SUBJECT, text=text):
        return "refused"
    with database.session() as session:
        note_digest(session, get_account(session, account_id), on=on)
    return "sent"


def _address(settings: Settings) -> str:
    return settings.require_public_url() or f"http://{settings.host}:{settings.port}/"
