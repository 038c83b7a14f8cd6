"""The options that several doors share."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dossier.errors import InvalidInputError

if TYPE_CHECKING:
    from dossier.settings import Settings
    from dossier.storage.database import Database

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Map voor alle gegevens; anders PASSEND_DATA_DIR.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON op standaarduitvoer, voor programma's.")]
OnDay = Annotated[str | None, typer.Option("--on", help="De dag waarop gerekend wordt, JJJJ-MM-DD.")]

ACTOR = "Passend, opdrachtregel (beheer)"
"""Who acts when the command line does, as the log and the pages of a bundle name it (U-14)."""


def load_settings(data_dir: Path | None, **overrides: object) -> "Settings":
    """The settings of the environment, with what the command line says on top."""
    from dossier.settings import Settings

    if data_dir is not None:
        overrides["data_dir"] = data_dir.absolute()
    return Settings(**overrides)  # type: ignore[arg-type]


def open_database(settings: "Settings") -> "Database":
    """The database; imported here, because its library takes a quarter of a second that most doors can do without."""
    from dossier.storage import database

    return database.open_database(settings)


def parse_day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(option, text, "een dag als 2026-11-21") from error


def optional_day(text: str | None, option: str) -> date | None:
    return None if text is None else parse_day(text, option)


def parse_range(text: str, option: str) -> tuple[date, date]:
    """'2026-01-01..2026-01-14' to its first and last day."""
    first, dots, last = text.partition("..")
    if not dots:
        raise InvalidInputError(option, text, "twee dagen als 2026-01-01..2026-01-14")
    return parse_day(first, option), parse_day(last, option)


def now() -> datetime:
    """The only clock of the command line."""
    return datetime.now(UTC)
