"""The weekly message: who gets it, what stands in it, and that it leaves over TLS alone."""

import asyncio
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_string
from pathlib import Path
from unittest.mock import Mock

import pytest

from dossier import acts
from dossier.errors import SettingsError
from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage.accounts import choose_digest
from dossier.storage.database import Database
from passend.digest import build_digest, write_digest
from passend.digest_run import send_digests
from passend.mail import MailError
from passend.schedule import DIGEST, run_due, week_due_at
from passend.work.due import put_due
from tests.certificate import write_certificate
from tests.dossier.cast import NOW, Cast, make_cast

TODAY = NOW.date()
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""Seven in the morning in Amsterdam, in winter."""


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1, in one file."""
    path = tmp_path_factory.mktemp("tls") / "post.pem"
    write_certificate(path)
    return path


class MailServer:
    """Just enough SMTP to take a message after STARTTLS."""

    def __init__(self, certificate: Path, unknown: str = "", *, offers_tls: bool = True) -> None:
        self.taken: list[tuple[str, str]] = []
        self.signed_in: list[str] = []
        self.before_tls: list[str] = []
        self.unknown, self.offers_tls = unknown, offers_tls
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(certificate)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 post\r\n")
        to, is_safe = "", False
        while line := (await reader.readline()).decode().strip():
            verb = line.split(maxsplit=1)[0].upper()
            if not is_safe:
                self.before_tls.append(verb)
            if verb == "EHLO":
                writer.write(
                    b"250-post\r\n250 AUTH PLAIN\r\n"
                    if is_safe or not self.offers_tls
                    else b"250-post\r\n250 STARTTLS\r\n"
                )
            elif verb == "STARTTLS":
                writer.write(b"220 ga door\r\n")
                await writer.drain()
                try:
                    await writer.start_tls(self.tls)
                except OSError:
                    break
                is_safe = True
            elif verb == "AUTH":
                self.signed_in.append(line)
                writer.write(b"235 welkom\r\n")
            elif verb == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                writer.write(b"550 onbekend\r\n" if to == self.unknown else b"250 goed\r\n")
            elif verb == "DATA":
                writer.write(b"354 kom maar\r\n")
                self.taken.append((to, (await reader.readuntil(b"\r\n.\r\n")).decode()))
                writer.write(b"250 goed\r\n")
            else:
                writer.write(b"221 dag\r\n" if verb == "QUIT" else b"250 goed\r\n")
            await writer.drain()
            if verb == "QUIT":
                break
        writer.close()


