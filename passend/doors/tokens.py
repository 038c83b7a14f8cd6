"""The doors of connections with other programs: a key made, confirmed, listed and withdrawn."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dossier.errors import InvalidInputError
from passend.doors.option import AsJson, DataDir, load_settings, now, open_database, parse_day
from passend.output import print_json, print_line

if TYPE_CHECKING:
    from sqlmodel import Session

    from dossier.model.api_token import ApiToken
    from dossier.model.people import Account

tokens = typer.Typer(
    help="Sleutels waarmee een ander programma leest en schrijft voor een kantoor.", no_args_is_help=True
)
By = Annotated[str, typer.Option("--by", help="E-mailadres van de beheerder, of van wie bevestigt.")]
Number = Annotated[int, typer.Argument(help="Het nummer van de koppeling, uit `passend token list`.")]


def add_doors(app: typer.Typer) -> None:
    app.add_typer(tokens, name="token")


@tokens.command("make")
def make(
    name: Annotated[str, typer.Argument(help="De naam van het andere programma.")],
    office: Annotated[str, typer.Option("--office", help="De naam van het bureau of de werkgever.")],
    scope: Annotated[list[str], typer.Option("--scope", help="Bijvoorbeeld cases:read; mag vaker.")],
    until: Annotated[str, typer.Option("--until", help="De laatste dag, JJJJ-MM-DD; hoogstens een jaar vooruit.")],
    by: By,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Maakt een sleutel en toont hem één keer; hij werkt zodra iemand van het kantoor hem bevestigt."""
    from dossier.acts.api_tokens import make_token

    ends_on = parse_day(until, "--until")
    database = open_database(load_settings(data_dir))
    with database.session() as session:
        values = {"organisation_id": office_number(session, office), "name": name, "scopes": scope, "ends_on": ends_on}
        token, secret = make_token(session, values, actor=account_by(session, by), now=now())
        shown = show_token(session, token)
    database.close()
    if as_json:
        print_json(shown | {"secret": secret})
        return
    print_line(f"Koppeling {shown['id']} voor {office}: werkt na bevestiging. De sleutel, één keer te zien:\n{secret}")


@tokens.command("confirm")
def confirm(number: Number, by: By, data_dir: DataDir = None) -> None:
    """Bevestigt een sleutel, als coach van het bureau of als contactpersoon van de werkgever."""
    from dossier.acts.api_tokens import confirm_token

    database = open_database(load_settings(data_dir))
    with database.session() as session:
        confirm_token(session, number, actor=account_by(session, by), now=now())
    database.close()
    print_line(f"Koppeling {number} is bevestigd.")


@tokens.command("revoke")
def revoke(number: Number, by: By, data_dir: DataDir = None) -> None:
    """Trekt een sleutel in: vanaf nu opent hij niets meer."""
    from dossier.acts.api_tokens import revoke_token

    database = open_database(load_settings(data_dir))
    with database.session() as session:
        revoke_token(session, number, actor=account_by(session, by), now=now())
    database.close()
    print_line(f"Koppeling {number} is ingetrokken.")


@tokens.command("list")
def list_all(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Alle koppelingen, de nieuwste eerst; van de sleutels is alleen de vingerafdruk bewaard."""
    from dossier.storage.api_tokens import list_tokens

    database = open_database(load_settings(data_dir))
    with database.reading() as session:
        found = [show_token(session, token) for token in list_tokens(session)]
    database.close()
    if as_json:
        print_json(found)
        return
    for one in found:
        print_line("\t".join([str(one["id"]), one["office"], one["name"], one["state"], ",".join(one["scopes"])]))


def show_token(session: "Session", token: "ApiToken") -> dict[str, Any]:
    """What may be known of a key: everything but its secret."""
    from dossier.acts.api_tokens import state_of
    from dossier.acts.entry import dutch_day
    from dossier.storage.accounts import get_organisation

    return {
        "id": token.id,
        "office": get_organisation(session, token.organisation_id).name,
        "name": token.name,
        "role": token.role,
        "scopes": token.scopes,
        "state": state_of(token, dutch_day(now())).value,
        "ends_on": token.ends_on,
        "last_used_at": token.last_used_at,
    }


def office_number(session: "Session", name: str) -> int:
    from dossier.storage.accounts import list_organisations

    offices = {office.name: office.id for office in list_organisations(session)}
    number = offices.get(name)
    if number is None:
        raise InvalidInputError("--office", name, ", ".join(offices) or "een kantoor; er is er nog geen")
    return number


def account_by(session: "Session", email: str) -> "Account":
    from dossier.storage.accounts import find_account

    account = find_account(session, email)
    if account is None:
        raise InvalidInputError("--by", email, "het e-mailadres van een account")
    return account
