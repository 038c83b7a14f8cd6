"""Plain e-mail over TLS, through the mail server of the office."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from smtplib import SMTP, SMTP_SSL

from dossier.errors import DossierError
from dossier.settings import Settings

TLS_AT_ONCE = 465
WHOLE_LINES = WIRE.clone(max_line_length=998)
"""The longest line of RFC 5322: the head of a chain is not broken off, and who searches their mail finds it."""
PATIENCE = 30
"""Seconds. Every error of smtplib is an OSError, and so is every broken line."""


class MailError(DossierError):
    """Raised when the mail server cannot be reached, is not to be trusted or does not let us in."""


@contextmanager
def open_mail(settings: Settings, tls: ssl.SSLContext | None = None) -> Iterator[SMTP]:
    """A signed-in connection; nothing is said before TLS, and a server without it gets no password."""
    host, trust = settings.smtp_host or "", tls or ssl.create_default_context()
    try:
        server = _connect(host, settings.smtp_port, trust)
    except OSError as error:
        msg = f"De mailserver {host}:{settings.smtp_port} werkt niet mee ({type(error).__name__}: {error})."
        raise MailError(msg) from error
    with server:
        if settings.smtp_user is not None and settings.smtp_password is not None:
            try:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            except OSError as error:
                msg = f"De mailserver {host} laat PASSEND_SMTP_USER niet binnen ({type(error).__name__})."
                raise MailError(msg) from error
        yield server


def _connect(host: str, port: int, trust: ssl.SSLContext) -> SMTP:
    if port == TLS_AT_ONCE:
        return SMTP_SSL(host, port, timeout=PATIENCE, context=trust)
    server = SMTP(host, port, timeout=PATIENCE)
    try:
        server.starttls(context=trust)
    except OSError:
        server.close()
        raise
    return server


def send_text(server: SMTP, *, sender: str, to: str, subject: str, text: str) -> bool:
    """Whether the server took it; an address that cannot be is refused here, one that it does not know there."""
    message = EmailMessage(WHOLE_LINES)
    try:
        message["From"], message["To"] = Address(addr_spec=sender), Address(addr_spec=to)
        message["Subject"], message["Auto-Submitted"] = subject, "auto-generated"
        message.set_content(text)
        if any(sign in value for value in message.values() for sign in "\r\n"):
            return False  # an encoded word may hide the end of a line
        server.send_message(message)
    except (OSError, MessageError, ValueError, IndexError):
        return False
    return True