@contextmanager
def listening(server: MailServer) -> Iterator[int]:
    """The port, for as long as the server listens in a thread of its own."""
    loop = asyncio.new_event_loop()
    listener = loop.run_until_complete(asyncio.start_server(server.serve, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(listener.close)
        asyncio.run_coroutine_threadsafe(finish(), loop).result(timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def finish() -> None:
    """Let every conversation come to its end."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*others, return_exceptions=True)


@pytest.fixture
def office(database: Database) -> Cast:
    """Anna, Bram and Daan want the digest; Carla and Els do not."""
    with database.session() as session:
        cast = make_cast(session, Signer.generate())
        for person in (cast.anna, cast.bram, cast.daan):
            choose_digest(session, person, wanted=True)
        due = {"what": "CV bijwerken voor Slagerij Vos", "owner": "werknemer", "due_on": TODAY + timedelta(days=3)}
        acts.add_agreement(session, cast.case, {"made_on": TODAY} | due, **cast.by(cast.bram))
        acts.log_application(
            session,
            cast.case,
            {
                "applied_on": TODAY - timedelta(days=30),
                "employer": "Slagerij Vos",
                "job_title": "inpakker",
                "way": "brief of e-mail",
                "result": "nog geen antwoord",
            },
            **cast.by(cast.anna),
        )
        session.expunge_all()
    return cast


def mailing(tmp_path: Path, port: int) -> Settings:
    return Settings(
        data_dir=tmp_path,
        testing=True,
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_user="post",
        smtp_password="geheim",  # type: ignore[arg-type]
        smtp_from="passend@bureau.example",
    )


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def test_everyone_who_chose_it_gets_one_message_over_tls_and_nobody_else(database, office, certificate, tmp_path):
    server = MailServer(certificate)
    with listening(server) as port:
        report = send_digests(database, mailing(tmp_path, port), on=TODAY, tls=trusting(certificate))
    assert [to.partition("@")[0] for to, _text in server.taken] == ["anna", "bram", "daan"]
    assert (report.sent, report.refused) == (3, 0)
    assert (server.before_tls, len(server.signed_in)) == (["EHLO", "STARTTLS"], 1)


def test_no_name_of_a_person_job_or_company_is_in_any_message(database, office, certificate, tmp_path):
    server = MailServer(certificate)
    with listening(server) as port:
        send_digests(database, mailing(tmp_path, port), on=TODAY, tls=trusting(certificate))
    texts = [message_from_string(text).get_payload(decode=True).decode() for _to, text in server.taken]
    words = re.compile(r"Anna|Visser|Bram|Mulder|Vos|Slagerij|CV|inpakker|bakker|ziek|spoor", re.IGNORECASE)
    assert [words.findall(text) for text in texts] == [[], [], []]


def test_the_numbers_are_those_of_each_role_and_only_the_coach_reads_the_head(database, office):
    with database.reading() as session:
        anna, bram, daan = (build_digest(session, who, on=TODAY) for who in (office.anna, office.bram, office.daan))
    assert [(one.agreements, one.answers) for one in (anna, bram, daan)] == [(1, 1), (1, 1), (0, 0)]
    assert [number for number, _head in bram.heads] == ["2026-0001"]
    assert "kop van het logboek van dossier 2026-0001: " + bram.heads[0][1] in write_digest(bram, address="x")
    assert (anna.heads, daan.heads) == ([], [])


def test_nobody_gets_it_twice_in_one_week(database, office, certificate, tmp_path):
    server = MailServer(certificate)
    with listening(server) as port:
        for day in (0, 1, 2, 3):  # Friday to Monday
            send_digests(database, mailing(tmp_path, port), on=TODAY + timedelta(days=day), tls=trusting(certificate))
    assert len(server.taken) == 6


def test_an_address_that_is_refused_stops_nobody_else(database, office, certificate, tmp_path):
    server = MailServer(certificate, unknown="anna@passend.example")
    with listening(server) as port:
        report = send_digests(database, mailing(tmp_path, port), on=TODAY, tls=trusting(certificate))
    assert (report.sent, report.refused) == (2, 1)


def test_a_server_without_tls_or_with_an_unknown_certificate_gets_no_password(database, office, certificate, tmp_path):
    plain, unknown = MailServer(certificate, offers_tls=False), MailServer(certificate)
    for server, tls in ((plain, trusting(certificate)), (unknown, None)):
        with listening(server) as port, pytest.raises(MailError, match="werkt niet mee"):
            send_digests(database, mailing(tmp_path, port), on=TODAY, tls=tls)
    assert (plain.signed_in, unknown.signed_in, plain.taken, unknown.taken) == ([], [], [], [])


def test_a_dry_run_shows_the_messages_without_a_mail_server(database, office, tmp_path):
    shown: list[str] = []
    settings = Settings(data_dir=tmp_path, testing=True)
    send_digests(database, settings, on=TODAY, dry_run=True, show=shown.append)
    assert len(shown) == 3
    with pytest.raises(SettingsError, match="PASSEND_SMTP_HOST"):
        send_digests(database, settings, on=TODAY)


def test_half_of_the_mail_settings_stops_the_start():
    with pytest.raises(SettingsError, match="PASSEND_SMTP_FROM"):
        Settings(testing=True, smtp_host="post.example")


def test_it_is_due_on_monday_at_seven_and_once():
    before = MONDAY - timedelta(minutes=1)
    assert week_due_at(MONDAY - timedelta(days=7), before) is None
    assert week_due_at(MONDAY - timedelta(days=7), MONDAY) == MONDAY
    assert week_due_at(MONDAY, MONDAY + timedelta(days=6)) is None


def test_the_scheduler_starts_it_only_where_a_mail_server_is_set(database: Database):
    started: list[list[str]] = []

    def start(arguments) -> int:
        started.append(list(arguments))
        return 0

    assert DIGEST not in run_due(database, [], start, now=MONDAY)
    assert run_due(database, [], start, now=MONDAY + timedelta(minutes=1), sends_mail=True) == [DIGEST]
    assert run_due(database, [], start, now=MONDAY + timedelta(days=1), sends_mail=True)[0] != DIGEST
    assert started.count(["digest"]) == 1


def test_workers_find_it_in_the_queue_too(database: Database):
    put = Mock()
    put_due(database, put, [], now=MONDAY, sends_mail=True)
    assert DIGEST in [call.args[1] for call in put.put.call_args_list]
