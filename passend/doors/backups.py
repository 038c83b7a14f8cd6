"""The doors of the backup: everything in one sealed file, and everything back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dossier.errors import BackupError, SettingsError
from passend.doors.option import AsJson, DataDir, load_settings, now, open_database
from passend.output import DONE, FINDINGS, print_json, print_line

if TYPE_CHECKING:
    from dossier.settings import Settings

SHORTEST = 32
KeyFile = Annotated[Path | None, typer.Option("--key-file", help="Bestand met de sleutel; anders PASSEND_BACKUP_KEY.")]


def add_doors(app: typer.Typer) -> None:
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    out: Annotated[Path, typer.Argument(help="Het bestand dat gemaakt wordt; het mag nog niet bestaan.")],
    snapshots: Annotated[
        bool, typer.Option("--snapshots/--no-snapshots", help="Ook de opgehaalde pagina's (groot).")
    ] = True,
    keys: Annotated[bool, typer.Option("--keys/--no-keys", help="Ook de sleutel die het logboek ondertekent.")] = True,
    key_file: KeyFile = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Maakt een versleutelde reservekopie: database, bijlagen, bundels, pagina's en sleutel. Iedereen werkt door."""
    from dossier.storage.backup.making import make_backup

    settings = load_settings(data_dir)
    secret = read_secret(settings, key_file)
    database = open_database(settings)
    made = make_backup(database, settings, out, secret, now=now(), snapshots=snapshots, keys=keys)
    database.close()
    size = out.stat().st_size
    if as_json:
        said = made.model_dump(mode="json", include={"database", "schema_version", "snapshots", "keys", "missing"})
        print_json({"backup": str(out), "bytes": size, "files": len(made.members), **said})
    else:
        print_line(f"{out}\t{len(made.members)} bestanden\t{size} bytes")
        print_line(f"sleutel van het logboek: {'zit erin' if keys else 'zit er NIET in, bewaar die apart'}")
        if not snapshots:
            print_line("opgehaalde pagina's: zitten er NIET in")
        for name in made.missing:
            print_line(f"ontbreekt\t{name}")
    raise typer.Exit(FINDINGS if made.missing else DONE)


def restore(
    source: Annotated[Path, typer.Argument(help="Het bestand dat `passend backup` maakte.")],
    force: Annotated[bool, typer.Option("--force", help="Ook als er al gegevens staan; die gaan opzij.")] = False,
    key_file: KeyFile = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Zet een reservekopie terug en controleert daarna elk logboek. Stop eerst `passend serve` en `schedule`."""
    from dossier.evidence.verify import verify_url
    from dossier.storage.backup.restoring import restore_backup
    from dossier.storage.data_keys import DataKeys

    settings = load_settings(data_dir)
    manifest = restore_backup(settings, source, read_secret(settings, key_file), force=force)
    open_database(settings).close()  # to the newest schema
    report = verify_url(settings.effective_database_url, data_keys=DataKeys(settings.data_key_file))
    if as_json:
        print_json({"made_at": manifest.made_at, "files": len(manifest.members), "verify": report.model_dump()})
    else:
        print_line(f"teruggezet: {len(manifest.members)} bestanden van {manifest.made_at}")
        print_line(f"{report.entries} regels in de logboeken: {'klopt' if report.ok else 'klopt NIET'}")
    raise typer.Exit(DONE if report.ok else FINDINGS)


def read_secret(settings: "Settings", key_file: Path | None) -> str:
    """The key of the backups, from a file or from the environment; never from beside the data that it guards."""
    if key_file is None:
        secret = "" if settings.backup_key is None else settings.backup_key.get_secret_value().strip()
    else:
        if key_file.resolve().is_relative_to(settings.data_dir.resolve()):
            raise SettingsError("De sleutel ligt in de map met gegevens: leg hem ergens anders.")
        try:
            secret = key_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BackupError(f"De sleutel {key_file.name} kan niet gelezen worden.") from error
    if len(secret) < SHORTEST:
        msg = "Zet PASSEND_BACKUP_KEY op minstens 32 willekeurige tekens (bijvoorbeeld: openssl rand -hex 32)."
        raise SettingsError(msg)
    return secret
