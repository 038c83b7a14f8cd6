"""The doors of keeping and erasing: what is due, what forbids it, and the erasure itself by two people."""

from typing import TYPE_CHECKING, Annotated

import typer

from dossier.errors import InvalidInputError
from passend.doors.option import AsJson, DataDir, load_settings, now, open_database, parse_day
from passend.output import print_json, print_line

if TYPE_CHECKING:
    from sqlmodel import Session

    from dossier.model.people import Account

By = Annotated[str, typer.Option("--by", help="E-mailadres van wie het doet.")]
Case = Annotated[str, typer.Argument(help="Dossiernummer.")]


def add_doors(app: typer.Typer) -> None:
    app.command("due")(due)
    app.command("hold")(hold)
    app.command("erase")(erase)


def due(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Dossiers waarvan de bewaartermijn voorbij is en die niet geblokkeerd zijn: een lijst, er wordt niets gewist."""
    from dossier.acts.erasure import due_cases

    database = open_database(load_settings(data_dir))
    with database.reading() as session:
        found = [
            {
                "case": case.number,
                "until": term.until,
                "counted_from": term.counted_from,
                "from": term.counted_from_name,
            }
            for case, term in due_cases(session, now())
        ]
    database.close()
    if as_json:
        print_json(found)
        return
    for one in found:
        print_line(f"{one['case']}\tte bewaren tot en met {one['until']}\t24 maanden na {one['from']}")


def hold(
    case: Case,
    by: By,
    ground: Annotated[str | None, typer.Option("--ground", help="Waarom het dossier moet blijven.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="JJJJ-MM-DD")] = None,
    lift: Annotated[int | None, typer.Option("--lift", help="Het nummer van een blokkade die opgeheven wordt.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Blokkeert het wissen van een dossier tot en met een dag, of heft zo'n blokkade op."""
    from dossier.acts.holds import lift_hold, place_hold
    from dossier.evidence.signing import Signer
    from dossier.model.erasure import HoldGround
    from dossier.storage.cases import case_by_number

    if lift is None and (ground is None or until is None):
        raise InvalidInputError("--ground en --until", "", f"een dag, en een van: {', '.join(HoldGround)}")
    settings = load_settings(data_dir)
    database = open_database(settings)
    with database.session() as session:
        actor, found = actor_of(session, by, case), case_by_number(session, case)
        signer = Signer.load_or_create(settings.signing_key_file)
        if lift is not None:
            row = lift_hold(session, found, lift, actor=actor, now=now(), signer=signer)
        else:
            given = {"ground": ground, "until": parse_day(until or "", "--until")}
            row = place_hold(session, found, given, actor=actor, now=now(), signer=signer)
        said = {"hold": row.id, "case": case, "ground": row.ground, "until": row.until, "lifted": row.lifted_at}
    database.close()
    if as_json:
        print_json(said)
    else:
        print_line(f"blokkade {said['hold']}\t{said['ground']}\ttot en met {said['until']}")


def erase(
    case: Case,
    by: By,
    confirm: Annotated[
        str | None, typer.Option("--confirm", help="Het dossiernummer nog eens: nu wordt gewist.")
    ] = None,
    ask: Annotated[str | None, typer.Option("--ask", help="Alleen vragen, met deze grond; een ander wist.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Wist de inhoud van een dossier: iemand vraagt het (--ask), de beheerder doet het (--confirm)."""
    from dossier.acts.erasure import ask_erasure, erase_case
    from dossier.evidence.signing import Signer
    from dossier.model.erasure import ErasureGround
    from dossier.storage.cases import case_by_number
    from dossier.storage.erasure import erasures

    settings = load_settings(data_dir)
    database = open_database(settings)
    signer = Signer.load_or_create(settings.signing_key_file)
    with database.session() as session:
        actor, found = actor_of(session, by, case), case_by_number(session, case)
        if ask is not None:
            row = ask_erasure(session, found, {"ground": ask}, actor=actor, now=now(), signer=signer)
        else:
            open_ones = [one for one in erasures(session, case_ids=[found.id or 0]) if one.withdrawn_at is None]
            if not open_ones:
                raise InvalidInputError("dossier", case, f"eerst --ask met een van: {', '.join(ErasureGround)}")
            row = open_ones[0]
    if ask is not None:
        print_json({"asked": row.id, "case": case}) if as_json else print_line(
            f"verzoek {row.id} ligt bij de beheerder"
        )
        return
    if confirm != case:
        raise InvalidInputError("--confirm", confirm or "", f"het dossiernummer {case}")
    report = erase_case(database, settings, row.id or 0, actor=actor, now=now(), signer=signer)
    database.close()
    if as_json:
        print_json(report)
    else:
        print_line(f"{report.case} gewist\t{report.rows} rijen\t{report.entries} regels\t{report.files} bestanden")


def actor_of(session: "Session", email: str, number: str) -> "Account":
    """Somebody with an account: the administrator for any case, the others for their own."""
    from dossier.acts.entry import dutch_day
    from dossier.model.people import Role
    from dossier.storage.accounts import find_account
    from dossier.storage.cases import find_case

    actor = find_account(session, email)
    if actor is None or not actor.active:
        raise InvalidInputError("--by", email, "het e-mailadres van een account dat zich mag aanmelden")
    if actor.role != Role.ADMIN:
        find_case(session, actor, number, on=dutch_day(now()))
    return actor
