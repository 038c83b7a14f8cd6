"""The doors of the signing key, and of the heads that prove that nothing was cut off."""

from typing import Annotated

import typer

from dossier.errors import InvalidInputError
from passend.doors.option import ACTOR, AsJson, DataDir, load_settings, now, open_database
from passend.output import print_json, print_line

keys = typer.Typer(help="De sleutels: van het logboek, en van beschermde gegevens.", no_args_is_help=True)


def add_doors(app: typer.Typer) -> None:
    app.add_typer(keys, name="key")
    app.command("head")(head)


@keys.command("show")
def show(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """De vingerafdruk van de sleutel nu, en die van eerdere sleutels."""
    from dossier.evidence.controleer import fingerprint
    from dossier.evidence.signing import Signer
    from dossier.storage.evidence import keys_in_use

    settings = load_settings(data_dir)
    current = Signer.load(settings.signing_key_file).fingerprint
    database = open_database(settings)
    with database.reading() as session:
        earlier = [one for one in map(fingerprint, keys_in_use(session)) if one != current]
    database.close()
    if as_json:
        print_json({"key": current, "earlier": earlier})
        return
    print_line(f"nu\t{current}")
    for one in earlier:
        print_line(f"eerder\t{one}")


@keys.command("rotate")
def rotate(
    reason: Annotated[str, typer.Option("--reason", help="gepland of uitgelekt")] = "gepland",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Neemt een nieuwe sleutel in gebruik: de oude wijst hem aan in elk logboek. Stop eerst `passend serve`."""
    from dossier.acts.keys import KeyReason, rotate_key

    reasons = {"gepland": KeyReason.PLANNED, "uitgelekt": KeyReason.SUSPECTED}
    if reason not in reasons:
        raise InvalidInputError("--reason", reason, ", ".join(reasons))
    settings = load_settings(data_dir)
    database = open_database(settings)
    change = rotate_key(database, settings.signing_key_file, reason=reasons[reason], actor=ACTOR, now=now())
    database.close()
    if as_json:
        print_json(change)
        return
    print_line(f"Sleutel gewisseld in {change.cases} logboek(en). Geef de nieuwe vingerafdruk door:\n{change.new}")


@keys.command("rotate-data")
def rotate_data(
    *,
    drop_earlier: Annotated[
        bool, typer.Option("--drop-earlier", help="Geen nieuwe sleutel: gooi de eerdere weg. Herstart eerst alles.")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Zet alle beschermde gegevens en bijlagen onder een nieuwe sleutel. Mag afgebroken en opnieuw gedaan worden."""
    from dossier.storage.key_change import change_data_key

    settings = load_settings(data_dir)
    database = open_database(settings)
    try:
        change = change_data_key(database, settings, drop_earlier=drop_earlier)
    finally:
        database.close()
    if as_json:
        print_json(change)
        return
    print_line(f"{change.rows} rijen en {change.files} bijlagen onder sleutel {change.current}")
    for name in change.earlier:
        print_line(f"eerder\t{name}\tweg met --drop-earlier")


@keys.command("replace-lost")
def replace_lost(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Begint opnieuw nadat de sleutel verloren ging; elk logboek zegt dat de oude sleutel niet meer tekende."""
    from dossier.acts.keys import replace_lost_key

    settings = load_settings(data_dir)
    database = open_database(settings)
    change = replace_lost_key(database, settings.signing_key_file, actor=ACTOR, now=now())
    database.close()
    if as_json:
        print_json(change)
        return
    print_line(f"Nieuwe sleutel in {change.cases} logboek(en). Geef de nieuwe vingerafdruk door:\n{change.new}")


def head(
    cases: Annotated[list[str] | None, typer.Argument(help="Dossiernummers; zonder: alle.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """De kop van elk logboek: bewaar die buiten deze machine, dan valt op als er iets aan het eind verdwijnt."""
    from dossier.evidence.controleer import fingerprint
    from dossier.storage.evidence import heads

    database = open_database(load_settings(data_dir))
    with database.reading() as session:
        found = [
            {"case": number, "entries": last.seq, "head": last.hash, "key": fingerprint(last.key)}
            for number, last in heads(session)
            if not cases or number in cases
        ]
    database.close()
    unknown = sorted(set(cases or []) - {str(one["case"]) for one in found})
    if unknown:
        raise InvalidInputError("dossier", ", ".join(unknown), "een dossiernummer dat bestaat")
    if as_json:
        print_json(found)
        return
    for one in found:
        print_line("\t".join(str(value) for value in one.values()))
