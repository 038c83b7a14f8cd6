"""The doors of accounts: for the first administrator, and for whoever runs the machine."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dossier.errors import InvalidInputError
from passend.doors.option import AsJson, DataDir, load_settings, now, open_database
from passend.output import print_json, print_line

if TYPE_CHECKING:
    from sqlmodel import Session

    from dossier.model.people import Account
    from dossier.model.sign_in import AccountLink
    from dossier.settings import Settings

accounts = typer.Typer(help="Wie zich kan aanmelden.", no_args_is_help=True)
OPERATOR = "beheerder van de machine"
"""How the owner of the account reads who did it; a second person still agrees where a case would open."""
Email = Annotated[str, typer.Argument(help="Het e-mailadres van het account.")]


def add_doors(app: typer.Typer) -> None:
    app.add_typer(accounts, name="account")


@accounts.command("add")
def add(
    email: Email,
    name: Annotated[str, typer.Option("--name", help="Voor- en achternaam.")],
    role: Annotated[str, typer.Option("--role", help="employee, coach, employer of admin.")],
    organisation: Annotated[str | None, typer.Option("--organisation", help="Voor een coach of werkgever.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Maakt een account en toont één keer de link waarmee de persoon zelf een wachtwoord kiest."""
    from dossier.model.sign_in import LinkKind
    from dossier.storage.account_events import EventKind, record_event
    from dossier.storage.account_links import ask_link
    from dossier.storage.accounts import create_account

    settings = load_settings(data_dir)
    database, moment = open_database(settings), now()
    with database.session() as session:
        home = _organisation_id(session, role, organisation)
        account = create_account(
            session, email=email, name=name, role=role, password_hash="", organisation_id=home, now=moment
        )
        assert account.id is not None
        record_event(session, account.id, EventKind.CREATED, now=moment, by=OPERATOR)
        link, secret = ask_link(session, account, LinkKind.INVITATION, asked_by=OPERATOR, now=moment)
        _print_link(settings, link, secret, as_json=as_json)
    database.close()


@accounts.command("list")
def list_all(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Alle accounts: adres, rol, naam, actief of niet, met of zonder tweede stap."""
    from dossier.storage.accounts import list_accounts

    database = open_database(load_settings(data_dir))
    with database.reading() as session:
        rows = [_describe(account) for account in list_accounts(session)]
    database.close()
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print_line("\t".join(str(value) for value in row.values()))


@accounts.command("link")
def link(
    email: Email,
    kind: Annotated[str, typer.Option("--kind", help="invitation, password of second_step.")] = "password",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Vraagt een link aan; opent die een dossier, dan keurt eerst een tweede persoon hem goed in de pagina's."""
    from dossier.model.sign_in import LinkKind
    from dossier.storage.account_links import ask_link

    if kind not in {one.value for one in LinkKind}:
        raise InvalidInputError("--kind", kind, ", ".join(LinkKind))
    settings = load_settings(data_dir)
    database = open_database(settings)
    with database.session() as session:
        asked, secret = ask_link(session, _find(session, email), LinkKind(kind), asked_by=OPERATOR, now=now())
        _print_link(settings, asked, secret, as_json=as_json)
    database.close()


@accounts.command("block")
def block(email: Email, data_dir: DataDir = None) -> None:
    """Sluit een account: alle sessies eindigen meteen."""
    _set_active(email, load_settings(data_dir), now(), active=False)


@accounts.command("unblock")
def unblock(email: Email, data_dir: DataDir = None) -> None:
    """Opent een gesloten account weer."""
    _set_active(email, load_settings(data_dir), now(), active=True)


def _set_active(email: str, settings: "Settings", moment: datetime, *, active: bool) -> None:
    from dossier.storage.account_events import EventKind, record_event
    from dossier.storage.accounts import set_active
    from dossier.storage.sign_in_sessions import end_sessions

    database = open_database(settings)
    with database.session() as session:
        account = _find(session, email)
        assert account.id is not None
        set_active(session, account, active=active)
        if not active:
            end_sessions(session, account.id, reason="blocked", now=moment)
        kind = EventKind.UNBLOCKED if active else EventKind.BLOCKED
        record_event(session, account.id, kind, now=moment, by=OPERATOR)
    database.close()
    print_line(f"{email}\t{'open' if active else 'geblokkeerd'}")


def _find(session: "Session", email: str) -> "Account":
    from dossier.storage.accounts import find_account

    account = find_account(session, email)
    if account is None:
        raise InvalidInputError("e-mailadres", email, "het adres van een account dat bestaat")
    return account


def _organisation_id(session: "Session", role: str, name: str | None) -> int | None:
    """The organisation of this name, made where it is new; a coach and an employer work for one, others do not."""
    from dossier.storage.accounts import create_organisation, list_organisations

    if role not in {"coach", "employer"}:
        return None
    if not name:
        raise InvalidInputError("--organisation", "", "de naam van het bureau of de werkgever")
    kind = "agency" if role == "coach" else "employer"
    found = next((one for one in list_organisations(session, kind=kind) if one.name == name), None)
    return (found or create_organisation(session, name=name, kind=kind)).id


def _describe(account: "Account") -> dict[str, object]:
    return {
        "email": account.email,
        "role": account.role,
        "name": account.name,
        "state": "geblokkeerd" if not account.active else "actief" if account.password else "uitgenodigd",
        "second_step": bool(account.tf_primary_method),
    }


def _print_link(settings: "Settings", link: "AccountLink", secret: str | None, *, as_json: bool) -> None:
    """The link once; or that a second person has to agree first."""
    start = (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/")
    address = None if secret is None else f"{start}/link/{secret}"
    if as_json:
        print_json({"link": address, "expires_at": link.expires_at.isoformat(), "needs_second_person": secret is None})
    elif address is None:
        print_line("Het verzoek wacht op goedkeuring van een tweede persoon (Herstelverzoeken).")
    else:
        print_line(
            f"Geef deze link aan de persoon zelf; hij werkt één keer, tot {link.expires_at.isoformat()}:\n{address}"
        )
